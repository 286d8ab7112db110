import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Keyring } from '../intake/keyring';
import type { Clock } from '../ports';
import { createOpener, createSealer } from '../sealing/sealed-box';
import { ownKeyName, sealKeyName, sha256 } from './membership';
import { phonesKeyName } from './phones';
import type { RelayClient, ToldCounters, WantedRow } from './relay-client';

/** The keys of a shop's rows, on their way from one of its counters to another. */
const shopKeys = v.object({
  keys: v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.base64(),
        v.transform((text) => Buffer.from(text, 'base64')),
      ),
    ),
    v.minLength(1),
    v.maxLength(20),
  ),
  /** The secrets with which phones were let in. */
  phones: v.pipe(
    v.string(),
    v.base64(),
    v.transform((text) => Buffer.from(text, 'base64')),
  ),
});
/** The keys for each counter by its device, sealed to it. */
const forCounters = v.record(v.string(), v.pipe(v.string(), v.base64()));

export interface ShopKeysParts {
  readonly keyring: Keyring;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Lets one more counter join. The last part of its line, which browsers never send, opens the keys that the relay passes
 * on. `lasts`: for the printed recovery sheet, needed if this computer is lost.
 */
export async function letIn(
  { keyring, clock }: ShopKeysParts,
  {
    client,
    origin,
    lasts,
  }: { readonly client: RelayClient; readonly origin: string; readonly lasts: boolean },
): Promise<string> {
  const seed = randomBytes(32);
  const code = randomBytes(18).toString('base64url');
  const sealer = createSealer(createOpener(seed).publicKey, () => clock.now());
  const bundle = sealer.seal(await packedKeys(keyring)).toString('base64');
  await client.invite({ codeSha256: sha256(code), bundle, lasts });
  return `${origin}/i/${code}#k=${seed.toString('base64url')}`;
}

/** Takes over the shop's keys. False where `letIn` did not seal this bundle. */
export async function takeBundle(keyring: Keyring, seed: Buffer, bundle: string): Promise<boolean> {
  const plain = createOpener(seed).open(Buffer.from(bundle, 'base64'));
  return plain !== null && takeKeys(keyring, plain);
}

/** After the shop's key was replaced here: the copies for the other counters, in one row. */
export async function keysRow(
  { keyring, clock }: ShopKeysParts,
  counters: ToldCounters,
): Promise<WantedRow | null> {
  const others = counters.flatMap(({ isHere, device, ownKey }) =>
    isHere || ownKey === null ? [] : [{ device, ownKey: Buffer.from(ownKey, 'base64') }],
  );
  if (others.length === 0) return null;
  const plain = await packedKeys(keyring);
  const sealed = others.map(({ device, ownKey }) => [
    String(device),
    createSealer(ownKey, () => clock.now())
      .seal(plain)
      .toString('base64'),
  ]);
  const present = createOpener(await keyring.key(sealKeyName)).publicKey.toString('base64');
  return {
    kind: 'keys',
    key: sha256(`keys ${present}`),
    sealed: Buffer.from(JSON.stringify(Object.fromEntries(sealed))).toString('base64'),
  };
}

/** Another counter replaced the shop's key: it is taken over if it was sealed to this counter. */
export async function takeKeysRow(keyring: Keyring, row: Buffer): Promise<boolean> {
  const opener = createOpener(await keyring.key(ownKeyName));
  const parsed = v.safeParse(forCounters, jsonIn(row));
  for (const one of parsed.success ? Object.values(parsed.output) : []) {
    const plain = opener.open(Buffer.from(one, 'base64'));
    if (plain !== null) return takeKeys(keyring, plain);
  }
  return false;
}

async function packedKeys(keyring: Keyring): Promise<Buffer> {
  const keys = (await keyring.everyKey(sealKeyName)).map((key) => key.toString('base64'));
  const phones = (await keyring.key(phonesKeyName)).toString('base64');
  return Buffer.from(JSON.stringify({ keys, phones }));
}

async function takeKeys(keyring: Keyring, plain: Buffer): Promise<boolean> {
  const parsed = v.safeParse(shopKeys, jsonIn(plain));
  if (!parsed.success) return false;
  const { keys, phones } = parsed.output;
  // A row read again from before the present key must not replace it.
  const known = await keyring.everyKey(sealKeyName);
  if (known.some((one) => keys[0]?.equals(one))) return true;
  await keyring.adopt(sealKeyName, keys);
  await keyring.adopt(phonesKeyName, [phones]);
  return true;
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null; // not written by a counter
  }
}
