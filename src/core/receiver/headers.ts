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
 * Masks what is secret by its name, and the secrets themselves wherever they stand: merchants put the right one under a
 * wrong name.
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
      kept[name] = isSecret ? mask : value;
    }
    return kept;
  };
}

/** Node hands header bytes over as Latin-1, whatever the sender meant by them. */
function asLatin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}
