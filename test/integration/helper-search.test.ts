import { describe, expect, it } from 'vitest';
import { screenCaller } from '../../src/core/access/caller';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import { fakeClock } from '../support/fake-clock';
import { openComptoir, type OpenedComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';

const secret = 'a secret of these searches';
const at = '2026-11-24T09:00:00.000Z';
const account = '22997104532';
const pin = '432100';

/** A locked shop to which one payment came. */
async function locked(folder: string): Promise<OpenedComptoir> {
  const shop = await openComptoir(folder, {
    clock: fakeClock(Date.parse(at)),
    environment: { COMPTOIR_HASH_SECRET: secret },
  });
  await shop.handlers.setPin({ current: null, pin });
  const answer = await fetch(webhookUrlsOf(shop.state(), 'live').local ?? '', {
    ...{ method: 'POST', headers: { 'x-kkiapay-secret': secret } },
    body: kkiapayBody({ event: 'success', amountXof: 500, transactionId: '3iH6wjHJ3', account, at }),
  });
  expect(answer.status).toBe(200);
  return shop;
}

const askers = (shop: OpenedComptoir) => [
  shop.handlersFor(shop.callers.withoutSession),
  shop.handlersFor(screenCaller('second-counter')),
];

/** The beginnings of what a guess could try: each digit before what is shown of the number. */
const guesses = Array.from({ length: 10 }, (_, digit) => `${digit}4532`);

describe('a search without the owner’s PIN', () => {
  it('reveals no digit that the mask hides, and still finds a number typed in full', async () => {
    await using folder = await temporaryFolder();
    await using shop = await locked(folder.path);
    const found = async (text: string, asker = shop.handlers): Promise<number> =>
      (await asker.listPayments({ limit: 50, text })).payments.length;
    expect(await found('97104')).toBe(1);
    for (const asker of askers(shop)) {
      const answers = await Promise.all(guesses.map((guess) => found(guess, asker)));
      expect(new Set(answers)).toEqual(new Set([1]));
      for (const hidden of ['97104', '9710', '229971', '10453'])
        expect(await found(hidden, asker), hidden).toBe(0);
      for (const shown of ['532', '4532', account, '+229 01 97 10 45 32', '01 97 10 45 32', '3iH6wjHJ3'])
        expect(await found(shown, asker), shown).toBe(1);
    }
  });

  it('does the same for "the customer says they paid"', async () => {
    await using folder = await temporaryFolder();
    await using shop = await locked(folder.path);
    for (const asker of askers(shop)) {
      const kind = async (said: string) => (await asker.didHePay({ said }))?.kind;
      expect(new Set(await Promise.all(guesses.map(kind)))).toEqual(new Set(['free']));
      for (const shown of ['532', '4532', account, '+229 01 97 10 45 32', '3iH6wjHJ3'])
        expect(await kind(shown), shown).toBe('free');
      for (const other of ['4531', '97104531']) expect(await kind(other), other).toBe('not-received');
    }
  });
});
