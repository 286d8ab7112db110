import { networkInterfaces } from 'node:os';
import { errorCode } from '../storage/error-code';
import { serialQueue } from '../storage/serial-queue';
import type { Clock, Log } from '../ports';
import type { Door } from './door';
import { addressOfDefaultRoute, lanAddresses } from './lan-addresses';

/** Where to listen, given for one run. */
export interface LanConfig {
  readonly port: number | undefined;
  readonly address: string | undefined;
}

export interface DoorKeeperParts {
  readonly door: Pick<Door, 'listen' | 'leave' | 'addresses' | 'port'>;
  readonly config: LanConfig | undefined;
  readonly usualPort: () => number;
  /** Another program has the usual port: screens remember this one from now on. */
  readonly keepPort: (port: number) => Promise<unknown>;
  readonly isWanted: () => boolean;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  readonly onChange: (failure: 'no-network' | 'port-taken' | null) => void;
  readonly interfaces?: typeof networkInterfaces;
}

export interface DoorKeeper {
  /** Opens and closes addresses until they match the computer's present ones. */
  readonly follow: () => Promise<void>;
  readonly stop: () => void;
}

const lookEveryMs = 5_000;
const mostPorts = 20;

/** While screens are on, listens at the present private addresses of this computer, on one port. */
export function createDoorKeeper(parts: DoorKeeperParts): DoorKeeper {
  const { door, config, clock, log, interfaces = networkInterfaces } = parts;
  const queued = serialQueue();
  let cancel = (): void => undefined;
  let isStopped = false;
  const wanted = async (): Promise<readonly string[]> => {
    if (!parts.isWanted()) return [];
    if (config?.address !== undefined) return [config.address];
    const found = interfaces();
    const addresses = lanAddresses(found, null);
    return addresses.length < 2 ? addresses : lanAddresses(found, await addressOfDefaultRoute());
  };
  /** Null: no port is free. */
  const listen = async (address: string): Promise<number | null> => {
    const first = door.port() ?? config?.port ?? parts.usualPort();
    // If a port was given, or another address has one already, only that port is tried.
    const tries = door.port() !== null || config?.port !== undefined ? 1 : mostPorts;
    for (let port = first; port < first + tries; port += 1) {
      try {
        await door.listen(address, port);
        return door.port();
      } catch (error) {
        if (errorCode(error) !== 'EADDRINUSE') {
          log(`no screen is heard at ${address}: ${String(error)}`);
          return null;
        }
      }
    }
    log(`no screen is heard at ${address}: port ${first} is taken`);
    return null;
  };
  const look = async (): Promise<void> => {
    const addresses = await wanted();
    let isChanged = false;
    for (const gone of door.addresses().filter((one) => !addresses.includes(one))) {
      await door.leave(gone);
      isChanged = true;
    }
    for (const address of addresses.filter((one) => !door.addresses().includes(one))) {
      const port = await listen(address);
      isChanged ||= port !== null;
      if (port !== null && config === undefined && port !== parts.usualPort()) await parts.keepPort(port);
    }
    const isDeaf = door.addresses().length === 0;
    const failure = addresses.length === 0 ? 'no-network' : 'port-taken';
    if (isChanged || isDeaf) parts.onChange(isDeaf ? failure : null);
  };
  const lookLater = (): void => {
    cancel();
    if (isStopped || !parts.isWanted()) return;
    cancel = clock.after(lookEveryMs, follow);
  };
  const follow = (): Promise<void> =>
    queued(async () => {
      if (isStopped) return;
      try {
        await look();
      } finally {
        lookLater();
      }
    });
  return {
    follow,
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
