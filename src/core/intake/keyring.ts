import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { SecretName, SecretStore } from '../ports';
import { VaultShut } from '../settings/vault';
import { serialQueue } from '../storage/serial-queue';

/**
 * The counter's own keys, each made once. They are stored twice with the secrets, encrypted by the vault where there is
 * one.
 */
export interface Keyring {
  /** 32 random bytes; made at the first call. Rejects with `VaultShut` while the vault does not open it. */
  key(name: string): Promise<Buffer>;
  /** The present key first, then the former ones, so that what they signed or sealed can still be checked. */
  everyKey(name: string): Promise<readonly Buffer[]>;
  /** Makes a new key that replaces the present one. */
  rotate(name: string): Promise<Buffer>;
  /** The keys of another computer, newest first, replace the present ones, which are kept behind them. */
  adopt(name: string, keys: readonly Buffer[]): Promise<void>;
}

const keyBytes = 32;
/** Older keys beyond this number are deleted. */
const mostKept = 10;
const kept = v.pipe(
  v.array(
    v.pipe(
      v.string(),
      v.base64(),
      v.transform((text) => Buffer.from(text, 'base64')),
    ),
  ),
  v.minLength(1),
);
const nameShape = /^[a-z][a-z0-9-]{0,39}$/;

export function createKeyring(store: Pick<SecretStore, 'read' | 'regained' | 'set'>): Keyring {
  const queued = serialQueue();
  const placeOf = (name: string): SecretName => {
    if (!nameShape.test(name)) throw new Error(`${name} is no name of a key`);
    return `key-${name}`;
  };
  /** Empty where there is no key yet, or none that this computer can ever open. */
  const found = (place: SecretName): readonly Buffer[] => {
    const answer = store.read(place);
    if (answer.kind === 'not-now') throw new VaultShut();
    const present = answer.kind === 'opened' ? keysIn(answer.value) : [];
    return [...present, ...store.regained(place).flatMap(keysIn)];
  };
  const keep = async (place: SecretName, keys: readonly Buffer[]): Promise<readonly Buffer[]> => {
    const kept = keys.slice(0, mostKept);
    await store.set(place, JSON.stringify(kept.map((key) => key.toString('base64'))));
    return kept;
  };
  const add = (place: SecretName, before: readonly Buffer[]): Promise<readonly Buffer[]> =>
    keep(place, [randomBytes(keyBytes), ...before]);
  const everyKey = (name: string): Promise<readonly Buffer[]> =>
    queued(async () => {
      const place = placeOf(name);
      const keys = found(place);
      return keys.length > 0 ? keys : add(place, []);
    });
  const present = async (keys: Promise<readonly Buffer[]>): Promise<Buffer> => {
    const [key] = await keys;
    if (key === undefined) throw new Error('a keyring without a key');
    return key;
  };
  return {
    everyKey,
    key: (name) => present(everyKey(name)),
    adopt: (name, keys) =>
      queued(async () => {
        const place = placeOf(name);
        const before = found(place).filter((one) => !keys.some((key) => key.equals(one)));
        await keep(place, [...keys, ...before]);
      }),
    rotate: (name) =>
      present(
        queued(async () => {
          const place = placeOf(name);
          return add(place, found(place));
        }),
      ),
  };
}

function keysIn(value: string): readonly Buffer[] {
  try {
    return v.parse(kept, JSON.parse(value));
  } catch {
    return []; // not written by Comptoir
  }
}
