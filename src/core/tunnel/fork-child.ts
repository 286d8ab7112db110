import { fork } from 'node:child_process';
import type { ChildProcessHandle, SpawnTunnelChild } from '../ports';

/** The child must not get these: it gets the authtoken, and nothing else. */
const secretVariable = /^(NGROK_AUTHTOKEN|COMPTOIR_(.+_)?HASH_SECRET)$/i;

export function environmentForChild(
  environment: Readonly<Record<string, string | undefined>>,
): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !secretVariable.test(name)));
}

/** The SDK would start a thread for each processor, with its own memory; a shop's calls come one at a time. */
export function environmentForSdk(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environmentForChild(environment), TOKIO_WORKER_THREADS: '1' };
}

/** Runs the tunnel's child in plain Node, without Electron. */
export function forkChild(entryFile: string): SpawnTunnelChild {
  return (): ChildProcessHandle => {
    const env = environmentForSdk(process.env);
    // The SDK prints on stdout, which is for our facts; a debugger's flags would make the child wait.
    const child = fork(entryFile, [], { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    return {
      pid: child.pid,
      send(message) {
        // The callback ignores a failed message to a child that has just ended: `onExit` reports that.
        if (child.connected) child.send(message as object, () => undefined); // our orders are objects
      },
      onMessage: (listener) => void child.on('message', listener),
      onExit(listener) {
        let ended = false;
        const end = (code: number | null): void => {
          if (!ended) listener(code);
          ended = true;
        };
        child.on('exit', end);
        child.on('error', () => end(null)); // it could not be started, so it never exits
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
