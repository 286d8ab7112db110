import * as v from 'valibot';

/**
 * How an owner's phone joins its shop. The counter shows one secret as a QR, behind the `#`, a part that browsers never
 * send. Both ends derive three values from it, by HKDF-SHA256 with these labels. The first is the code that the phone
 * shows the relay. The second is the key of the bundle that waits at the relay. With the third the phone proves to the
 * counter that its own key came from that screen.
 */
export const pairingLabels = {
  code: 'comptoir phone code 1',
  bundle: 'comptoir phone bundle 1',
  proof: 'comptoir phone proof 1',
} as const;
export const pairingSecretBytes = 32;
export const pairingCodeBytes = 16;
/** A label that binds the sealed bundle to its use: it cannot be opened as anything else. */
export const bundlePlace = 'comptoir phone bundle';

/** Where the relay serves the page. */
export const phonePagePath = '/p/';

/** `secret`: base64url. */
export function phoneLink(origin: string, secret: string): string {
  return `${origin}${phonePagePath}#p=${secret}`;
}

/** The secret in a link, or in the part behind its `#`; null where there is none. */
export function pairingSecretIn(text: string): string | null {
  return /[#&]p=([\w-]{43})$/.exec(text.trim())?.[1] ?? null;
}

const coordinate = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
/** What a new phone gets: the shop's name, and the keys that open its rows, the present one first. */
export const phoneBundle = v.object({
  shopName: v.string(),
  language: v.picklist(['fr', 'en']),
  country: v.picklist(['BJ', 'TG', 'CI', 'SN']),
  /** P-256 private keys in JWK form. */
  keys: v.pipe(
    v.array(v.object({ d: coordinate, x: coordinate, y: coordinate })),
    v.minLength(1),
    v.readonly(),
  ),
});
export type PhoneBundle = v.InferOutput<typeof phoneBundle>;

/** A phone that may read, as the counter lists it for the owner. */
export interface ListedPhone {
  readonly id: string;
  /** Empty where another counter added it, or this one lost its keys. */
  readonly name: string;
  readonly addedAt: string;
  /** ISO instant at which it last asked the relay; null: never. */
  readonly heardAt: string | null;
}

/** What one phone needs to join. */
export interface PhoneOffer {
  readonly id: string;
  readonly link: string;
  readonly expiresAt: string;
}
