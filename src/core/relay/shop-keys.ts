import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Keyring } from '../intake/keyring';
import type { Clock } from '../ports';
import { createOpener, createSealer } from '../sealing/sealed-box';
import { ownKeyName, sealKeyName, sha256 } from './membership';
import { phonesKeyName } from './phones';
import type { RelayClient, ToldCounters, WantedRow } from './relay-client';

/** What opens the rows of a shop, on its way from one of its counters to another. */
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
  /** With which phones were let in. */
  phones: v.pipe(
    v.string(),
    v.base64(),
    v.transform((text) => Buffer.from(text, 'base64')),
  ),
});
/** The same for each counter by its device, sealed to it. */
const forCounters = v.record(v.string(), v.pipe(v.string(), v.base64()));

export interface ShopKeysParts {
  readonly keyring: Keyring;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Lets one further counter in: the line for it, which carries in its last part, that no browser sends, what opens the keys that
 * the relay hands over. `lasts`: for the sheet that is printed and needed once this computer is lost.
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

/** False where it is none of what `letIn` sealed. The shop's keys are this counter's from now on. */
export async function takeBundle(keyring: Keyring, seed: Buffer, bundle: string): Promise<boolean> {
  const plain = createOpener(seed).open(Buffer.from(bundle, 'base64'));
  return plain !== null && takeKeys(keyring, plain);
}

/** The shop's present key was replaced here: the other counters' copies of it, one row for all of them. */
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

/** Another counter replaced the shop's key: it is taken over where it was sealed to this one. */
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
  // One that is read again, of before the present one, must not take its place.
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
    return null; // nothing that a counter wrote
  }
}
