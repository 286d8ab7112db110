import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NewerLedgerFormat } from '../../src/core/ledger/format';
import { openShop, pay, paymentsIn } from '../support/backup-shop';
import { mayMount, memoryDisk } from '../support/small-disk';
import { temporaryFolder } from '../support/temporary-folder';

const mounts = await mayMount();
const newer = '{"version":3,"unknown":true}';

/** Two payments, the first of them also in a copy. */
async function openShopWithCopy(dataDir: string) {
  const shop = await openShop(dataDir);
  await pay(shop.ledger, 'p1');
  const { name } = await shop.backups.make('by-hand');
  await pay(shop.ledger, 'p2');
  return { ...shop, name, copy: join(dataDir, 'backups', name) };
}

describe('going back to a copy that cannot be brought here', () => {
  it.each([
    ['is gone', (copy: string) => rm(copy, { recursive: true })],
    ['was exchanged for a newer Comptoir’s', (copy: string) => writeFile(join(copy, 'format.json'), newer)],
  ])('is given up and told where it %s: the bell starts with what is there', async (_what, harm) => {
    await using folder = await temporaryFolder();
    {
      await using shop = await openShopWithCopy(folder.path);
      expect(await shop.backups.restore(shop.name)).toBe(true);
      await harm(shop.copy);
    }
    {
      await using shop = await openShop(folder.path);
      expect(shop.notices).toEqual([{ kind: 'restore-given-up' }]);
      await pay(shop.ledger, 'p3');
    }
    await using shop = await openShop(folder.path);
    expect(shop.notices).toEqual([]);
    expect(await paymentsIn(folder.path)).toEqual(['p1', 'p2', 'p3']);
    expect((await readdir(folder.path)).filter((name) => name.includes('restor'))).toEqual([]);
  });

  it.skipIf(!mounts)('is not even asked for where the disk has no room for it', async () => {
    const disk = await memoryDisk('size=64m');
    await using shop = await openShop(disk.folder);
    await pay(shop.ledger, 'p1');
    // As one that was made when there was more room.
    await using stick = await temporaryFolder();
    const copied = join(stick.path, await shop.backups.copyOut(stick.path));
    const name = '2026-11-20T10-00-00Z-daily';
    await cp(copied, join(disk.folder, 'backups', name), { recursive: true });
    await expect(shop.backups.restore(name)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await readdir(disk.folder)).not.toContain('restore.json');
  });
});

describe('a copy that a newer Comptoir wrote', () => {
  it.each(['format.json', 'settings.json', 'db.json'])(
    'is neither shown nor gone back to, and stays as it is: %s',
    async (file) => {
      await using folder = await temporaryFolder();
      await using shop = await openShopWithCopy(folder.path);
      const content = file === 'db.json' ? '{"crc":"00000000","format":2}' : newer;
      await writeFile(join(shop.copy, file), content);
      await expect(shop.backups.preview(shop.name)).rejects.toThrow(NewerLedgerFormat);
      await expect(shop.backups.restore(shop.name)).rejects.toThrow(NewerLedgerFormat);
      expect(await readdir(folder.path)).not.toContain('restore.json');
      expect(await readFile(join(shop.copy, file), 'utf8')).toBe(content);
    },
  );

  it('is not taken from a stick', async () => {
    await using folder = await temporaryFolder();
    await using stick = await temporaryFolder();
    await using shop = await openShopWithCopy(folder.path);
    const copied = join(stick.path, await shop.backups.copyOut(stick.path));
    await writeFile(join(copied, 'settings.json'), newer);
    await expect(shop.backups.bring(copied)).rejects.toThrow(NewerLedgerFormat);
    expect(await readdir(join(folder.path, 'backups'))).toEqual([shop.name]);
  });
});
