import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backupName } from '../../src/core/backup/backup-names';
import { dataIn } from '../../src/core/backup/copy-folder';
import { askRestore, finishRestore } from '../../src/core/backup/restore';
import { NewerLedgerFormat } from '../../src/core/ledger/format';
import { openSettings } from '../../src/core/settings/settings-file';
import { checkOf, openShop, pay, paymentsIn } from '../support/backup-shop';
import { comptoir } from '../support/headless-process';
import { fakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';
import { dayMs } from '../../src/shared/calendar';

const log = (): void => undefined;

describe('copies of the data', () => {
  it('are whole while payments come in: all that was stored before, nothing torn, numbers never reused', async () => {
    await using folder = await temporaryFolder();
    await using shop = await openShop(folder.path, fakeClock());
    for (let i = 0; i < 50; i += 1) await pay(shop.ledger, `before-${i}`);
    const traffic = { goesOn: true };
    const busy = (async () => {
      for (let i = 0; traffic.goesOn; i += 1) await pay(shop.ledger, `meanwhile-${i}`);
    })();
    const { name } = await shop.backups.make('by-hand');
    traffic.goesOn = false;
    await busy;

    const copy = join(folder.path, 'backups', name);
    expect(await checkOf(copy)).toMatchObject({ damaged: 0, repaired: 0, duplicates: 0 });
    const kept = await paymentsIn(copy);
    for (let i = 0; i < 50; i += 1) expect(kept).toContain(`before-${i}`);
  });

  it('are made once a day and fourteen are kept', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    await using shop = await openShop(folder.path, clock);
    for (let day = 1; day <= 15; day += 1) {
      await mkdir(join(folder.path, 'backups', backupName('daily', clock.now() - day * dayMs)), {
        recursive: true,
      });
    }
    clock.advance(61_000);
    await expect.poll(async () => (await shop.backups.list())[0]?.madeAt.slice(0, 10)).toBe('2026-11-23');
    await expect.poll(async () => (await shop.backups.list()).length).toBe(14);
    clock.advance(60 * 60_000);
    await shop.looked();
    const days = (await shop.dailies()).map(({ madeAt }) => madeAt.slice(0, 10));
    expect([days.length, new Set(days).size, days.at(-1)]).toEqual([14, 14, '2026-11-10']);
  });

  it(
    'fail, without trying other names, where the destination is not a folder',
    { timeout: 10_000 },
    async () => {
      await using folder = await temporaryFolder();
      await using shop = await openShop(folder.path, fakeClock());
      const file = join(folder.path, 'a-file');
      await writeFile(file, 'no folder');
      await expect(shop.backups.copyOut(file)).rejects.toMatchObject({ code: 'ENOTDIR' });
      await expect(shop.backups.copyOut(join(folder.path, 'missing'))).rejects.toMatchObject({
        code: 'ENOENT',
      });
    },
  );

  it('are for this user alone, whatever other permissions exist', async () => {
    const umask = process.umask(0o000);
    onTestFinished(() => void process.umask(umask));
    await using folder = await temporaryFolder();
    await using stick = await temporaryFolder();
    await using shop = await openShop(folder.path, fakeClock());
    await pay(shop.ledger, 'p1');
    const name = await shop.backups.copyOut(stick.path);
    expect((await stat(join(stick.path, name))).mode & 0o777).toBe(0o700);
  });

  it('on a stick hold no secret', async () => {
    await using folder = await temporaryFolder();
    await using stick = await temporaryFolder();
    await using shop = await openShop(folder.path, fakeClock());
    await pay(shop.ledger, 'p1');
    await writeFile(join(folder.path, 'secrets.json'), '{"hash-secret-live":"very-secret-value"}');
    const name = await shop.backups.copyOut(stick.path);
    expect(await paymentsIn(join(stick.path, name))).toEqual(['p1']);
    for (const file of await readdir(join(stick.path, name), { recursive: true, withFileTypes: true }))
      if (file.isFile())
        expect(await readFile(join(file.parentPath, file.name), 'latin1')).not.toContain('very-secret-value');
  });
});

describe('going back to a copy', () => {
  it('first shows the effect, then sets the present data aside and keeps the secrets', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    let asked: string;
    {
      await using shop = await openShop(folder.path, clock);
      await pay(shop.ledger, 'p1');
      await writeFile(join(folder.path, 'secrets.json'), '{"hash-secret-live":"old"}');
      asked = (await shop.backups.make('by-hand')).name;
      await pay(shop.ledger, 'p2');
      await writeFile(join(folder.path, 'secrets.json'), '{"hash-secret-live":"newest"}');
      expect(await shop.backups.preview(asked)).toMatchObject({ payments: 1, paymentsNow: 2, damaged: 0 });
      expect(await shop.backups.preview('../journal')).toBeNull();
      expect(await shop.backups.restore('../journal')).toBe(false);
      expect(await shop.backups.restore(asked)).toBe(true);
    }
    await using shop = await openShop(folder.path, clock);
    expect(await paymentsIn(folder.path)).toEqual(['p1']);
    expect(await readFile(join(folder.path, 'secrets.json'), 'utf8')).toContain('newest');
    const [aside = ''] = (await readdir(folder.path)).filter((name) => name.startsWith('before-restore-'));
    expect(await paymentsIn(join(folder.path, aside))).toEqual(['p1', 'p2']);
    expect(await shop.backups.preview(asked)).toMatchObject({ payments: 1 });
    // What is stored after it does not collide with what was.
    await pay(shop.ledger, 'p3');
    expect(await shop.ledger.check()).toMatchObject({ payments: 2, damaged: 0 });
  });

  it.each(['copy', 'set-aside', 'place'])('goes on where the power went during "%s"', async (step) => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    const at = (name: string): string => join(folder.path, name);
    {
      await using shop = await openShop(folder.path, clock);
      await pay(shop.ledger, 'p1');
      const { name } = await shop.backups.make('by-hand');
      await pay(shop.ledger, 'p2');
      await askRestore(folder.path, join(folder.path, 'backups', name), clock.now());
    }
    // What a cut leaves: half a copy, half of the old moved away, half of the copy in its place.
    const request = JSON.parse(await readFile(at('restore.json'), 'utf8')) as Record<
      'from' | 'aside',
      string
    >;
    await cp(request.from, at(step === 'copy' ? 'restoring.new' : 'restoring'), { recursive: true });
    if (step !== 'copy') {
      await mkdir(at(request.aside));
      for (const name of await dataIn(folder.path)) {
        if (step === 'place' || name === 'journal') await rename(at(name), join(at(request.aside), name));
      }
      await writeFile(at('restore.json'), JSON.stringify({ ...request, step }));
    }
    if (step === 'place') await rename(join(at('restoring'), 'journal'), at('journal'));
    expect(await finishRestore(folder.path, clock.now(), log)).toEqual([]);
    expect(await paymentsIn(folder.path)).toEqual(['p1']);
    expect(await paymentsIn(at(request.aside))).toEqual(['p1', 'p2']);
  });

  it.skipIf(process.platform === 'win32')(
    'brings in files and folders alone: a link would lead out of the stick, a pipe never end',
    { timeout: 10_000 },
    async () => {
      await using folder = await temporaryFolder();
      await using stick = await temporaryFolder();
      await using elsewhere = await temporaryFolder();
      await using shop = await openShop(folder.path, fakeClock());
      await writeFile(join(elsewhere.path, 'private.txt'), 'not of the stick');
      await pay(shop.ledger, 'p1');
      const copied = join(stick.path, await shop.backups.copyOut(stick.path));
      await writeFile(join(copied, 'settings.json'), '{}');
      await symlink(join(elsewhere.path, 'private.txt'), join(copied, 'linked.txt'));
      await symlink(elsewhere.path, join(copied, 'journal', 'linked'));
      await symlink('.', join(copied, 'loop'));
      await promisify(execFile)('mkfifo', [join(copied, 'journal', 'pipe')]);
      const brought = await shop.backups.bring(copied);
      const inside = join(folder.path, 'backups', brought?.name ?? '');
      const names = await readdir(inside, { recursive: true });
      expect(names.filter((name) => /linked|loop|pipe/.test(name))).toEqual([]);
      expect(await paymentsIn(inside)).toEqual(['p1']);
    },
  );

  it('works from the command line, from a stick', async () => {
    await using folder = await temporaryFolder();
    await using stick = await temporaryFolder();
    {
      await using shop = await openShop(folder.path, fakeClock());
      await pay(shop.ledger, 'p1');
      await openSettings(folder.path, () => 0);
    }
    const copied = await comptoir(['backup', '--data', folder.path, '--to', stick.path]);
    expect(copied.code).toBe(0);
    const from = String(copied.lines[0]?.folder);
    {
      await using shop = await openShop(folder.path, fakeClock());
      await pay(shop.ledger, 'p2');
    }
    expect(await comptoir(['restore', '--data', folder.path, '--from', from])).toMatchObject({
      code: 0,
      lines: [{ payments: 1, paymentsNow: 2 }],
    });
    expect(await paymentsIn(folder.path)).toEqual(['p1']);
    expect((await comptoir(['restore', '--data', folder.path, '--from', stick.path])).code).toBe(1);
  });
});

describe('data of another version', () => {
  it.each(['format.json', 'settings.json'])(
    'that is newer is refused and left as it is: %s',
    async (file) => {
      await using folder = await temporaryFolder();
      {
        await using shop = await openShop(folder.path, fakeClock());
        await pay(shop.ledger, 'p1');
      }
      await writeFile(join(folder.path, file), '{"version":3,"unknown":true}');
      const before = await readdir(folder.path, { recursive: true });
      await expect(openShop(folder.path, fakeClock())).rejects.toThrow(NewerLedgerFormat);
      expect(await readdir(folder.path, { recursive: true })).toEqual(before);
      expect(await readFile(join(folder.path, file), 'utf8')).toBe('{"version":3,"unknown":true}');
    },
  );

  it('that is older is copied before it is touched', async () => {
    await using folder = await temporaryFolder();
    {
      await using shop = await openShop(folder.path, fakeClock());
      await pay(shop.ledger, 'p1');
    }
    await rm(join(folder.path, 'format.json'));
    const settings = JSON.stringify({ version: 1, pathSegments: { live: 'a'.repeat(22) } });
    await writeFile(join(folder.path, 'settings.json'), settings);
    await using shop = await openShop(folder.path, fakeClock());
    const [copy] = await shop.backups.list();
    expect(copy?.reason).toBe('before-update');
    const copied = join(folder.path, 'backups', copy?.name ?? '');
    expect(await paymentsIn(copied)).toEqual(['p1']);
    expect(await readFile(join(copied, 'settings.json'), 'utf8')).toBe(settings);
    const mark: unknown = JSON.parse(await readFile(join(folder.path, 'format.json'), 'utf8'));
    expect(mark).toEqual({ version: 2 });
  });

  it('that is older and too large to be copied leaves a copy of what changes', async () => {
    await using folder = await temporaryFolder();
    {
      await using shop = await openShop(folder.path, fakeClock());
      await pay(shop.ledger, 'p1');
    }
    await rm(join(folder.path, 'format.json'));
    await writeFile(join(folder.path, 'settings.json'), '{"version":1}');
    await writeFile(join(folder.path, 'backups'), 'no folder: no copy can be made in it');
    await using _shop = await openShop(folder.path, fakeClock());
    expect(await readFile(join(folder.path, 'before-format-2', 'settings.json'), 'utf8')).toBe(
      '{"version":1}',
    );
    expect(await readdir(join(folder.path, 'before-format-2'))).toEqual(['settings.json']);
  });
});
