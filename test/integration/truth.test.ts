import { describe, expect, it, onTestFinished } from 'vitest';
import { CommandFailure } from '../../src/shared/bridge/answer';
import type { Announcement } from '../../src/shared/voice/announcement';
import type { Fact } from '../../src/shared/state/fact';
import type { Payment } from '../../src/shared/payment/payment';
import type { VerificationState } from '../../src/shared/payment/verification';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { loadSecrets } from '../../src/core/settings/secrets';
import { openSettings } from '../../src/core/settings/settings-file';
import { createTruth } from '../../src/core/verification/truth';
import { openPlainSecrets } from '../support/plain-secrets';
import { fakeClock, type FakeClock } from '../support/fake-clock';
import { standInKkiapayApi, statusBody, testKeys, type KkiapayApi } from '../support/kkiapay-api';
import { receivedEvent, type EventTraits } from '../support/ledger-events';
import { dataFolder } from '../support/ledger-folder';
import { shopSettings } from '../support/shop-settings';

const minuteMs = 60_000;
const start = Date.parse('2026-11-23T10:00:00.000Z');
const live = { provider: 'kkiapay', mode: 'live' } as const;

interface Options {
  readonly clock?: FakeClock;
  readonly folder?: string;
  readonly keys?: boolean;
}

/** Everything real but the calls, the windows and KKiaPay's own servers. */
async function shop(api: KkiapayApi, { clock = fakeClock(start), folder, keys = true }: Options = {}) {
  const dataDir = folder ?? (await dataFolder());
  const now = (): number => clock.now();
  const utcOffsetMinutes = (): number => 60;
  const log = (): void => undefined;
  const { ledger } = await openLedger({ dataDir, utcOffsetMinutes, clock, log });
  const { settings } = await openSettings(dataDir, now);
  const store = await openPlainSecrets(dataDir, now);
  const secrets = await loadSecrets(store, settings, {}, clock);
  if (keys) await secrets.saveApiKeys(live, testKeys);
  const rung: Announcement[] = [];
  const facts: Fact[] = [];
  const truth = await createTruth({
    ...{ ledger, settings, secrets, fetch: api.fetch, clock, log, utcOffsetMinutes },
    summary: () => shopSettings,
    dispatch: (fact) => facts.push(fact),
    announceThis: (announcement) => rung.push(announcement),
    refreshToday: () => Promise.resolve(),
  });
  const close = async (): Promise<void> => {
    truth.stop();
    await ledger.close();
  };
  onTestFinished(close);
  const handlers = truth.handlers({
    fail(code) {
      throw new CommandFailure(code, code);
    },
    isWithinReach: () => true,
  });
  const state = (): VerificationState | undefined =>
    facts.flatMap((fact) => (fact.kind === 'verification-changed' ? [fact.verification] : [])).at(-1);
  return {
    ...{ ledger, truth, handlers, rung, facts, clock, dataDir, close, state, settings },
    receive: async (traits: EventTraits = {}): Promise<Payment> => {
      const event = receivedEvent({ receivedAt: new Date(clock.now()).toISOString(), ...traits });
      const outcome = await ledger.append(event);
      const announcement = truth.recorded(outcome);
      if (announcement !== null) rung.push(announcement);
      return outcome.payment;
    },
    /** Lets what is due happen, until the answer is written down. */
    until: async (holds: () => unknown): Promise<void> => {
      while (!(await holds())) {
        clock.advance(500);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    kind: async (id: string) => (await ledger.payment(id))?.verification.kind,
  };
}

describe('verification', () => {
  it('follows the announcement, and comes again after ten minutes, an hour and in the evening', async () => {
    const api = await standInKkiapayApi();
    const { receive, until, kind, clock, state, rung } = await shop(api);
    const { id } = await receive();
    expect(rung).toMatchObject([{ sound: 'success' }]);
    await until(async () => (await kind(id)) === 'verified');
    const askedAfter: number[] = [];
    for (let question = 2; question <= 4; question += 1) {
      const next = Date.parse(state()?.nextAt ?? '');
      clock.jump(next);
      await until(
        () => api.questions.length === question && state()?.nextAt !== new Date(next).toISOString(),
      );
      askedAfter.push(Math.round((next - start) / minuteMs));
    }
    expect(askedAfter).toEqual([10, 60, 12 * 60 + 50]);
    expect(state()).toEqual({ keys: ['live'], waiting: 0, nextAt: null, trouble: null, rechecking: null });
    expect(rung).toHaveLength(1);
  });

  it('finds a reversal, rings its own sound and says who had handed it over, also after a restart', async () => {
    const api = await standInKkiapayApi();
    const clock = fakeClock(start);
    const before = await shop(api, { clock });
    const { id } = await before.receive();
    await before.until(async () => (await before.kind(id)) === 'verified');
    const value = { kind: 'handed-over', by: 'Awa', at: '2026-11-23T10:02:00.000Z' } as const;
    await before.ledger.annotate(id, { field: 'claim', value });
    await before.close();

    api.behave(() => ({ body: statusBody({ status: 'REVERTED' }) }));
    clock.jump(start + 3 * 60 * minuteMs);
    const after = await shop(api, { clock, folder: before.dataDir });
    await after.until(async () => (await after.kind(id)) === 'reversed');
    expect(after.rung).toMatchObject([
      { sound: 'reversal', title: 'Paiement annulé : 1 000 F', paymentId: id },
    ]);
    expect(after.rung[0]?.body).toContain('remise par Awa à 11:02');
    expect(await after.ledger.day('2026-11-23')).toMatchObject({ successCount: 0, totalXof: 0 });
  });

  it.each<readonly [string, Readonly<Record<string, unknown>>, string]>([
    ['amount', { amount: 900 }, 'amount 900'],
    ['outcome', { status: 'FAILED' }, 'outcome'],
    ['direction', { type: 'CREDIT' }, 'direction'],
    ['payer', { client: { phone: '22961000001' } }, 'payer'],
  ])('raises the alarm where the API disagrees about the %s', async (_what, over, difference) => {
    const api = await standInKkiapayApi();
    api.behave(() => ({ body: statusBody(over) }));
    const { receive, until, kind, rung, ledger } = await shop(api);
    const { id } = await receive();
    await until(async () => (await kind(id)) === 'disputed');
    expect((await ledger.payment(id))?.verification).toMatchObject({ difference });
    expect(rung.slice(1)).toMatchObject([{ sound: 'alarm', title: 'Paiement démenti : 1 000 F' }]);
  });

  it('takes the two writings of a number of Benin, and masked digits, for one payer', async () => {
    const api = await standInKkiapayApi();
    api.behave(() => ({ body: statusBody({ client: { phone: '2290197000xxx' } }) }));
    const { receive, until, kind } = await shop(api);
    const { id } = await receive();
    await until(async () => (await kind(id)) === 'verified');
  });

  it('never turns trouble into a judgement, asks later, and believes an unknown number only in time', async () => {
    const api = await standInKkiapayApi();
    api.behave(() => ({ status: 503, body: { status: 'FAILED' } }));
    const { receive, until, kind, rung, state } = await shop(api);
    const { id } = await receive();
    await until(() => state()?.trouble === 'provider-failing');
    expect([await kind(id), state()?.waiting]).toEqual(['announced', 1]);
    api.behave(() => ({ body: { status: 'TRANSACTION_NOT_FOUND' } }));
    await until(async () => (await kind(id)) === 'disputed');
    expect(rung).toHaveLength(2);
    expect(rung[1]?.body).toContain('ne connaît pas');
  });

  it('stops asking with refused keys until there are others, and never asks without', async () => {
    const api = await standInKkiapayApi();
    api.behave(() => ({ body: { status: 4003 } }));
    const { receive, until, kind, state, handlers } = await shop(api);
    const { id } = await receive();
    await receive({ transactionId: 'sandboxed', mode: 'sandbox' });
    await until(() => state()?.trouble === 'keys-refused');
    expect(state()).toMatchObject({ waiting: 0, keys: ['live'] });
    api.behave(() => ({ body: statusBody() }));
    await handlers.saveApiKeys({ ...live, keys: testKeys });
    await until(async () => (await kind(id)) === 'verified');
    expect(api.questions.every(({ mode }) => mode === 'live')).toBe(true);
  });
});

describe('what stands out', () => {
  it('is a second payment of the same payer and amount within minutes', async () => {
    const { receive, rung, until, ledger, clock } = await shop(await standInKkiapayApi(), { keys: false });
    const first = await receive();
    clock.advance(3 * minuteMs);
    const second = await receive({ transactionId: 'second' });
    await receive({ transactionId: 'third', amountXof: 2_000 });
    await receive({ transactionId: 'fourth', account: null });
    expect(rung.map(({ body }) => body.includes('Double paiement possible'))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(rung[1]?.sound).toBe('success');
    await until(async () => (await ledger.payment(second.id))?.twinOf === first.id);
  });

  it('is a success after a failure of the same number', async () => {
    const { receive, rung, ledger } = await shop(await standInKkiapayApi(), { keys: false });
    await receive({ status: 'failed', event: 'transaction.failed' });
    await receive();
    expect(rung[1]).toMatchObject({ sound: 'success' });
    expect(rung[1]?.body).toContain('d’abord été refusé');
    expect(await ledger.day('2026-11-23')).toMatchObject({ successCount: 1, failedCount: 1 });
  });
});

describe('a payment put in by its number', () => {
  const add = { ...live, transactionId: ' 6516 5215 ', amountXof: null, by: 'Awa' } as const;

  it('is verified and counts where the API knows it, and rings nothing', async () => {
    const { handlers, rung, facts, ledger } = await shop(await standInKkiapayApi());
    const { payment, known } = await handlers.addPayment(add);
    expect(known).toBe(false);
    expect(payment).toMatchObject({
      ...{ transactionId: '65165215', status: 'success', amountXof: 1000, deliveries: 0 },
      ...{ found: { how: 'typed', by: 'Awa' }, verification: { kind: 'verified' } },
    });
    expect(await handlers.addPayment(add)).toMatchObject({ known: true });
    expect(await ledger.day('2026-11-23')).toMatchObject({ successCount: 1, totalXof: 1000 });
    expect(rung).toEqual([]);
    expect(facts.map(({ kind }) => kind)).not.toContain('payment-recorded');
  });

  it('is marked as typed by hand where nobody can be asked, and needs an amount then', async () => {
    const { handlers, ledger } = await shop(await standInKkiapayApi(), { keys: false });
    await expect(handlers.addPayment(add)).rejects.toMatchObject({ code: 'amount-needed' });
    const { payment } = await handlers.addPayment({ ...add, amountXof: 700 });
    expect(payment).toMatchObject({ status: 'check', doubts: ['typed-by-hand'] });
    expect(await ledger.day('2026-11-23')).toMatchObject({ successCount: 0, checkCount: 1 });
  });

  it('rings when KKiaPay announces it after all, once: typing a number first silences no bell', async () => {
    const { handlers, receive, rung, ledger } = await shop(await standInKkiapayApi(), { keys: false });
    await handlers.addPayment({ ...add, amountXof: 700 });
    expect(rung).toEqual([]);
    const announced = { transactionId: '65165215', amountXof: 700 };
    await receive(announced);
    await receive(announced);
    expect(rung).toMatchObject([{ sound: 'success', spoken: { status: 'success', amountXof: 700 } }]);
    expect(await ledger.day('2026-11-23')).toMatchObject({ successCount: 1, totalXof: 700 });
  });

  it.each([
    ['TRANSACTION_NOT_FOUND', 'transaction-unknown'],
    ['PENDING', 'transaction-pending'],
  ])('is refused where the API says %s', async (status, code) => {
    const api = await standInKkiapayApi();
    api.behave(() => ({ body: statusBody({ status }) }));
    const { handlers, ledger } = await shop(api);
    await expect(handlers.addPayment({ ...add, amountXof: 5 })).rejects.toMatchObject({ code });
    expect((await ledger.page({ limit: 1 })).payments).toEqual([]);
  });
});

describe('a file of the dashboard', () => {
  const text = [
    '\uFEFFRéférence client;ID transaction;Montant;Date;Statut;Téléphone',
    'A-1;announced1;1 000;23/11/2026 10:30;Succès;22997000000',
    'A-2;missed0001;25 350 F CFA;23/11/2026 11:10;SUCCESS;2290161000001',
    'A-3;missed0001;25 350 F CFA;23/11/2026 11:10;SUCCESS;2290161000001',
    'A-4;failed0001;500;23/11/2026 11:11;Échec;',
    'A-5;;800;23/11/2026 11:12;Succès;',
    'A-6;early00001;2,000.00;2026-11-22;Succès;=cmd()',
  ].join('\r\n');

  it('has no column that every object has: a name chosen so leaves the rows unreadable', async () => {
    const { handlers } = await shop(await standInKkiapayApi(), { keys: false });
    const none = { performedAt: null, status: null, account: null, method: null };
    const columns = { ...none, transactionId: 'constructor', amountXof: '__proto__' };
    expect(await handlers.previewImport({ ...live, text: 'a,b\n1,2', columns })).toMatchObject({
      counts: { new: 0, unreadable: 1 },
    });
  });

  it('is looked through with turns for calls and windows between its rows', async () => {
    const { handlers } = await shop(await standInKkiapayApi(), { keys: false });
    const text = Array.from({ length: 2_001 }, (_, at) => (at === 0 ? 'ID;Montant' : `number${at};500`));
    const preview = handlers.previewImport({ ...live, text: text.join('\n'), columns: null });
    let turns = 0;
    let pending = setImmediate(function turn() {
      turns += 1;
      pending = setImmediate(turn);
    });
    expect(await preview).toMatchObject({ counts: { new: 2_000 } });
    clearImmediate(pending);
    expect(turns).toBeGreaterThan(20);
  });

  it('is guessed, shown with the deaf period first, corrected, remembered, and counts once', async () => {
    const { handlers, receive, ledger, rung, settings } = await shop(await standInKkiapayApi(), {
      keys: false,
    });
    await receive({ transactionId: 'announced1' });
    await ledger.recordDeafPeriod({
      ...{ id: 'cut', from: '2026-11-23T10:05:00.000Z', to: '2026-11-23T10:20:00.000Z' },
      ...{ cause: 'tunnel-down', checked: null },
    });
    const preview = await handlers.previewImport({ ...live, text, columns: null });
    expect(preview.columns).toEqual({
      ...{ transactionId: 'ID transaction', amountXof: 'Montant', performedAt: 'Date' },
      ...{ status: 'Statut', account: 'Téléphone', method: null },
    });
    expect(preview).toMatchObject({
      counts: { new: 2, known: 2, 'not-received': 1, unreadable: 1 },
      ...{ newXof: 27_350, newWhileDeaf: 1 },
    });
    expect(preview.rows[0]).toMatchObject({
      transactionId: 'missed0001',
      whileDeaf: true,
      amountXof: 25_350,
    });

    const columns = { ...preview.columns, account: null };
    const report = await handlers.importPayments({ ...live, text, columns, by: 'Awa' });
    expect(report).toEqual({ added: 2, addedXof: 27_350, known: 2 });
    expect(await ledger.day('2026-11-22')).toMatchObject({ successCount: 1, totalXof: 2_000 });
    expect(await ledger.day('2026-11-23')).toMatchObject({ successCount: 2, totalXof: 26_350 });
    expect(settings.current().importColumns).toEqual(columns);
    expect(await handlers.importPayments({ ...live, text, columns, by: 'Awa' })).toMatchObject({ added: 0 });
    expect(rung).toHaveLength(1);
    // Guessed again: it was left out of the last file, and this one has it.
    expect((await handlers.previewImport({ ...live, text, columns: null })).columns).toEqual(preview.columns);
  });

  it('that is none is refused in words', async () => {
    const { handlers } = await shop(await standInKkiapayApi(), { keys: false });
    await expect(handlers.previewImport({ ...live, text: '', columns: null })).rejects.toMatchObject({
      code: 'file-unreadable',
    });
  });
});
