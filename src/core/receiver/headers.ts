import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { isSecretName } from '../diagnostics/redactor';
import type { DistinctHeaders } from '../provider';

/** ASCII: one sign beyond Latin-1 makes all of a payment's line be built of wide characters, which takes nearly twice as long. */
const mask = '****';

/**
 * Every value of each header. Not `headersDistinct`: until 2026 it throws on a header called `constructor` or
 * `__proto__`, and its sender would choose what we do next.
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

/** The headers as they may be kept and shown. */
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

/** Node hands header bytes over as Latin-1, whatever the sender meant by them. */
function asLatin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

const anyControl = /\p{Cc}/u;
const asciiControl = /[\x00-\x1f\x7f]/; // eslint-disable-line no-control-regex -- what is looked for

/**
 * Whether a head contains control characters, which would move a terminal's cursor or end a line where it is shown or
 * pasted. Node's parser lets some through, newer versions fewer. Bytes that are control characters only in Latin-1 are
 * refused in paths. In headers a provider may mean another character by such a byte, and no payment may be lost for it:
 * there it is only not kept.
 */
export function hasControls({ url = '', rawHeaders }: Pick<IncomingMessage, 'url' | 'rawHeaders'>): boolean {
  return anyControl.test(url) || rawHeaders.some((text) => asciiControl.test(text));
}

/** Bytes are read as the UTF-8 that they may be: its halves look like controls. */
function withoutControls(value: string): string {
  if (!anyControl.test(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  if (!isUtf8(bytes)) return value.replace(/\p{Cc}/gu, '?');
  return bytes.toString('utf8').replace(/\p{Cc}/gu, '?');
}
