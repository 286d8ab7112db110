import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSettings } from '../../src/core/settings/settings-file';
import { theProgram } from '../../src/core/access/caller';
import { createBridgeServer } from '../../src/core/bridge-server';
import { fakeClock } from '../support/fake-clock';
import { comptoir } from '../support/headless-process';
import { openComptoir } from '../support/open-comptoir';
import { mayMount, memoryDisk } from '../support/small-disk';
import { temporaryFolder } from '../support/temporary-folder';

it.skipIf(!(await mayMount()))('starts on a full disk, and says that it refuses calls', async () => {
  const { folder } = await memoryDisk('size=4m');
  {
    await using shop = await openComptoir(folder);
    expect(await shop.pay('p1')).toBe(200);
  }
  // As an earlier version left them: what was added since is written at the first chance.
  const settings = join(folder, 'settings.json');
  const { port: _port, ...others } = JSON.parse(await readFile(settings, 'utf8')) as Record<string, unknown>;
  await writeFile(settings, JSON.stringify(others));
  await expect(writeFile(join(folder, 'ballast'), Buffer.alloc(8 * 1024 * 1024))).rejects.toMatchObject({
    code: 'ENOSPC',
  });
  await using shop = await openComptoir(folder);
  expect(await shop.pay('p2')).toBe(503);
  expect(shop.state().ledger).toEqual({ kind: 'refusing', reason: 'disk-full' });
  expect((await shop.handlers.listPayments({ limit: 10 })).payments).toHaveLength(1);
  const bridge = createBridgeServer(shop, () => undefined, fakeClock());
  for (const [command, argument] of [
    ['changeSettings', { shopName: 'Chez Awa' }],
    ['setPin', { current: null, pin: '482915' }],
    ['regenerateHashSecret', { provider: 'kkiapay', mode: 'sandbox' }],
    ['saveAuthtoken', { authtoken: '2abcdefghijklmnopqrstuvwxyz_0123456789ABCDEFGHIJK' }],
  ] as const)
    expect(await bridge.invoke(theProgram, command, argument), command).toMatchObject({ code: 'disk-full' });
});

it.skipIf(!(await mayMount()))('cannot start for the first time on a full disk, and says why', async () => {
  const { folder } = await memoryDisk('size=1m');
  await expect(writeFile(join(folder, 'ballast'), Buffer.alloc(2 * 1024 * 1024))).rejects.toThrow();
  const { code, stderr } = await comptoir([
    ...[
      'serve',
      `--data=${join(folder, 'data')}`,
      '--port=0',
      '--ui-port=0',
      '--tunnel=none',
      '--no-notifications',
    ],
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain('The disk of this computer is full');
  expect(stderr.trim().split('\n').at(-1)).not.toMatch(/E[A-Z]{4,}/);
  expect(stderr).not.toMatch(/^ +at /m);
});

it('writes no settings at a start that changes none', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'settings.json');
  await openSettings(folder.path, () => 0);
  const before = await stat(file, { bigint: true });
  const { settings } = await openSettings(folder.path, () => 0);
  const again = await stat(file, { bigint: true });
  expect([again.ino, again.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  await settings.change({ shopName: 'Chez Awa' });
  expect(await readFile(file, 'utf8')).toContain('Chez Awa');
});
