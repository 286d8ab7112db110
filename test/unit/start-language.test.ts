import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startInShopLanguage } from '../../src/main/start-language';

let profile: string;
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'comptoir-language-'));
  await mkdir(join(profile, 'data'));
});
afterEach(() => rm(profile, { recursive: true }));

it.each([
  ['the first time', null, 'fr'],
  ['in a shop that chose English', '{"version":1,"language":"en"}', 'en-GB'],
  ['in a shop that chose French', '{"version":1,"language":"fr"}', 'fr'],
  ['with damaged settings', '{"version":1,"langua', 'fr'],
  ['with settings that are none', 'null', 'fr'],
])('starts the fields for dates %s in the right language', async (_, settings, locale) => {
  if (settings !== null) await writeFile(join(profile, 'data', 'settings.json'), settings);
  const switches: Record<string, string | undefined> = {};
  startInShopLanguage({
    getPath: () => profile,
    commandLine: { appendSwitch: (name, value) => void (switches[name] = value) },
  });
  expect(switches).toEqual({ lang: locale });
});
