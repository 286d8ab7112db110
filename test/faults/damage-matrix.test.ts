import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { copyOf, damages, dataFiles, type Damage } from '../support/damages';
import { comptoir, ServeProcess } from '../support/headless-process';
import { askWindow } from '../support/ask-window';
import { liveInShop, type LivedInShop, type ShopEnd } from '../support/lived-in-shop';
import { realNow } from '../support/real-now';
import { temporaryFolder } from '../support/temporary-folder';

/** All of them, or so many, spread over the files and the damages. */
const most = Number(process.env.COMPTOIR_DAMAGES ?? 4);
const quiet = ['--tunnel=none', '--no-notifications', '--port=0', '--ui-port=0'];

const templates = await mkdtemp(join(tmpdir(), 'comptoir-shops-'));
afterAll(() => rm(templates, { recursive: true, force: true }));

interface Case {
  readonly end: ShopEnd;
  readonly shop: LivedInShop;
  readonly file: string;
  readonly damage: Damage;
}

const cases: Case[] = [];
for (const end of ['stopped', 'cut'] as const) {
  const shop = await liveInShop(join(templates, end), realNow(), end);
  for (const file of await dataFiles(shop.dataDir))
    for (const damage of damages) cases.push({ end, shop, file, damage });
}
// A stride that shares no factor with the number of damages meets each of them in turn.
const stride = Math.max(1, Math.floor(cases.length / most) | 1);
const chosen = cases.filter((_case, at) => at % stride === 0);

async function checked(dataDir: string, environment: NodeJS.ProcessEnv) {
  const { code, lines } = await comptoir(['check', '--data', dataDir, '--json'], environment);
  return { code, damaged: Number(lines[0]?.damaged ?? -1), payments: Number(lines[0]?.payments ?? -1) };
}

describe('one file of the data folder is damaged', () => {
  it.each(chosen)('$end, $file: $damage.name', { timeout: 60_000 }, async ({ shop, file, damage }) => {
    await using folder = await temporaryFolder();
    const dataDir = join(folder.path, 'shop');
    await copyOf(shop.dataDir, dataDir);
    const damaged = join(dataDir, file);
    await damage.inflict(damaged);
    const environment = (await damage.environment?.(damaged)) ?? {};

    const before = await checked(dataDir, environment);
    await using server = await ServeProcess.ready([`--data=${dataDir}`, ...quiet], environment);
    const body = kkiapayBody({
      ...{ event: 'success', amountXof: 7_777, transactionId: '1490687397999' },
      at: new Date(realNow()).toISOString(),
    });
    const answer = await fetch(new URL(shop.path, server.text('webhookUrl')), {
      ...{ method: 'POST', headers: { 'x-kkiapay-secret': shop.secret }, body },
    });
    expect(answer.status, 'a new payment on the old address with the old secret').toBe(200);
    await server.line((line) => line.event === 'payment');

    const listed = await comptoir(['list', '--data', dataDir, '--json'], environment);
    const ids = listed.lines.map(({ transactionId }) => String(transactionId));
    expect(ids).toContain('1490687397999');
    expect(new Set(ids).size, 'no payment is listed twice').toBe(ids.length);
    const lost = [...shop.acknowledged.keys()].filter((id) => !ids.includes(id));
    const noticed = async (): Promise<boolean> =>
      (await askWindow(server.text('uiUrl'), 'getState', null)).notices.length > 0;
    if (lost.length > 0) {
      expect(before, 'check before the start').toMatchObject({ code: 1 });
      expect(before.damaged).toBeGreaterThanOrEqual(lost.length);
      // The documents are held against the manifest behind the calls.
      await expect.poll(noticed, { message: 'a notice says what is missing' }).toBe(true);
    }

    expect(await server.end()).toBe(0);
    const after = await checked(dataDir, environment);
    expect(after.payments).toBe(ids.length);
    if (lost.length > 0) {
      expect(after, 'check after the start').toMatchObject({ code: 1 });
      expect(after.damaged).toBeGreaterThanOrEqual(lost.length);
    }
  });
});
