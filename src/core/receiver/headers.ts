import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { isSecretName } from '../diagnostics/redactor';
import type { DistinctHeaders } from '../provider';

/**
 * ASCII only: one character beyond Latin-1 would make V8 store a payment's whole line in wide characters, at nearly twice
 * the time.
 */
const mask = '****';

/**
 * All values of each header. Not `headersDistinct`: before 2026 it throws on a header named `constructor` or `__proto__`,
 * and a sender could cause that.
 */
export function distinctHeaders(rawHeaders: readonly string[]): DistinctHeaders {
  const values: Record<string, string[]> = Object.create(null) as Record<string, string[]>; // nothing inherited
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? '';
    const value = rawHeaders[at + 1] ?? '';
    const known = values[name];
    if (known === undefined) values[name] = [value];
    else known.push(value);
  }
  return values;
}

/** The headers as they may be stored and shown. */
export type KeepHeaders = (headers: DistinctHeaders) => Readonly<Record<string, string>>;

/**
 * Masks secret headers by their names, and the secrets themselves in any header, because merchants put the right secret
 * under a wrong name.
 */
export function createKeepHeaders(
  secretHeaders: readonly string[],
  secrets: () => readonly string[],
): KeepHeaders {
  return (headers) => {
    const kept: Record<string, string> = Object.create(null) as Record<string, string>;
    const known = secrets().flatMap((secret) => (secret === '' ? [] : [secret, asLatin1(secret)]));
    for (const name in headers) {
      const value = (headers[name] ?? []).join(', ');
      const isSecret =
        secretHeaders.includes(name) || isSecretName(name) || known.some((secret) => value.includes(secret));
      kept[name] = isSecret ? mask : withoutControls(value);
    }
    return kept;
  };
}

/** Node reads header bytes as Latin-1, whatever the sender's encoding. */
function asLatin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

const anyControl = /\p{Cc}/u;
const asciiControl = /[\x00-\x1f\x7f]/; // eslint-disable-line no-control-regex -- what is looked for

/**
 * Whether a head contains control characters. Where it is shown or pasted, these would move a terminal's cursor or end a
 * line. Node's parser accepts some of them, newer versions fewer. Bytes that are control characters only in Latin-1 are
 * refused in paths. In headers a provider may mean another character by them, and no payment may be lost: there they are
 * only not stored.
 */
export function hasControls({ url = '', rawHeaders }: Pick<IncomingMessage, 'url' | 'rawHeaders'>): boolean {
  return anyControl.test(url) || rawHeaders.some((text) => asciiControl.test(text));
}

/** Decodes UTF-8 first: its bytes look like control characters in Latin-1. */
function withoutControls(value: string): string {
  if (!anyControl.test(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  if (!isUtf8(bytes)) return value.replace(/\p{Cc}/gu, '?');
  return bytes.toString('utf8').replace(/\p{Cc}/gu, '?');
}
