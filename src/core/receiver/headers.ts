import type { DistinctHeaders } from '../provider';

const mask = '••••';

/**
 * Every value of each header. Not `headersDistinct`: until 2026 it throws on a header called `constructor` or
 * `__proto__`, and whoever sends one would choose what we do next.
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

/** The headers as the ledger keeps them. */
export function keptHeaders(
  headers: DistinctHeaders,
  secretHeaders: readonly string[],
): Readonly<Record<string, string>> {
  const kept: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const name in headers)
    kept[name] = secretHeaders.includes(name) ? mask : (headers[name] ?? []).join(', ');
  return kept;
}
