import type { ChildProcessHandle, SpawnTunnelChild } from '../ports';
import { parseChildReport, type ChildOrder, type ChildReport } from './child-protocol';

interface TunnelProcessOptions {
  readonly spawn: SpawnTunnelChild;
  readonly onReport: (report: ChildReport) => void;
  /** It ended by itself. */
  readonly onExit: () => void;
}

/** The child process that holds the session. It may be killed and replaced at any time. */
export interface TunnelProcess {
  /** Starts one where none is running, and gives it this order. */
  start(order: ChildOrder): void;
  /** Does nothing where none is running. */
  order(order: ChildOrder): void;
  /** From now on its reports are ignored. */
  kill(): void;
  /** Resolves once every process that was ever started has ended. */
  ended(): Promise<unknown>;
}

export function createTunnelProcess({ spawn, onReport, onExit }: TunnelProcessOptions): TunnelProcess {
  /** Every process that has not ended yet; only the present one's reports count. */
  const running = new Map<ChildProcessHandle, Promise<void>>();
  let current: ChildProcessHandle | null = null;

  const begin = (): ChildProcessHandle => {
    const spawned = spawn();
    // A replaced one may still report something.
    const isCurrent = (): boolean => spawned === current;
    spawned.onMessage((message) => {
      const report = isCurrent() ? parseChildReport(message) : null;
      if (report !== null) onReport(report);
    });
    const ended = new Promise<void>((resolve) => {
      spawned.onExit(() => {
        running.delete(spawned);
        resolve();
        if (!isCurrent()) return;
        current = null;
        onExit();
      });
    });
    running.set(spawned, ended);
    return spawned;
  };

  return {
    start(order) {
      current ??= begin();
      current.send(order);
    },
    order: (order) => current?.send(order),
    kill() {
      const killed = current;
      current = null;
      killed?.kill();
    },
    ended: () => Promise.all(running.values()),
  };
}
