import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const built = join(import.meta.dirname, '../../out/renderer');
const page = join(built, 'index.html');

describe.skipIf(!existsSync(page))('the built window (run `npm run build` first)', () => {
  const html = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const code = existsSync(built)
    ? readdirSync(join(built, 'assets')).filter((name) => /\.(js|css)$/.test(name))
    : [];

  it('starts with less than 118 kB of gzip; with what comes after the first view it stays below 150 kB', () => {
    const sizeOf = (names: readonly string[]): number =>
      names.reduce((sum, name) => sum + gzipSync(readFileSync(join(built, 'assets', name))).length, 0);
    // Loaded once somebody gives a photo to read, or records the shop's own voice.
    const isAsked = (name: string): boolean => /^(decode|script)-/.test(name);
    const isRare = (name: string): boolean => name.startsWith('rare-views-');
    const first = code.filter((name) => !isAsked(name) && !isRare(name));
    expect(sizeOf(first)).toBeLessThan(118_000);
    expect(sizeOf([...first, ...code.filter(isRare)])).toBeLessThan(150_000);
    expect(sizeOf(code.filter(isAsked))).toBeLessThan(19_000);
    expect([code.filter(isAsked).length, code.filter(isRare).length, first.length > 2]).toEqual([3, 2, true]);
    expect(html).not.toMatch(/decode-|rare-views-/);
  });

  it('names its icon', () => {
    const named = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, name = '']) => name);
    expect(named.filter((name) => name.endsWith('.png'))).toHaveLength(1);
  });

  it('brings all that it shows and runs: no page and no style names another place', () => {
    const pages = readdirSync(built).filter((name) => name.endsWith('.html'));
    const named = pages.flatMap((name) =>
      [...readFileSync(join(built, name), 'utf8').matchAll(/\s(?:src|href)="([^"]*)"/g)].map(
        ([, address = '']) => address,
      ),
    );
    expect(named.length).toBeGreaterThan(pages.length);
    const isBrought = (address: string): boolean =>
      address.startsWith('data:image/') || existsSync(join(built, address));
    expect(named.filter((address) => !isBrought(address))).toEqual([]);
    const styles = code.filter((name) => name.endsWith('.css'));
    expect(styles.length).toBeGreaterThan(0);
    for (const name of styles)
      expect(readFileSync(join(built, 'assets', name), 'utf8')).not.toMatch(/@import|\/\//);
  });

  it('has nothing inline: the policy it is served with would refuse it', () => {
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)|\son\w+=/);
  });
});
