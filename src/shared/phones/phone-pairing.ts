import * as v from 'valibot';

/**
 * How an owner's phone comes to its shop. The counter shows one secret as a QR, behind the `#` that a browser never sends.
 * From it both ends derive, by HKDF-SHA256 with these labels, the code that the phone shows at the relay, the key of what waits there for it,
 * and the key by which it proves to the counter that its own key came from that screen.
 */
export const pairingLabels = {
  code: 'comptoir phone code 1',
  bundle: 'comptoir phone bundle 1',
  proof: 'comptoir phone proof 1',
} as const;
export const pairingSecretBytes = 32;
export const pairingCodeBytes = 16;
/** Bytes sealed for a new phone cannot be opened as anything else. */
export const bundlePlace = 'comptoir phone bundle';

/** Where the relay serves the page. */
export const phonePagePath = '/p/';

/** `secret`: base64url. */
export function phoneLink(origin: string, secret: string): string {
  return `${origin}${phonePagePath}#p=${secret}`;
}

/** The secret in a link, or in what stands behind its `#`; null where there is none. */
export function pairingSecretIn(text: string): string | null {
  return /[#&]p=([\w-]{43})$/.exec(text.trim())?.[1] ?? null;
}

const coordinate = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
/** What a phone is given: the shop's name, and the keys that open its rows, the present one first. */
export const phoneBundle = v.object({
  shopName: v.string(),
  language: v.picklist(['fr', 'en']),
  country: v.picklist(['BJ', 'TG', 'CI', 'SN']),
  /** Private keys on P-256 as JWK has them. */
  keys: v.pipe(
    v.array(v.object({ d: coordinate, x: coordinate, y: coordinate })),
    v.minLength(1),
    v.readonly(),
  ),
});
export type PhoneBundle = v.InferOutput<typeof phoneBundle>;

/** A phone that may read, as its owner sees it at the counter. */
export interface ListedPhone {
  readonly id: string;
  /** Empty where another counter gave it, or this one lost its keys. */
  readonly name: string;
  readonly addedAt: string;
  /** ISO instant at which it asked the relay last; null: never yet. */
  readonly heardAt: string | null;
}

/** How one phone comes in. */
export interface PhoneOffer {
  readonly id: string;
  readonly link: string;
  readonly expiresAt: string;
}
