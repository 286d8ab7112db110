import type { Net, PowerMonitor } from 'electron';
import type { Clock } from '../core/ports';

export interface AwakeParts {
  readonly powerMonitor: PowerMonitor;
  readonly net: Pick<Net, 'isOnline'>;
  readonly clock: Clock;
}

/** Calls back shortly before the computer sleeps. Returns what ends it. */
export function onSleep(powerMonitor: PowerMonitor, callback: () => void): () => void {
  powerMonitor.on('suspend', callback);
  return () => void powerMonitor.off('suspend', callback);
}

/** The main process gets no event when the network returns, and checking costs nothing. */
const lookEveryMs = 2_000;

/**
 * Calls back when the tunnel should be checked at once, because the network may have changed. That is when the computer
 * wakes or is unlocked, has mains power again after a cut, or is back on a network. Returns what ends it.
 */
export function onAwake({ powerMonitor, net, clock }: AwakeParts, callback: () => void): () => void {
  powerMonitor.on('resume', callback);
  powerMonitor.on('unlock-screen', callback);
  powerMonitor.on('on-ac', callback);

  let wasOnline = net.isOnline();
  let cancelLook = (): void => undefined;
  const lookLater = (): void => {
    cancelLook = clock.after(lookEveryMs, () => {
      const isOnline = net.isOnline();
      if (isOnline && !wasOnline) callback();
      wasOnline = isOnline;
      lookLater();
    });
  };
  lookLater();

  return () => {
    cancelLook();
    powerMonitor.off('resume', callback);
    powerMonitor.off('unlock-screen', callback);
    powerMonitor.off('on-ac', callback);
  };
}
