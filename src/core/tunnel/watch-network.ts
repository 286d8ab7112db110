import { networkInterfaces } from 'node:os';
import type { Clock } from '../ports';

const lookEveryMs = 2_000;
/** Between two checks clock and uptime drift apart by less, unless the clock was set. */
const jumpMs = 5_000;

export interface NetworkWatchOptions {
  readonly clock: Clock;
  readonly interfaces?: typeof networkInterfaces;
  /** A cable, a Wi-Fi or an address came or went, or the clock was set: connections may be dead. */
  readonly onChange: () => void;
}

/** No event tells a process that the network changed, and checking costs nothing. Returns what ends it. */
export function watchNetwork({
  clock,
  interfaces = networkInterfaces,
  onChange,
}: NetworkWatchOptions): () => void {
  const clockSkew = (): number => clock.now() - clock.uptime();
  let addresses = addressesOf(interfaces());
  let skew = clockSkew();
  let cancel = (): void => undefined;
  const lookLater = (): void => {
    cancel = clock.after(lookEveryMs, () => {
      const found = addressesOf(interfaces());
      const jumped = Math.abs(clockSkew() - skew) > jumpMs;
      const changed = found !== addresses || jumped;
      addresses = found;
      skew = clockSkew();
      lookLater();
      if (changed) onChange();
    });
  };
  lookLater();
  return () => cancel();
}

function addressesOf(found: ReturnType<typeof networkInterfaces>): string {
  return Object.entries(found)
    .flatMap(([name, addresses = []]) =>
      addresses.flatMap(({ internal, address }) => (internal ? [] : [`${name} ${address}`])),
    )
    .sort()
    .join('\n');
}
