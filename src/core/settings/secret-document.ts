import { createHash } from 'node:crypto';
import * as v from 'valibot';

/**
 * The content of the secret files: values by name, as the vault encrypted them, and what may be known while it is shut.
 */
export interface SecretDocument {
  readonly values: Readonly<Record<string, string>>;
  /** SHA-256 of secrets that the app made: these are 32 random characters, so the digest reveals nothing. */
  readonly digests: Readonly<Record<string, string>>;
  /** Values that this computer could not open when they were replaced: tried again at each start. */
  readonly aside: Readonly<Record<string, readonly string[]>>;
}

/** One secret in that document. */
export interface KeptSecret {
  readonly value: string;
  /** Null for a secret that the app did not make. */
  readonly digest: string | null;
}

const record = v.record(v.string(), v.string());
const lists = v.record(v.string(), v.array(v.string()));
const mostAside = 5;

/** The names are beside the two other fields, as in all versions. Null where it is no such document. */
export function parseSecrets(content: Readonly<Record<string, unknown>>): SecretDocument | null {
  const { digests, aside, ...values } = content;
  const found = v.safeParse(
    v.object({ values: record, digests: v.optional(record, {}), aside: v.optional(lists, {}) }),
    { values, digests, aside },
  );
  return found.success ? found.output : null;
}

/** The values in a damaged document that look valid. */
export function salvageSecrets(content: Readonly<Record<string, unknown>>): SecretDocument | null {
  const values = Object.fromEntries(
    Object.entries(content).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return Object.keys(values).length === 0 ? null : { values, digests: {}, aside: {} };
}

export function secretContent({ values, digests, aside }: SecretDocument): object {
  return {
    ...values,
    ...(Object.keys(digests).length > 0 && { digests }),
    ...(Object.keys(aside).length > 0 && { aside }),
  };
}

/**
 * Whether the app made it: 32 random characters, whose digest reveals nothing. A provider's own secret may be guessable.
 */
export function isMadeHere(name: string, value: string): boolean {
  return /^(previous-)?hash-secret-(live|sandbox)$/.test(name) && /^[A-Za-z0-9]{32}$/.test(value);
}

export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** With another value, or none, under this name. A value that cannot be opened is set aside. */
export function withSecret(
  document: SecretDocument,
  name: string,
  next: KeptSecret | null,
  setsAside: boolean,
): SecretDocument {
  const { [name]: before, ...values } = document.values;
  const { [name]: _digest, ...digests } = document.digests;
  const kept = document.aside[name] ?? [];
  const aside = setsAside && before !== undefined ? [before, ...kept.filter((one) => one !== before)] : kept;
  const { [name]: _aside, ...others } = document.aside;
  return {
    values: next === null ? values : { ...values, [name]: next.value },
    digests: next?.digest == null ? digests : { ...digests, [name]: next.digest },
    aside: aside.length === 0 ? others : { ...others, [name]: aside.slice(0, mostAside) },
  };
}

/** With a new value; the former one continues under another name. Former values that were set aside are removed. */
export function withRotated(
  document: SecretDocument,
  name: string,
  previous: string,
  next: KeptSecret,
): SecretDocument {
  const before = document.values[name];
  const old = before === undefined ? null : { value: before, digest: document.digests[name] ?? null };
  const moved = withSecret(document, previous, old, false);
  const { [name]: _gone, ...aside } = moved.aside;
  return withSecret({ ...moved, aside }, name, next, false);
}

/** An older copy must not restore what a PIN protects. */
export function stricterSecrets(newer: SecretDocument, older: SecretDocument): SecretDocument {
  const pin = older.values['owner-pin'];
  if (pin === undefined || newer.values['owner-pin'] !== undefined) return newer;
  return { ...newer, values: { ...newer.values, 'owner-pin': pin } };
}
