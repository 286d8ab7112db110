import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { violationsOn } from '../support/accessibility';

const root = join(import.meta.dirname, '../../..');
const origin = 'http://site.example/';
const names = ['index.html', 'guide.html', 'technicians.html', 'relay.html'];
const pages = [...names, ...names.map((name) => `en/${name}`)];
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** Gives the written site to a page, and tells of each question that went anywhere else. */
async function openSite(page: Page, folder: string): Promise<readonly string[]> {
  execFileSync(process.execPath, [
    join(root, 'scripts/write-site.mjs'),
    folder,
    'https://code.example/comptoir',
  ]);
  const elsewhere: string[] = [];
  await page.route('**', async (route) => {
    const url = route.request().url();
    if (!url.startsWith(origin)) {
      elsewhere.push(url);
      await route.abort();
      return;
    }
    const path = new URL(url).pathname;
    const body = await readFile(join(folder, path)).catch(() => null);
    const contentType = types[extname(path)] ?? 'application/octet-stream';
    await route.fulfill(body === null ? { status: 404 } : { body, contentType });
  });
  return elsewhere;
}

async function widthTooMuch(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`each page of the site can be read by everybody, at 320 pixels too, ${colorScheme}`, async ({
    page,
  }, info) => {
    await page.emulateMedia({ colorScheme });
    const elsewhere = await openSite(page, info.outputPath('site'));
    for (const name of pages) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(origin + name);
      expect(await violationsOn(page), name).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await widthTooMuch(page), name).toBe(0);
    }
    expect(elsewhere).toEqual([]);
  });
}

test('each link and picture of the site is there', async ({ page }, info) => {
  await openSite(page, info.outputPath('site'));
  const targets = new Set<string>();
  for (const name of pages) {
    await page.goto(origin + name);
    for (const target of await page.evaluate(() => [
      ...Array.from(document.querySelectorAll('a, link'), (link) => (link as HTMLAnchorElement).href), // a link has one, too
      ...Array.from(document.images, ({ src }) => src),
    ]))
      targets.add(target);
  }
  for (const target of targets) {
    const { protocol, hash } = new URL(target);
    if (target.startsWith(origin)) {
      expect((await page.goto(target))?.status(), target).toBe(200);
      expect(hash, target).toBe('');
    } else expect(protocol, target).toBe('https:');
  }
  expect(targets.size).toBeGreaterThan(40);
});
