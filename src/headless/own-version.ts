import { readFile } from 'node:fs/promises';
import * as v from 'valibot';

/** From the package.json that is installed with this program. */
export async function ownVersion(): Promise<string> {
  try {
    const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
    return v.parse(v.object({ version: v.string() }), JSON.parse(text)).version;
  } catch {
    return 'unknown';
  }
}
