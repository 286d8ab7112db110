import { describe, expect, it, onTestFinished } from 'vitest';
import type { Payment } from '../../src/shared/payment/payment';
import type { VerificationState } from '../../src/shared/payment/verification';
import { loadSecrets } from '../../src/core/settings/secrets';
import { openSettings } from '../../src/core/settings/settings-file';
import { providers } from '../../src/core/providers';
import { createVerifier } from '../../src/core/verification/verifier';
import { openPlainSecrets } from '../support/plain-secrets';
import { fakeClock } from '../support/fake-clock';
import { standInKkiapayApi, statusBody, testKeys } from '../support/kkiapay-api';
import { receivedEvent } from '../support/ledger-events';
import { dataFolder, openedLedger } from '../support/ledger-folder';

const evening = Date.parse('2026-11-24T18:00:00.000Z');
const today = ['2026-11-23T23:00:00.000Z', '2026-11-24T23:00:00.000Z'] as const;

/** A shop with API keys; all its payments were verified when they came. */
async function shop() {
  const api = await standInKkiapayApi();
  const dataDir = await dataFolder();
  const clock = fakeClock(evening);
  const ledger = await openedLedger(dataDir);
  const { settings } = await openSettings(dataDir, () => clock.now());
  const store = await openPlainSecrets(dataDir, () => clock.now());
  const secrets = await loadSecrets(store, settings, {}, clock);
  await secrets.saveApiKeys({ provider: 'kkiapay', mode: 'live' }, testKeys);
  const pay = async (transactionId: string, receivedAt: string): Promise<Payment> => {
    const { payment } = await ledger.append(receivedEvent({ transactionId, receivedAt }));
    const value = { kind: 'verified', at: new Date(evening).toISOString() } as const;
    return (await ledger.annotate(payment.id, { field: 'verification', value })) ?? payment;
  };
  await pay('yesterday', '2026-11-23T22:59:00.000Z');
  const payments = [
    await pay('morning', '2026-11-24T08:00:00.000Z'),
    await pay('noon', '2026-11-24T11:00:00.000Z'),
  ];
  const states: VerificationState[] = [];
  const verifier = await createVerifier({
    ...{ ledger, providers, secrets, clock },
    ...{ fetch: api.fetch, log: () => undefined, utcOffsetMinutes: () => 60 },
    onState: (state) => states.push(state),
    onVerdict: () => undefined,
  });
  onTestFinished(() => verifier.stop());
  const left = (): number | null | undefined => states.at(-1)?.rechecking;
  return {
    ...{ api, verifier, left },
    kinds: async () =>
      Promise.all(payments.map(async ({ id }) => (await ledger.payment(id))?.verification.kind)),
    /** Lets time pass until nobody waits any more. */
    finish: async <Value>(wait: Promise<Value>): Promise<Value> => {
      const over = wait.then(() => true);
      const tick = (): Promise<false> => new Promise((resolve) => setImmediate(() => resolve(false)));
      while (!(await Promise.race([over, tick()]))) clock.advance(500);
      return wait;
    },
  };
}

describe('asking once more before a day is closed', () => {
  it('concerns only that day’s payments, also verified ones, and shows how many are left', async () => {
    const { api, verifier, left, kinds, finish } = await shop();
    api.behave(() => ({ body: statusBody({ status: 'REVERTED' }) }));
    const recheck = verifier.askAgain(...today);
    await expect.poll(left).toBe(2);
    expect(await finish(recheck)).toEqual({ answered: 2, unanswered: 0 });
    expect(left()).toBeNull();
    expect(api.questions.map(({ body }) => body)).toEqual(
      expect.arrayContaining([{ transactionId: 'morning' }, { transactionId: 'noon' }]),
    );
    expect(api.questions).toHaveLength(2);
    await expect.poll(kinds).toEqual(['reversed', 'reversed']);
  });

  it('does not wait for a provider that does not answer, and concludes nothing from its silence', async () => {
    const { api, verifier, kinds, finish } = await shop();
    api.behave(() => 'breaks');
    expect(await finish(verifier.askAgain(...today))).toEqual({ answered: 0, unanswered: 2 });
    expect(await kinds()).toEqual(['verified', 'verified']);
  });

  it('ends all waiting when Comptoir stops, or when the keys are removed', async () => {
    const { api, verifier, left } = await shop();
    api.behave(() => 'silent');
    const first = verifier.askAgain(...today);
    await expect.poll(left).toBe(2);
    await verifier.keysChanged();
    expect(await first).toEqual({ answered: 0, unanswered: 2 });
    const second = verifier.askAgain(...today);
    await expect.poll(left).toBe(2);
    verifier.stop();
    expect(await second).toEqual({ answered: 0, unanswered: 2 });
    expect(await verifier.askAgain(...today)).toEqual({ answered: 0, unanswered: 2 });
  });
});
