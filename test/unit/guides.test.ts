import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const texts = join(root, 'src/shared/texts');
const catalogue = plain(
  readdirSync(texts)
    .map((name) => readFileSync(join(texts, name), 'utf8'))
    .join('\n'),
);
/** KKiaPay's own words, in its dashboard. */
const ofKkiapay = ['Transactions succès', 'Transactions échecs'];

/** With one kind of space and apostrophe, and small letters. */
function plain(text: string): string {
  return text
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll('’', "'")
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();
}

/** In the catalogue, a time is the placeholder that it replaces. */
function asWritten(name: string): string {
  return name.replace(/[.…]$/, '').replace(/\d\d:\d\d/, '${time}');
}

describe('a guide', () => {
  it.each([
    { guide: 'docs/guide-fr.md', quoted: /«([^»]+)»/g },
    { guide: 'docs/guide-en.md', quoted: /[“"]([^”"]+)[”"]/g },
  ])('$guide names buttons and sentences as the screens have them', ({ guide, quoted }) => {
    const named = [...readFileSync(join(root, guide), 'utf8').matchAll(quoted)].map(([, name = '']) =>
      name.trim(),
    );
    expect(named.length).toBeGreaterThan(0);
    const unknown = named.filter(
      (name) => !ofKkiapay.includes(name) && !catalogue.includes(plain(asWritten(name))),
    );
    expect(unknown).toEqual([]);
  });
});
