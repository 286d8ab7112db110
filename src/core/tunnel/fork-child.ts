import { fork } from 'node:child_process';
import type { ChildProcessHandle, SpawnTunnelChild } from '../ports';

/** What the child has no business knowing: it is told the authtoken, and nothing else. */
const secretVariable = /^(NGROK_AUTHTOKEN|COMPTOIR_(.+_)?HASH_SECRET)$/i;

export function environmentForChild(
  environment: Readonly<Record<string, string | undefined>>,
): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !secretVariable.test(name)));
}

/** The SDK would start a thread for each processor, with memory of its own; a shop's calls come one at a time. */
export function environmentForSdk(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environmentForChild(environment), TOKIO_WORKER_THREADS: '1' };
}

/** Runs the tunnel's child in plain Node, without Electron. */
export function forkChild(entryFile: string): SpawnTunnelChild {
  return (): ChildProcessHandle => {
    const env = environmentForSdk(process.env);
    // The SDK prints on stdout, which belongs to our facts; a debugger's flags would make the child wait for one.
    const child = fork(entryFile, [], { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    return {
      pid: child.pid,
      send(message) {
        // The callback swallows what is said to a child that has just died: `onExit` tells it.
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
        child.on('error', () => end(null)); // it could not be started, hence never exits
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
