import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyInUse } from '../../src/core/backup/copy-in-use';
import { copyUntilStill, NeverStill } from '../../src/core/backup/copy-until-still';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { checkOf, openShop, pay, paymentsIn } from '../support/backup-shop';
import { fakeClock } from '../support/fake-clock';
import { comptoir, ServeProcess } from '../support/headless-process';
import { temporaryFolder } from '../support/temporary-folder';

const secret = 'hash-secret-of-the-live-endpoint';
const quiet = ['--tunnel=none', '--no-notifications', '--port=0', '--ui-port=0'];
const at = '2026-11-23T10:00:00.000Z';

async function served(dataDir: string): Promise<ServeProcess> {
  return ServeProcess.ready([`--data=${dataDir}`, ...quiet], { COMPTOIR_HASH_SECRET: secret });
}

async function post(server: ServeProcess, transactionId: string): Promise<void> {
  const answer = await fetch(server.text('webhookUrl'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-kkiapay-secret': secret },
    body: kkiapayBody({ event: 'success', transactionId, amountXof: 500, at }),
  });
  expect(answer.status).toBe(200);
}

describe('backup while a server runs on the data', () => {
  it('makes a whole copy with all that was stored before, and no payment waits for it', async () => {
    await using folder = await temporaryFolder();
    await using stick = await temporaryFolder();
    await using server = await served(folder.path);
    for (let i = 0; i < 20; i += 1) await post(server, `before-${i}`);
    const traffic = { goesOn: true };
    const busy = (async () => {
      for (let i = 0; traffic.goesOn; i += 1) await post(server, `meanwhile-${i}`);
    })();
    const copied = await comptoir(['backup', `--data=${folder.path}`, `--to=${stick.path}`]);
    traffic.goesOn = false;
    await busy;
    expect(copied).toMatchObject({ code: 0, lines: [{ damaged: 0 }] });
    const copy = String(copied.lines[0]?.folder);
    expect(await readdir(stick.path)).toEqual([copy.slice(stick.path.length + 1)]);
    expect(await checkOf(copy)).toMatchObject({ damaged: 0, repaired: 0 });
    const kept = await paymentsIn(copy);
    for (let i = 0; i < 20; i += 1) expect(kept).toContain(`before-${i}`);
    expect((await readdir(copy)).filter((name) => name.startsWith('secrets'))).toEqual([]);

    // Going back to it waits until nobody uses the folder.
    const refused = await comptoir(['restore', `--data=${folder.path}`, `--from=${copy}`]);
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toMatch(/^The data are busy: .*retry\.\n$/);
    await post(server, 'after');
    expect(await server.end()).toBe(0);
    expect(await comptoir(['restore', `--data=${folder.path}`, `--from=${copy}`])).toMatchObject({ code: 0 });
    expect(await paymentsIn(folder.path)).toEqual(kept);
  });

  it('shows one moment, whatever the documents do meanwhile', async () => {
    await using folder = await temporaryFolder();
    await using stick = await temporaryFolder();
    const clock = fakeClock();
    await using shop = await openShop(folder.path, clock);
    const traffic = { goesOn: true };
    const busy = (async () => {
      for (let i = 0; traffic.goesOn; i += 1) {
        await pay(shop.ledger, `p${i}`);
        // Compacts: far more often than a shop does, and not within every round of copying.
        if (i % 400 === 0) clock.advance(20_000);
      }
    })();
    for (let copies = 0; copies < 5; copies += 1) {
      const { name } = await copyInUse({
        ...{ dataDir: folder.path, elsewhere: stick.path, clock, log: () => undefined },
        ...{ utcOffsetMinutes: () => 60, sealing: null },
      });
      expect(await checkOf(join(stick.path, name))).toMatchObject({ damaged: 0, repaired: 0, duplicates: 0 });
    }
    traffic.goesOn = false;
    await busy;
    expect(await readdir(stick.path)).toHaveLength(5);
  });

  it('copies changed files again, removes deleted ones, and gives up where the folder never stops changing', async () => {
    await using folder = await temporaryFolder();
    await using copy = await temporaryFolder();
    const names = (): Promise<string[]> => readdir(folder.path);
    await writeFile(join(folder.path, 'a.json'), 'old');
    await writeFile(join(folder.path, 'b.json'), 'same');
    let calls = 0;
    const copyOne = async (path: string): Promise<void> => {
      await writeFile(join(copy.path, path), await readFile(join(folder.path, path)));
      calls += 1;
      if (path === 'b.json' && calls === 2) {
        await writeFile(join(folder.path, 'a.json'), 'newer');
        await rm(join(folder.path, 'b.json'));
      }
    };
    await copyUntilStill(folder.path, copy.path, names, copyOne);
    expect(await readdir(copy.path)).toEqual(['a.json']);
    expect(await readFile(join(copy.path, 'a.json'), 'utf8')).toBe('newer');

    const restless = async (path: string): Promise<void> => {
      calls += 1;
      await writeFile(join(folder.path, path), `${calls}`);
    };
    await expect(copyUntilStill(folder.path, copy.path, names, restless)).rejects.toThrow(NeverStill);
  });
});

describe('a damaged copy', () => {
  it('is refused by restore with a sentence, accepted with --even-damaged, and still made from damaged data', async () => {
    await using folder = await temporaryFolder();
    await using stick = await temporaryFolder();
    {
      await using shop = await openShop(folder.path);
      for (let i = 0; i < 3; i += 1) await pay(shop.ledger, `p${i}`);
    }
    const backup = ['backup', `--data=${folder.path}`, `--to=${stick.path}`];
    const copy = String((await comptoir(backup)).lines[0]?.folder);
    await loseADay(copy);
    const before = await readdir(folder.path, { recursive: true });
    const restore = ['restore', `--data=${folder.path}`, `--from=${copy}`];
    const refused = await comptoir(restore);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^This copy is damaged: 3 records .*--even-damaged.*\.\n$/);
    expect(
      (await readdir(folder.path, { recursive: true })).filter((name) => !before.includes(name)),
    ).toEqual(['backups']);
    expect(await paymentsIn(folder.path)).toHaveLength(3);

    expect(await comptoir([...restore, '--even-damaged'])).toMatchObject({
      code: 0,
      lines: [{ payments: 0, damaged: 3, paymentsNow: 3 }],
    });
    expect(await paymentsIn(folder.path)).toEqual([]);
    const again = await comptoir(backup);
    expect(again).toMatchObject({ code: 0, lines: [{ payments: 0, damaged: 3 }] });
    expect(again.stderr).toContain('Keep the older copies.');
  });

  it('is one whose day closes were changed, too', async () => {
    await using folder = await temporaryFolder();
    await using shop = await openShop(folder.path);
    await pay(shop.ledger, 'p1');
    const { name } = await shop.backups.make('by-hand');
    const closes = join(folder.path, 'backups', name, 'closes');
    await mkdir(closes);
    await writeFile(join(closes, '000001.json'), '{}');
    expect(await shop.backups.preview(name)).toMatchObject({ payments: 1, damaged: 1 });
  });
});

/** Its payments are gone, and what counts them is not. */
async function loseADay(dataDir: string): Promise<void> {
  await rm(join(dataDir, 'events'), { recursive: true });
}
