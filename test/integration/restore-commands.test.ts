import { readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { dataFormat } from '../../src/core/backup/data-format';
import { fakeClock } from '../support/fake-clock';
import { openComptoir, type OpenedComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';

async function numbersIn({ handlers }: OpenedComptoir): Promise<(string | null)[]> {
  const { payments } = await handlers.listPayments({ limit: 10 });
  return payments.map(({ transactionId }) => transactionId);
}

it('the day’s copy is shown, gone back to with a restart, and what it holds is there', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock();
  let restarts = 0;
  {
    await using shop = await openComptoir(folder.path, { clock, restart: () => (restarts += 1) });
    const { handlers } = shop;
    expect(await shop.pay('p1')).toBe(200);
    clock.advance(61_000);
    await expect.poll(() => handlers.listBackups(null)).toMatchObject([{ reason: 'daily' }]);
    expect(await shop.pay('p2')).toBe(200);
    const [{ name } = { name: '' }] = await handlers.listBackups(null);
    expect(await handlers.previewBackup({ name })).toMatchObject({ payments: 1, paymentsNow: 2, damaged: 0 });
    await expect(handlers.restoreBackup({ name: '../journal' })).rejects.toMatchObject({
      code: 'backup-unreadable',
    });
    expect(restarts).toBe(0);
    expect(await handlers.restoreBackup({ name })).toBe('restarting');
    clock.advance(1_000);
    expect(restarts).toBe(1);
  }
  await using shop = await openComptoir(folder.path, { clock });
  expect(await numbersIn(shop)).toEqual(['p1']);
  expect(shop.state().notices.filter(({ kind }) => kind !== 'secrets-not-encrypted')).toEqual([]);
  expect(await shop.pay('p3')).toBe(200);
  expect(await numbersIn(shop)).toEqual(['p3', 'p1']);
});

it('a stick takes a copy to another counter, which goes back to it and says what it cannot take', async () => {
  await using first = await temporaryFolder();
  await using second = await temporaryFolder();
  await using stick = await temporaryFolder();
  await using empty = await temporaryFolder();
  const clock = fakeClock();
  let copied: string;
  {
    await using shop = await openComptoir(first.path, { chooseFolder: () => Promise.resolve(stick.path) });
    expect(await shop.pay('p1')).toBe(200);
    copied = join(stick.path, (await shop.handlers.copyBackupOut(null)) ?? '');
  }
  {
    let chosen: string | null = copied;
    const chooseFolder = () => Promise.resolve(chosen);
    await using shop = await openComptoir(second.path, { clock, chooseFolder, restart: () => undefined });
    const { handlers } = shop;
    const brought = await handlers.bringBackup(null);
    expect(await handlers.listBackups(null)).toEqual([brought]);
    const name = brought?.name ?? '';
    expect(await handlers.previewBackup({ name })).toMatchObject({ payments: 1, paymentsNow: 0 });
    await handlers.restoreBackup({ name });

    // Again in the same second: another copy, not a failure.
    const again = await handlers.bringBackup(null);
    expect(again?.name).not.toBe(name);
    expect(await handlers.previewBackup({ name: again?.name ?? '' })).toMatchObject({ payments: 1 });
    expect(await handlers.listBackups(null)).toEqual([again, brought]);

    await writeFile(join(copied, 'format.json'), JSON.stringify({ version: dataFormat + 1 }));
    await expect(handlers.bringBackup(null)).rejects.toMatchObject({ code: 'backup-newer' });
    // The stick itself: its copy is found.
    chosen = stick.path;
    await expect(handlers.bringBackup(null)).rejects.toMatchObject({ code: 'backup-newer' });
    chosen = empty.path;
    await expect(handlers.bringBackup(null)).rejects.toMatchObject({ code: 'backup-unreadable' });
    chosen = join(stick.path, 'pulled-out');
    await expect(handlers.bringBackup(null)).rejects.toMatchObject({ code: 'backup-failed' });
    await expect(handlers.copyBackupOut(null)).rejects.toMatchObject({ code: 'backup-failed' });
    expect(await readdir(stick.path)).toEqual([basename(copied)]);
    chosen = null;
    expect([await handlers.bringBackup(null), await handlers.copyBackupOut(null)]).toEqual([null, null]);
    expect(await handlers.listBackups(null)).toEqual([again, brought]);
  }
  await using shop = await openComptoir(second.path, { clock });
  expect(await numbersIn(shop)).toEqual(['p1']);
});

it('a counter without a dialog of its own says so, and one that cannot restart asks for it', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock();
  await using shop = await openComptoir(folder.path, { clock });
  const { handlers } = shop;
  await expect(handlers.copyBackupOut(null)).rejects.toMatchObject({ code: 'no-dialog' });
  await expect(handlers.bringBackup(null)).rejects.toMatchObject({ code: 'no-dialog' });
  clock.advance(61_000);
  await expect.poll(() => handlers.listBackups(null)).toHaveLength(1);
  const [{ name } = { name: '' }] = await handlers.listBackups(null);
  expect(await handlers.restoreBackup({ name })).toBe('restart-needed');
});

it.skipIf(process.platform === 'win32')('the window is told what became of copies', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock();
  const kinds = ({ state }: OpenedComptoir): string[] => state().notices.map(({ kind }) => kind);
  {
    await using shop = await openComptoir(folder.path, { clock });
    const loop = join(folder.path, 'closes');
    await symlink('closes', loop); // leads to itself: cannot be read
    clock.advance(61_000);
    await expect.poll(() => kinds(shop)).toContain('copies-failing');
    await rm(loop);
    clock.advance(10 * 60_000);
    await expect.poll(() => kinds(shop)).not.toContain('copies-failing');
    const [{ name } = { name: '' }] = await shop.handlers.listBackups(null);
    await shop.handlers.restoreBackup({ name });
    await rm(join(folder.path, 'backups', name), { recursive: true });
  }
  await using shop = await openComptoir(folder.path, { clock });
  expect(kinds(shop)).toContain('restore-given-up');
  await shop.handlers.dismissNotice({ kind: 'restore-given-up' });
  expect(kinds(shop)).not.toContain('restore-given-up');
});
