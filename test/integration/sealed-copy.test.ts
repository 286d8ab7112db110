import { cp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeLock, sealBytes } from '../../src/core/sealing/pass-phrase';
import { computer, contentOf, passPhrase, pathOf, secretOf } from '../support/moving-computer';
import { temporaryFolder } from '../support/temporary-folder';

const longest = { timeout: 60_000 };

describe('a sealed copy', () => {
  it(
    'takes nothing where a file of the copy was cut, changed, exchanged or is missing',
    longest,
    async () => {
      await using old = await computer();
      await using present = await computer();
      await using stick = await temporaryFolder();
      {
        await using shop = await old.open();
        old.chosen.folder = stick.path;
        await shop.handlers.copyBackupOut({ passPhrase });
      }
      const [whole = ''] = await readdir(stick.path);
      await using shop = await present.open();
      const before = { path: pathOf(shop), secret: await secretOf(shop) };
      const spoil: Readonly<Record<string, (copy: string) => Promise<void>>> = {
        cut: (copy) => truncate(join(copy, '000001'), 20),
        emptied: (copy) => truncate(join(copy, '000001'), 0),
        async changed(copy) {
          const bytes = await readFile(join(copy, '000002'));
          bytes.writeUInt8(bytes.readUInt8(bytes.length - 17) ^ 1, bytes.length - 17);
          await writeFile(join(copy, '000002'), bytes);
        },
        async exchanged(copy) {
          await rename(join(copy, '000001'), join(copy, 'between'));
          await rename(join(copy, '000002'), join(copy, '000001'));
          await rename(join(copy, 'between'), join(copy, '000002'));
        },
        missing: (copy) => rm(join(copy, '000002')),
        async 'a list that is cut'(copy) {
          const list = await readFile(join(copy, 'sealed-copy.json'), 'utf8');
          await writeFile(join(copy, 'sealed-copy.json'), list.slice(0, -10));
        },
        async 'a list that is changed'(copy) {
          const list = JSON.parse(await readFile(join(copy, 'sealed-copy.json'), 'utf8')) as object; // ours
          await writeFile(join(copy, 'sealed-copy.json'), JSON.stringify({ ...list, list: 'AAAA' }));
        },
        async 'a list that asks for all memory'(copy) {
          const list = await readFile(join(copy, 'sealed-copy.json'), 'utf8');
          await writeFile(join(copy, 'sealed-copy.json'), list.replace('"log2N":16', '"log2N":40'));
        },
      };
      for (const [how, spoiled] of Object.entries(spoil)) {
        await using bad = await temporaryFolder();
        await cp(join(stick.path, whole), join(bad.path, whole), { recursive: true });
        await spoiled(join(bad.path, whole));
        present.chosen.folder = join(bad.path, whole);
        await expect(shop.handlers.bringBackup({ passPhrase }), how).rejects.toMatchObject({
          code: 'copy-altered',
        });
      }
      expect(await shop.handlers.listBackups(null)).toEqual([]);
      expect((await readdir(join(present.path, 'backups'))).filter((name) => name.endsWith('.new'))).toEqual(
        [],
      );
      expect({ path: pathOf(shop), secret: await secretOf(shop) }).toEqual(before);
    },
  );

  it('writes nothing beside its place, whatever its list says', longest, async () => {
    await using present = await computer();
    await using stick = await temporaryFolder();
    present.chosen.folder = stick.path;
    await using shop = await present.open();
    const { lock, key } = await makeLock(passPhrase);
    await writeFile(join(stick.path, '000001'), sealBytes(key, Buffer.from('from a stick'), '000001'));
    for (const file of [
      '../settings.json',
      '/tmp/settings.json',
      'a/../../b',
      '..\\b',
      'C:b',
      '',
      'a//b',
      './a',
    ]) {
      const said = JSON.stringify({ files: [file], carried: { identity: {}, secrets: {} } });
      const list = sealBytes(key, Buffer.from(said), 'list').toString('base64');
      await writeFile(join(stick.path, 'sealed-copy.json'), JSON.stringify({ version: 1, ...lock, list }));
      await expect(shop.handlers.bringBackup({ passPhrase }), file).rejects.toMatchObject({
        code: 'copy-altered',
      });
    }
    expect(await shop.handlers.listBackups(null)).toEqual([]);
    expect(await contentOf(present.path)).not.toContain('from a stick');
  });
});
