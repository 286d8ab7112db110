import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKnocks } from '../../src/core/knocks/knocks';
import type { Knock, KnockCause } from '../../src/shared/diagnosis/knock';
import type { Refusal } from '../../src/shared/diagnosis/refusal';
import type { SecretDiagnosis } from '../../src/shared/diagnosis/secret-diagnosis';
import type { Mode } from '../../src/shared/payment/payment';
import { fakeClock } from '../support/fake-clock';
import { openComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';

const at = '2026-11-23T10:00:00.000Z';
const refusal = (
  cause: KnockCause,
  {
    mode = 'live',
    provider = 'kkiapay',
    diagnosis = null,
  }: Partial<Refusal & { provider: string; mode: Mode; diagnosis: SecretDiagnosis | null }> = {},
): Refusal => ({
  ...{ reason: cause === 'wrong-secret' ? 'secret-wrong' : 'unknown-path', mode, httpStatus: 401 },
  ...{ at, lastAt: at, count: 1, diagnosis, knock: { endpoint: { provider, mode }, cause } },
});

async function bookOfKnocks(dataDir: string, clock = fakeClock()) {
  const alarms: string[] = [];
  const said: string[] = [];
  let current: readonly Knock[] = [];
  const { follow, close } = await openKnocks({
    ...{ dataDir, clock, log: (line: string) => said.push(line), language: () => 'fr' },
    dispatch: (fact) => {
      if (fact.kind === 'knocks-changed') current = fact.knocks;
    },
    tell: ({ body }) => alarms.push(body),
  });
  return {
    ...{ alarms, clock, said, close, current: () => current },
    refused: (refused: Refusal) => follow({ kind: 'call-refused', refusal: refused }),
    letIn: (provider: string, mode: Mode = 'live') =>
      follow({ kind: 'call-authenticated', endpoint: { provider, mode }, at }),
  };
}

describe('a refused provider', () => {
  it('is announced once, stays across restarts, and ends when the provider is accepted', async () => {
    await using folder = await temporaryFolder();
    const first = await bookOfKnocks(folder.path);
    for (let call = 0; call < 3; call += 1) first.refused(refusal('wrong-secret'));
    expect(first.alarms).toHaveLength(1);
    await first.close();
    const second = await bookOfKnocks(folder.path);
    expect(second.current()).toMatchObject([{ cause: 'wrong-secret', since: at }]);
    second.refused(refusal('wrong-secret'));
    expect(second.alarms).toEqual([]);
    second.letIn('kkiapay');
    await second.close();
    expect((await bookOfKnocks(folder.path)).current()).toEqual([]);
  });

  it('is announced again for another cause, and once a day where it comes and goes', async () => {
    await using folder = await temporaryFolder();
    const { alarms, clock, ...knocks } = await bookOfKnocks(folder.path);
    for (let hour = 0; hour < 30; hour += 1) {
      knocks.refused(refusal('old-path'));
      knocks.letIn('kkiapay');
      clock.advance(3_600_000);
    }
    expect(alarms).toHaveLength(2);
    knocks.refused(refusal('wrong-secret'));
    knocks.refused(refusal('wrong-secret', { provider: 'fedapay' }));
    expect(alarms.slice(2)).toMatchObject(
      [/secret de hachage/, /secret du webhook chez FedaPay/].map(
        (words) => expect.stringMatching(words) as unknown,
      ),
    );
    await knocks.close();
  });

  it('does not end for another provider, nor for a test when a real payment was refused', async () => {
    await using folder = await temporaryFolder();
    const knocks = await bookOfKnocks(folder.path);
    knocks.refused(refusal('old-path'));
    knocks.letIn('fedapay');
    knocks.letIn('kkiapay', 'sandbox');
    expect(knocks.current()).toHaveLength(1);
    // Tests had gone to the address of real payments.
    knocks.refused(refusal('wrong-secret', { diagnosis: 'other-mode' }));
    knocks.letIn('kkiapay', 'sandbox');
    expect(knocks.current()).toEqual([]);
    knocks.refused(refusal('wrong-secret', { mode: 'sandbox' }));
    knocks.letIn('kkiapay');
    expect(knocks.current()).toEqual([]);
    await knocks.close();
  });

  it('is detected again where its file cannot be read', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'knocks.json'), '{"knocks":[{}]}');
    const { said, ...knocks } = await bookOfKnocks(folder.path);
    expect(knocks.current()).toEqual([]);
    expect(said.join()).toContain('knocks.json');
    knocks.refused(refusal('odd-path'));
    await knocks.close();
    expect(await readFile(join(folder.path, 'knocks.json'), 'utf8')).toContain('odd-path');
  });
});

it('a shop hears and shows it, with no window, until its provider is accepted', async () => {
  await using folder = await temporaryFolder();
  await using shop = await openComptoir(folder.path);
  const before = shop.announced.length;
  expect(await shop.knock({ secret: 'an old one' })).toBe(401);
  expect(await shop.knock({ secret: 'an old one' })).toBe(401);
  expect(shop.state().knocks).toMatchObject([
    { endpoint: { provider: 'kkiapay', mode: 'live' }, cause: 'wrong-secret' },
  ]);
  expect(shop.announced.slice(before)).toMatchObject([
    { sound: 'alarm', title: 'KKiaPay appelle, mais ses appels sont refusés' },
  ]);
  // Our own test proves nothing of what the provider holds.
  await shop.handlers.sendTestPayment(null);
  expect(shop.state().knocks).toHaveLength(1);
  expect(await shop.pay('let-in')).toBe(200);
  expect(shop.state().knocks).toEqual([]);
  expect(await shop.knock({ path: '/kkiapay/old' })).toBe(404);
  expect(shop.state().knocks).toMatchObject([{ cause: 'odd-path' }]);
  expect(await shop.pay('let-in-again')).toBe(200);
  expect(shop.state().knocks).toEqual([]);
});
