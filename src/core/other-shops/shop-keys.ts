import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { phoneBundle } from '../../shared/phones/phone-pairing';
import type { SecretStore } from '../ports';
import { VaultShut } from '../settings/vault';

const text = v.pipe(v.string(), v.maxLength(200));
const card = v.omit(phoneBundle, ['keys']);
const shopKeys = v.object({
  /** Our own id, for the window. */
  id: text,
  origin: text,
  /** The shop's number at the relay. */
  shop: v.number(),
  /** Authenticates this computer at the relay. */
  token: text,
  /** This computer's private key, base64: the shop's other keys arrive sealed to it. */
  own: text,
  /** Private keys that open the shop's rows, base64url, the present one first. */
  keys: v.pipe(v.array(text), v.readonly()),
  card,
  /** The last opened bundle, to recognise a new one. */
  bundle: v.nullable(v.string()),
});
export type ShopKeys = Readonly<v.InferOutput<typeof shopKeys>>;

const document = v.object({
  /** Seals what is known of the shops, base64. */
  seal: text,
  shops: v.pipe(v.array(shopKeys), v.readonly()),
  /** Shops that removed this computer: only their names are kept, until the owner has read it. */
  gone: v.pipe(v.array(v.object({ id: text, card })), v.readonly()),
  /** Shops removed here whose relays do not know yet, with what is needed to tell them. */
  left: v.optional(
    v.pipe(v.array(v.object({ id: text, origin: text, token: text, card })), v.readonly()),
    [],
  ),
});
export type ShopsDocument = Readonly<v.InferOutput<typeof document>>;

/**
 * The keys of the owner's other shops, among this shop's secrets. Throws `VaultShut` while the vault is shut. Empty for
 * a value that no version wrote, or that no vault opens any more.
 */
export function readShops(store: Pick<SecretStore, 'read'>): ShopsDocument {
  const answer = store.read('other-shops');
  if (answer.kind === 'not-now') throw new VaultShut();
  const parsed = v.safeParse(
    v.pipe(v.string(), v.parseJson(), document),
    answer.kind === 'opened' ? answer.value : null,
  );
  return parsed.success
    ? parsed.output
    : { seal: randomBytes(32).toString('base64'), shops: [], gone: [], left: [] };
}

/** A relay may be gone for good, and what went is read by nobody: beyond this the oldest are forgotten. */
export const mostRemembered = 50;

/** On the disk once resolved. Rejects with `VaultShut`. */
export function writeShops(store: Pick<SecretStore, 'set'>, shops: ShopsDocument): Promise<void> {
  const isEmpty = shops.shops.length + shops.gone.length + shops.left.length === 0;
  return store.set('other-shops', isEmpty ? null : JSON.stringify(shops));
}
