import { describe, expect, it } from 'vitest';
import { askingShop, live } from '../support/asking-shop';
import { standInKkiapayApi, statusBody } from '../support/kkiapay-api';

describe('a payment put in by its number', () => {
  const add = { ...live, transactionId: ' 6516 5215 ', amountXof: null, by: 'Awa' } as const;

  it('is verified and counts where the API knows it, and rings nothing', async () => {
    const { handlers, rung, facts, ledger } = await askingShop(await standInKkiapayApi());
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
    const { handlers, ledger } = await askingShop(await standInKkiapayApi(), { keys: false });
    await expect(handlers.addPayment(add)).rejects.toMatchObject({ code: 'amount-needed' });
    const { payment } = await handlers.addPayment({ ...add, amountXof: 700 });
    expect(payment).toMatchObject({ status: 'check', doubts: ['typed-by-hand'] });
    expect(await ledger.day('2026-11-23')).toMatchObject({ successCount: 0, checkCount: 1 });
  });

  it('rings when KKiaPay announces it after all, once: typing a number first silences no bell', async () => {
    const { handlers, receive, rung, ledger } = await askingShop(await standInKkiapayApi(), { keys: false });
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
    const { handlers, ledger } = await askingShop(api);
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
    const { handlers } = await askingShop(await standInKkiapayApi(), { keys: false });
    const none = { performedAt: null, status: null, account: null, method: null };
    const columns = { ...none, transactionId: 'constructor', amountXof: '__proto__' };
    expect(await handlers.previewImport({ ...live, text: 'a,b\n1,2', columns })).toMatchObject({
      counts: { new: 0, unreadable: 1 },
    });
  });

  it('is read with turns for calls and windows between its rows', async () => {
    const { handlers } = await askingShop(await standInKkiapayApi(), { keys: false });
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
    const { handlers, receive, ledger, rung, settings } = await askingShop(await standInKkiapayApi(), {
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

  it('that is no list of payments is refused with a sentence', async () => {
    const { handlers } = await askingShop(await standInKkiapayApi(), { keys: false });
    await expect(handlers.previewImport({ ...live, text: '', columns: null })).rejects.toMatchObject({
      code: 'file-unreadable',
    });
  });
});
