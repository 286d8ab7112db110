import { utilityProcess } from 'electron';
import type { ChildProcessHandle, SpawnTunnelChild } from '../core/ports';
import { environmentForSdk } from '../core/tunnel/fork-child';
import type { CrashRecords } from '../core/diagnostics/crash-records';

/** As the system's list of processes shows it. */
export const tunnelProcessName = 'Comptoir Tunnel';

/** Runs the tunnel's child as a process of Electron's own: the packaged app has no Node that a plain fork could start. */
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
        // `child.kill()` asks by SIGTERM, which the child leaves to its parent to answer.
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
    // It has gone by itself: `onExit` tells it.
  }
}
