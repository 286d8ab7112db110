import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { fromBase64url, toBase64url } from '../../shared/screens/base64url';
import type { ScreenRole } from '../../shared/access/roles';
import { keyBytes } from '../../shared/screens/screen-crypto';
import { longestScreenName, mostScreens, screenRoles } from '../../shared/screens/screens-state';
import type { Log, SecretStore } from '../ports';
import { replaceFile } from '../storage/atomic-write';
import { realDisk } from '../storage/disk';
import { decodeKept, encodeKept } from '../storage/kept-copy';
import { serialQueue } from '../storage/serial-queue';

/** A screen that has joined. */
export interface ScreenDevice {
  readonly id: string;
  readonly role: ScreenRole;
  readonly name: string;
  /** ISO instants; null: not since it joined. */
  readonly addedAt: string;
  readonly lastHeardAt: string | null;
  /** How many were typed on it in a row. */
  readonly wrongCodes?: number;
}

export type DeviceKey =
  | { readonly kind: 'opened'; readonly key: Uint8Array }
  | { readonly kind: 'unknown' }
  /** The computer's vault is shut: the device must not be told that it is unknown. */
  | { readonly kind: 'not-now' };

/** The shop's screens. Their keys are in the vault, the rest is in DIR/screens.json. */
export interface DeviceBook {
  readonly devices: () => readonly ScreenDevice[];
  readonly device: (id: string) => ScreenDevice | null;
  readonly key: (id: string) => DeviceKey;
  readonly isFull: () => boolean;
  /**
   * On the disk once resolved. A screen with the same id is replaced. Rejects with `VaultShut` where its key cannot be
   * stored.
   */
  readonly add: (device: ScreenDevice, key: Uint8Array) => Promise<void>;
  readonly rename: (id: string, name: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly countWrongCodes: (id: string, wrongCodes: number) => Promise<void>;
  /** Written with the next change, or with `settle`: a line every minute would wear out a disk for nothing. */
  readonly heard: (id: string, at: string) => void;
  /** The address at which the screens know this computer: they store an address, not a name. */
  readonly addresses: () => readonly string[];
  readonly knownAt: (addresses: readonly string[]) => Promise<void>;
  readonly settle: () => Promise<void>;
}

export interface OpenedDeviceBook {
  readonly book: DeviceBook;
  /** The list could not be read and was set aside: its screens must be paired again. */
  readonly isLost: boolean;
}

const fileName = 'screens.json';
const device = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]{11}$/)),
  role: v.picklist(screenRoles),
  name: v.pipe(v.string(), v.maxLength(longestScreenName)),
  addedAt: v.string(),
  lastHeardAt: v.nullable(v.string()),
  wrongCodes: v.optional(v.pipe(v.number(), v.integer()), 0),
});

export async function openDeviceBook(
  dataDir: string,
  store: Pick<SecretStore, 'read' | 'set'>,
  log: Log,
): Promise<OpenedDeviceBook> {
  const file = join(dataDir, fileName);
  const bytes = await realDisk.read(file).catch((error: unknown) => {
    log(`${fileName} cannot be read: ${String(error)}`);
    return 'unreadable' as const;
  });
  const found = readDevices(bytes);
  const isLost = found === null;
  if (isLost) await setAside(dataDir, file, log);
  let { devices, addresses } = found ?? nothing;
  let generation = found?.generation ?? 0;
  const queued = serialQueue();
  const save = async (): Promise<void> => {
    generation += 1;
    await replaceFile(realDisk, file, encodeKept({ version: 1, devices, addresses }, generation));
  };
  let written = devices;
  const change = (next: readonly ScreenDevice[]): Promise<void> =>
    queued(async () => {
      const before = devices;
      devices = next;
      try {
        await save();
        written = devices;
      } catch (error) {
        devices = before;
        throw error;
      }
    });

  return {
    isLost,
    book: {
      devices: () => devices,
      device: (id) => devices.find((one) => one.id === id) ?? null,
      key(id) {
        if (!devices.some((one) => one.id === id)) return { kind: 'unknown' };
        const answer = store.read(`screen-key-${id}`);
        if (answer.kind === 'not-now') return { kind: 'not-now' };
        const key = answer.kind === 'opened' ? fromBase64url(answer.value) : null;
        return key?.length === keyBytes ? { kind: 'opened', key } : { kind: 'unknown' };
      },
      isFull: () => devices.length >= mostScreens,
      async add(added, key) {
        await store.set(`screen-key-${added.id}`, toBase64url(key));
        await change([...devices.filter(({ id }) => id !== added.id), added]);
      },
      rename: (id, name) => change(devices.map((one) => (one.id === id ? { ...one, name } : one))),
      countWrongCodes: (id, wrongCodes) =>
        change(devices.map((one) => (one.id === id ? { ...one, wrongCodes } : one))),
      async remove(id) {
        await change(devices.filter((one) => one.id !== id));
        await store.set(`screen-key-${id}`, null);
      },
      heard(id, at) {
        devices = devices.map((one) => (one.id === id ? { ...one, lastHeardAt: at } : one));
      },
      addresses: () => addresses,
      knownAt(next) {
        addresses = next;
        return change(devices);
      },
      settle: () => (written === devices ? Promise.resolve() : change(devices)),
    },
  };
}

interface Kept {
  readonly devices: readonly ScreenDevice[];
  readonly addresses: readonly string[];
  readonly generation: number;
}
const nothing: Kept = { devices: [], addresses: [], generation: 0 };
const keptShape = v.object({
  devices: v.pipe(v.array(device), v.maxLength(mostScreens)),
  addresses: v.array(v.string()),
});

/**
 * Null where it cannot be read. One bad line makes the whole list unreadable, because it may concern a removed screen.
 */
function readDevices(bytes: Buffer | null | 'unreadable'): Kept | null {
  if (bytes === null) return nothing;
  if (bytes === 'unreadable') return null;
  const { kind, content, generation } = decodeKept(bytes);
  const parsed = v.safeParse(keptShape, content);
  return kind === 'whole' && parsed.success ? { ...parsed.output, generation } : null;
}

async function setAside(dataDir: string, file: string, log: Log): Promise<void> {
  const folder = join(dataDir, 'quarantine');
  await mkdir(folder, { recursive: true, mode: 0o700 })
    .then(() => rename(file, join(folder, `screens-${process.hrtime.bigint()}.json`)))
    .catch((error: unknown) => log(`${fileName} could not be set aside: ${String(error)}`));
}
