import { createHash } from 'node:crypto';
import * as v from 'valibot';

/** What the secret files hold: sealed values by name, beside what may be known of them while the vault is shut. */
export interface SecretDocument {
  readonly sealed: Readonly<Record<string, string>>;
  /** SHA-256 of secrets that the app made: 32 random characters, which no digest gives away. */
  readonly digests: Readonly<Record<string, string>>;
  /** Sealed values that this computer could not open when another took their place: tried again at each start. */
  readonly aside: Readonly<Record<string, readonly string[]>>;
}

const record = v.record(v.string(), v.string());
const lists = v.record(v.string(), v.array(v.string()));
const mostAside = 5;

/** The names stand beside the two others, as they always did. Null where it is no such document. */
export function parseSecrets(content: Readonly<Record<string, unknown>>): SecretDocument | null {
  const { digests, aside, ...sealed } = content;
  const found = v.safeParse(
    v.object({ sealed: record, digests: v.optional(record, {}), aside: v.optional(lists, {}) }),
    { sealed, digests, aside },
  );
  return found.success ? found.output : null;
}

/** Of a damaged document: each value that looks like one. */
export function salvageSecrets(content: Readonly<Record<string, unknown>>): SecretDocument | null {
  const sealed = Object.fromEntries(
    Object.entries(content).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return Object.keys(sealed).length === 0 ? null : { sealed, digests: {}, aside: {} };
}

export function secretContent({ sealed, digests, aside }: SecretDocument): object {
  return {
    ...sealed,
    ...(Object.keys(digests).length > 0 && { digests }),
    ...(Object.keys(aside).length > 0 && { aside }),
  };
}

export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Another value, or none, under this name. What cannot be opened is set aside. */
export function withSecret(
  document: SecretDocument,
  name: string,
  next: { readonly sealed: string; readonly digest: string | null } | null,
  setsAside: boolean,
): SecretDocument {
  const { [name]: before, ...sealed } = document.sealed;
  const { [name]: _digest, ...digests } = document.digests;
  const kept = document.aside[name] ?? [];
  const aside = setsAside && before !== undefined ? [before, ...kept.filter((one) => one !== before)] : kept;
  const { [name]: _aside, ...others } = document.aside;
  return {
    sealed: next === null ? sealed : { ...sealed, [name]: next.sealed },
    digests: next?.digest == null ? digests : { ...digests, [name]: next.digest },
    aside: aside.length === 0 ? others : { ...others, [name]: aside.slice(0, mostAside) },
  };
}

/** An older copy must not open what a PIN has closed. */
export function stricterSecrets(newer: SecretDocument, older: SecretDocument): SecretDocument {
  const pin = older.sealed['owner-pin'];
  if (pin === undefined || newer.sealed['owner-pin'] !== undefined) return newer;
  return { ...newer, sealed: { ...newer.sealed, 'owner-pin': pin } };
}
