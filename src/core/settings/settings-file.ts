import { copyFile, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Notice } from '../../shared/state/notice';
import { openIdentity, type IdentityFile } from '../intake/identity';
import { takeKeyByKey } from '../intake/key-by-key';
import { replaceFile } from '../storage/atomic-write';
import { isDiskFull, realDisk, type Disk } from '../storage/disk';
import { readCopy } from '../storage/kept-copy';
import { serialQueue } from '../storage/serial-queue';
import { isIdentityName, preferenceEntries, type KeptPreferences, type Settings } from './schema';

/** All settings. What the provider knows is stored in the identity, the preferences in the settings file. */
export interface SettingsFile {
  current(): Settings;
  /**
   * On the disk once resolved. Changes are made one after another, in the order of the calls. A change without effect
   * writes nothing.
   */
  change(change: Partial<Settings>): Promise<Settings>;
  /** Resolves once no change is running: then nothing writes any more. */
  settled(): Promise<void>;
}

export interface OpenedSettings {
  readonly settings: SettingsFile;
  readonly identity: IdentityFile;
  readonly notices: readonly Notice[];
}

/** The version of the whole data folder: an older Comptoir refuses a settings file with a newer one. */
const version = 2;
const settingsName = 'settings.json';

/**
 * Writes while opening must not fail the start on a full disk: calls are then refused, and only a running app can say
 * so.
 */
export function unlessDiskFull(error: unknown): void {
  if (!isDiskFull(error)) throw error;
}

/**
 * Opens the identity and DIR/settings.json, and creates what is missing. An unreadable settings file, or one with an
 * unreadable value, is set aside first. Defaults then replace what was lost, and a notice reports it.
 */
export async function openSettings(
  dataDir: string,
  now: () => number,
  log: (line: string) => void = () => undefined,
  disk: Disk = realDisk,
): Promise<OpenedSettings> {
  const { identity, isOnDisk, notices } = await openIdentity({ dataDir, now, log, disk });
  const found = await readCopy(disk, dataDir, settingsName);
  const content = found.content ?? {};
  const { value, refused } = takeKeyByKey(preferenceEntries, content);
  const said: Notice[] = [];
  const isUseless = found.kind === 'damaged' && found.content === null;
  if (isUseless || refused.length > 0) {
    const file = await setAside(join(dataDir, settingsName), now).catch((error: unknown) => {
      log(`${settingsName} cannot be set aside: ${String(error)}`);
      return settingsName;
    });
    said.push({ kind: isUseless ? 'settings-set-aside' : 'settings-partly-lost', file });
  }

  let preferences = value;
  let written: unknown = found.content;
  // Keep the values of a newer version. A value that moved to the identity stays here until the identity is on the disk.
  const extra = Object.fromEntries(
    Object.entries(content).filter(([name]) => !(name in preferenceEntries) && !(isOnDisk && isMoved(name))),
  );
  const queued = serialQueue();
  const put = (change: Partial<KeptPreferences>): Promise<void> =>
    queued(async () => {
      const next = { ...preferences, ...change };
      const whole = { ...extra, ...(isOnDisk && { version }), ...next };
      if (!isDeepStrictEqual(whole, written)) {
        await replaceFile(disk, join(dataDir, settingsName), `${JSON.stringify(whole, null, 2)}\n`);
        written = whole;
      }
      preferences = next;
    });
  await put({}).catch((error: unknown) => log(`${settingsName} cannot be written: ${String(error)}`));

  let merged = {
    preferences,
    identity: identity.current(),
    settings: { ...preferences, ...identity.current() },
  };
  // Read dozens of times for each payment, but changed only by people.
  const current = (): Settings => {
    const ofIdentity = identity.current();
    if (merged.preferences !== preferences || merged.identity !== ofIdentity)
      merged = { preferences, identity: ofIdentity, settings: { ...preferences, ...ofIdentity } };
    return merged.settings;
  };
  return {
    identity,
    notices: [...notices, ...said],
    settings: {
      current,
      async change(change) {
        const { ofIdentity, ofPreferences } = apart(change);
        if (Object.keys(ofIdentity).length > 0)
          await identity.change((before) => ({ ...before, ...ofIdentity }));
        if (Object.keys(ofPreferences).length > 0) await put(ofPreferences);
        return current();
      },
      async settled() {
        await identity.settled(); // a change writes the identity first
        await queued(() => Promise.resolve());
      },
    },
  };
}

function isMoved(name: string): boolean {
  return isIdentityName(name) || name === 'version';
}

function apart(change: Partial<Settings>): {
  readonly ofIdentity: Partial<Settings>;
  readonly ofPreferences: Partial<KeptPreferences>;
} {
  const entries = Object.entries(change);
  return {
    ofIdentity: Object.fromEntries(entries.filter(([name]) => isIdentityName(name))),
    ofPreferences: Object.fromEntries(entries.filter(([name]) => !isIdentityName(name))),
  };
}

async function setAside(file: string, now: () => number): Promise<string> {
  const aside = `${file}.damaged-${new Date(now()).toISOString().replace(/[:.]/g, '-')}`;
  await copyFile(file, aside).catch(() => rename(file, aside)); // a rename needs no space, and works for a folder
  return basename(aside);
}
