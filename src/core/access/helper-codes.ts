import * as v from 'valibot';
import { helperKey, isSameHelper } from '../../shared/payment/helper-name';
import type { Clock, SecretStore } from '../ports';
import { VaultShut } from '../settings/vault';
import type { SettingsFile } from '../settings/settings-file';
import { serialQueue } from '../storage/serial-queue';
import { hashPin, isPin } from './pin-hash';
import { backoffMs } from './code-backoff';

/** `unknown`: where helpers have codes, only names given by the owner are accepted. */
export type HelperAnswer = 'right' | 'needed' | 'unknown' | 'wrong' | 'wait' | 'vault-shut';

/** Short codes of the helpers who have one: with the owner's PIN set, deeds in such a name ask for it. */
export interface HelperCodes {
  /** Helpers, by key, who have one. */
  readonly keys: () => readonly string[];
  /** Null takes it away. */
  set(name: string, code: string | null): Promise<void>;
  /** Whether this code allows acting under this name. An empty name means nobody. */
  check(name: string, code: string | undefined): Promise<HelperAnswer>;
}

interface HelperCodesParts {
  readonly store: SecretStore;
  readonly settings: SettingsFile;
  readonly clock: Pick<Clock, 'uptime'>;
  /** What a code costs to compare, as a power of two. */
  readonly pinLog2N: number;
  readonly hasPin: () => boolean;
  readonly onWrong: () => void;
}

const kept = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()));

export function createHelperCodes({
  store,
  settings,
  clock,
  pinLog2N,
  hasPin,
  onWrong,
}: HelperCodesParts): HelperCodes {
  /** Compare one at a time: of many at once, all would be compared before the first wrong one counts. */
  const queued = serialQueue();
  /** By key, the uptime at which the present pause began: after a restart the pause starts again in full. */
  const pausedSince = new Map<string, number>();
  const startedAt = clock.uptime();

  /** Null while the vault is shut. */
  const hashes = (): Readonly<Record<string, string>> | null => {
    const answer = store.read('helper-codes');
    if (answer.kind === 'absent') return {};
    const read = v.safeParse(kept, answer.kind === 'opened' ? answer.value : null);
    return read.success ? read.output : null;
  };
  const wrongOf = (key: string): number => settings.current().wrongHelperCodes[key] ?? 0;
  const count = (key: string, wrong: number): Promise<unknown> => {
    const { [key]: _before, ...others } = settings.current().wrongHelperCodes;
    return settings.change({ wrongHelperCodes: wrong === 0 ? others : { ...others, [key]: wrong } });
  };
  const isPaused = (key: string): boolean =>
    clock.uptime() < (pausedSince.get(key) ?? startedAt) + backoffMs(wrongOf(key));

  const compare = async (key: string, hash: string, code: string): Promise<HelperAnswer> => {
    if (isPaused(key)) return 'wait';
    // Write the attempt to the disk before comparing, so that cutting the power gives no extra attempt.
    await count(key, wrongOf(key) + 1);
    pausedSince.set(key, clock.uptime());
    if (!(await isPin(code, hash))) {
      onWrong();
      return 'wrong';
    }
    await count(key, 0);
    return 'right';
  };

  return {
    keys: () => Object.keys(hashes() ?? {}),
    set: (name, code) =>
      queued(async () => {
        const key = helperKey(name);
        const all = hashes();
        if (all === null) throw new VaultShut();
        const { [key]: _before, ...others } = all;
        const next = code === null ? others : { ...others, [key]: await hashPin(code, pinLog2N) };
        await store.set('helper-codes', Object.keys(next).length === 0 ? null : JSON.stringify(next));
        await count(key, 0);
      }),
    check: (name, code) =>
      queued(async () => {
        const key = helperKey(name);
        if (key === '' || !hasPin()) return 'right';
        const all = hashes();
        if (all === null) return 'vault-shut';
        const hash = all[key];
        if (hash !== undefined) return code === undefined ? 'needed' : compare(key, hash, code);
        const isGiven = settings.current().helperNames.some((given) => isSameHelper(given, name));
        return isGiven || Object.keys(all).length === 0 ? 'right' : 'unknown';
      }),
  };
}
