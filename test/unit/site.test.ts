import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';

const root = join(import.meta.dirname, '../..');
const repository = 'https://code.example/shop/comptoir';
const write = (from: string, folder: string) =>
  promisify(execFile)(process.execPath, [join(from, 'scripts/write-site.mjs'), folder, repository]);

/** As electron-builder names them where nothing else is said, and as electron-builder.yml says. */
const packageNames = (version: string) => [
  `Comptoir-${version}-setup.exe`,
  `Comptoir-${version}-win.zip`,
  `Comptoir-${version}-arm64.dmg`,
  `Comptoir-${version}.dmg`,
  'Comptoir.AppImage',
  `comptoir_${version}_amd64.deb`,
  `comptoir_${version}_arm64.deb`,
  `comptoir-${version}.x86_64.rpm`,
  `comptoir-${version}.aarch64.rpm`,
  'SHA256SUMS',
];

describe('the page that a merchant downloads from', () => {
  it('offers each system’s package of this version in both languages', async () => {
    await using folder = await temporaryFolder();
    await write(root, folder.path);
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      readonly version: string; // npm asks for it
    };
    for (const page of ['index.html', 'en/index.html']) {
      const html = await readFile(join(folder.path, page), 'utf8');
      const offered = [...html.matchAll(/href="([^"]*\/releases\/[^"]*)"/g)].map(([, href]) => href);
      expect([...new Set(offered)]).toEqual(
        packageNames(version).map((name) => `${repository}/releases/download/v${version}/${name}`),
      );
      expect(html).not.toMatch(/VERSION|DOWNLOAD\//);
    }
  });

  it('is not written where a page leads to a file that is not there', async () => {
    await using checkout = await temporaryFolder();
    for (const part of ['docs', 'assets/icons', 'assets/relay', 'package.json', 'CHANGELOG.md'])
      await cp(join(root, part), join(checkout.path, part), { recursive: true });
    await mkdir(join(checkout.path, 'scripts'));
    await copyFile(join(root, 'scripts/write-site.mjs'), join(checkout.path, 'scripts/write-site.mjs'));
    await symlink(join(root, 'node_modules'), join(checkout.path, 'node_modules'), 'junction');
    const guide = join(checkout.path, 'docs/guide-en.md');
    await writeFile(guide, `${await readFile(guide, 'utf8')}\n[More](not-there.md)\n`);
    await expect(write(checkout.path, join(checkout.path, 'site'))).rejects.toThrow(
      'docs/guide-en.md leads to not-there.md, which is not there.',
    );
  });
});
