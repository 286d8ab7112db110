import { utilityProcess } from 'electron';
import type { ChildProcessHandle, SpawnTunnelChild } from '../core/ports';
import { environmentForSdk } from '../core/tunnel/fork-child';
import type { CrashRecords } from '../core/diagnostics/crash-records';

/** Its name in the system's list of processes. */
export const tunnelProcessName = 'Comptoir Tunnel';

/** Runs the tunnel's child as a process of Electron's own, because the packaged app has no Node to fork. */
export function utilityChild(entryFile: string, records: CrashRecords): SpawnTunnelChild {
  return (): ChildProcessHandle => {
    let isUnwanted = false;
    const child = utilityProcess.fork(entryFile, [], {
      serviceName: tunnelProcessName,
      env: environmentForSdk(process.env),
      // The SDK prints on stdout, which belongs to our facts.
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('exit', (code) => {
      if (!isUnwanted) records.record('tunnel', `code ${code}`);
    });
    return {
      get pid() {
        return child.pid;
      },
      send: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', listener),
      kill() {
        isUnwanted = true;
        // `child.kill()` sends SIGTERM, which the child ignores: its parent handles signals.
        if (child.pid === undefined) child.kill();
        else killNow(child.pid);
      },
    };
  };
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself: `onExit` reports it.
  }
}
