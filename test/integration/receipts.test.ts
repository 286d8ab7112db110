import { describe, expect, it } from 'vitest';
import { formatXof } from '../../src/shared/payment/money';
import { signedReceipt, privateKeyOf } from '../../src/core/receipts/signed-receipt';
import { commands } from '../../src/shared/bridge/contract';
import { dayMs } from '../../src/shared/calendar';
import { fakeVault } from '../support/fake-vault';
import { fakeClock } from '../support/fake-clock';
import { openComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';
import { counterScreen, helper, noon, owner, receiptShop } from '../support/receipt-shop';
import { eventually } from '../support/window/eventually';
import { printedText } from '../support/ticket-paper';
import { ticketPrinter } from '../support/ticket-printer';

describe('a receipt', () => {
  it.each([58, 80] as const)('goes on paper of %i mm with all that a customer needs', async (paperMm) => {
    await using listening = await ticketPrinter();
    const printer = { kind: 'network' as const, host: '127.0.0.1', port: listening.port };
    const { handlers, ledger, pay } = await receiptShop({ printer, paperMm, shopName: 'Chez Afi' });
    const { id } = await pay('TX-9', { amountXof: 5_000, account: '22997001234' });
    const value = { kind: 'handed-over' as const, by: 'Awa', at: '2026-11-23T10:01:00.000Z' };
    await ledger.annotate(id, { field: 'claim', value });
    await handlers.printReceipt({ id }, helper);
    const { lines, qrs, isCut } = printedText(await listening.printed);
    const text = lines.join('\n');
    const { code, qr } = await handlers.getReceipt({ id }, helper);
    for (const words of ['Chez Afi', formatXof(5_000, 'fr'), 'cinq mille francs CFA', '2026-11-23 11:00'])
      expect(text).toContain(words);
    for (const words of ['TX-9', '11:01 Awa', code, '1234', 'Ne vaut pas facture normalisée'])
      expect(text).toContain(words);
    expect(text).not.toContain('22997001234');
    expect(qrs).toEqual([qr]);
    expect(isCut).toBe(true);
    const columns = paperMm === 58 ? 32 : 48;
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  });

  it('tells the day of the serving where it is another, and no payer that is hidden whole', async () => {
    await using listening = await ticketPrinter();
    const printer = { kind: 'network' as const, host: '127.0.0.1', port: listening.port };
    const { handlers, ledger, pay } = await receiptShop({ printer });
    const { id } = await pay('TX-9', { account: 'afi@example.bj' });
    const value = { kind: 'handed-over' as const, by: 'Awa', at: '2026-11-24T08:05:00.000Z' };
    await ledger.annotate(id, { field: 'claim', value });
    await handlers.printReceipt({ id }, owner);
    const text = printedText(await listening.printed).lines.join('\n');
    expect(text).toContain('2026-11-24 09:05 Awa');
    expect(text).not.toMatch(/Client|\*{4}/);
  });

  it('is given for money that was received and kept, and for nothing else', async () => {
    const { handlers, ledger, pay } = await receiptShop();
    const failed = await pay('a', { status: 'failed', event: 'transaction.failed' });
    const doubtful = await pay('b', { status: 'check', amountXof: null, doubts: ['amount-missing'] });
    const reversed = await pay('c');
    const value = { kind: 'reversed' as const, at: '2026-11-23T10:30:00.000Z' };
    await ledger.annotate(reversed.id, { field: 'verification', value });
    const partly = await pay('d', { doubts: ['given-back-partly'] });
    for (const { id } of [failed, doubtful, reversed, partly])
      await expect(handlers.getReceipt({ id }, owner)).rejects.toMatchObject({ code: 'no-receipt' });
    await expect(handlers.getReceipt({ id: '20261123-zz' }, owner)).rejects.toMatchObject({
      code: 'payment-unknown',
    });
  });

  it('of another day is for the owner to write', async () => {
    const { handlers, clock, pay } = await receiptShop();
    const { id } = await pay('a');
    clock.sleep(dayMs);
    await expect(handlers.getReceipt({ id }, helper)).rejects.toMatchObject({ code: 'payment-unknown' });
    expect((await handlers.getReceipt({ id }, owner)).paymentId).toBe(id);
  });

  it('waits for the vault, and is not signed with another key meanwhile', async () => {
    const vault = fakeVault();
    const { dataDir, ledger, pay } = await receiptShop({}, { vault });
    const { id } = await pay('a');
    await ledger.close();
    vault.become('shut');
    const { handlers } = await receiptShop({}, { folder: dataDir, vault });
    await expect(handlers.getReceipt({ id }, owner)).rejects.toMatchObject({ code: 'vault-shut' });
  });

  it('says in the settings’ place that there is no printer, and that one is silent', async () => {
    const without = await receiptShop();
    const first = await without.pay('a');
    await expect(without.handlers.printReceipt({ id: first.id }, owner)).rejects.toMatchObject({
      code: 'printer-not-set',
    });
    const silent = await receiptShop({ printer: { kind: 'network', host: '127.0.0.1', port: 9 } });
    const second = await silent.pay('a');
    await expect(silent.handlers.printReceipt({ id: second.id }, owner)).rejects.toMatchObject({
      code: 'printer-silent',
    });
  });
});

describe('a receipt that comes by itself', () => {
  it('is of live money received just now', async () => {
    await using listening = await ticketPrinter();
    const printer = { kind: 'network' as const, host: '127.0.0.1', port: listening.port };
    const { printer: receipts, pay, failed } = await receiptShop({ printer, printReceipts: true });
    await receipts.follow(await pay('test', { mode: 'sandbox' }));
    await receipts.follow(await pay('failed', { status: 'failed', event: 'transaction.failed' }));
    await receipts.follow(await pay('TX-1'));
    expect(printedText(await listening.printed).lines.join('\n')).toContain('TX-1');
    expect(failed).toEqual([]);
  });

  it('is not wanted until the shop says so', async () => {
    const port = 9; // nobody listens: a try to print would fail
    const { printer, pay, failed } = await receiptShop({
      printer: { kind: 'network', host: '127.0.0.1', port },
    });
    await printer.follow(await pay('a'));
    expect(failed).toEqual([]);
  });

  it('is told where the printer does not take it', async () => {
    const { printer, pay, failed } = await receiptShop({
      ...{ printReceipts: true, printer: { kind: 'network', host: '127.0.0.1', port: 9 } },
    });
    await printer.follow(await pay('a'));
    await eventually(() => expect(failed).toHaveLength(1));
  });
});

describe('a shop that prints each receipt', () => {
  it('prints it as the payment rings, and says where the printer did not take one until it does', async () => {
    await using folder = await temporaryFolder();
    await using listening = await ticketPrinter();
    await using shop = await openComptoir(folder.path, { clock: fakeClock(noon) });
    const to = (port: number) =>
      shop.handlers.changeSettings({
        ...{ printReceipts: true, printer: { kind: 'network', host: '127.0.0.1', port } },
      });
    const isSaid = (): boolean => shop.state().notices.some(({ kind }) => kind === 'receipt-not-printed');
    await to(9); // nobody listens there
    expect(await shop.pay('not-printed')).toBe(200);
    await eventually(() => expect(isSaid()).toBe(true));
    await to(listening.port);
    expect(await shop.pay('TX-printed')).toBe(200);
    expect(printedText(await listening.printed).lines.join('\n')).toContain('TX-printed');
    await eventually(() => expect(isSaid()).toBe(false));
  });
});

describe('a receipt that somebody shows', () => {
  it('is ours by its QR and by its code, and tells what it says', async () => {
    const { handlers, pay } = await receiptShop();
    const { id } = await pay('a', { amountXof: 5_000 });
    const { qr, code, key } = await handlers.getReceipt({ id }, helper);
    for (const shown of [qr, code, code.toLowerCase().replace(/-/g, ''), ` ${qr}\n`])
      expect(await handlers.checkReceipt({ shown }, helper)).toEqual({
        ...{ kind: 'ours', key, doubts: [], ledger: null, claim: null },
        facts: { paymentId: id, amountXof: 5_000, at: '2026-11-23T10:00:00.000Z', mode: 'live' },
      });
  });

  it('counts as altered if any part of it is', async () => {
    const { handlers, pay } = await receiptShop();
    const { id } = await pay('a', { amountXof: 5_000 });
    const { qr } = await handlers.getReceipt({ id }, owner);
    for (const [one, other] of [
      ['.5000.', '.50000.'],
      ['.1795428000.', '.1795514400.'],
      ['.L.', '.S.'],
      [id, '20261123-zz'],
    ] as const) {
      expect(qr).toContain(one);
      expect(await handlers.checkReceipt({ shown: qr.replace(one, other) }, helper)).toEqual({
        kind: 'altered',
      });
    }
  });

  it('of another shop is never ours, whatever it names', async () => {
    const { handlers, pay } = await receiptShop();
    const { id } = await pay('a', { amountXof: 5_000 });
    const facts = { paymentId: id, amountXof: 5_000, at: '2026-11-23T10:00:00.000Z', mode: 'live' as const };
    const forged = signedReceipt(facts, privateKeyOf(Buffer.alloc(32, 1)));
    const answer = await handlers.checkReceipt({ shown: forged }, helper);
    expect(answer).toMatchObject({ kind: 'other-shop', facts });
    expect(answer.kind === 'other-shop' && answer.key).toMatch(/^(?:[0-9A-F]{2}-){5}[0-9A-F]{2}$/);
    const other = await receiptShop();
    const theirs = await other.handlers.getReceipt({ id: (await other.pay('x')).id }, owner);
    expect(await handlers.checkReceipt({ shown: theirs.qr }, helper)).toMatchObject({ kind: 'other-shop' });
    expect(await handlers.checkReceipt({ shown: theirs.code }, helper)).toEqual({ kind: 'unknown-code' });
  });

  it('stays ours with each key that the shop ever had, also after the vault was lost', async () => {
    const vault = fakeVault();
    const shop = await receiptShop({}, { vault });
    const { id } = await shop.pay('a');
    const first = await shop.handlers.getReceipt({ id }, owner);
    const keys = [first.key];
    for (let renewed = 0; renewed < 12; renewed += 1)
      keys.push((await shop.handlers.renewReceiptKey(null, owner)).key);
    expect(new Set(keys).size).toBe(13);
    const last = await shop.handlers.getReceipt({ id }, owner);
    expect(last.key).toBe(keys.at(-1));
    await shop.settings.settled();
    await shop.ledger.close();
    vault.become('lost');
    const { handlers } = await receiptShop({}, { folder: shop.dataDir, vault });
    for (const { qr, key } of [first, last])
      expect(await handlers.checkReceipt({ shown: qr }, helper)).toMatchObject({ kind: 'ours', key });
    expect((await handlers.getReceipt({ id }, owner)).key).not.toBe(last.key);
  });

  it('by code stays ours after a change of keys', async () => {
    const { handlers, pay } = await receiptShop();
    const { code } = await handlers.getReceipt({ id: (await pay('a')).id }, owner);
    await handlers.renewReceiptKey(null, owner);
    expect(await handlers.checkReceipt({ shown: code }, helper)).toMatchObject({ kind: 'ours', doubts: [] });
  });

  it('of a payment that was reversed, given back, denied or served since says so', async () => {
    const { handlers, ledger, pay } = await receiptShop();
    const at = '2026-11-23T10:30:00.000Z';
    const receiptAfter = async (
      name: string,
      note: Parameters<typeof ledger.annotate>[1],
    ): Promise<readonly string[]> => {
      const { id } = await pay(name);
      const { qr, code } = await handlers.getReceipt({ id }, owner);
      await ledger.annotate(id, note);
      const answers = [];
      for (const shown of [qr, code]) answers.push(await handlers.checkReceipt({ shown }, helper));
      expect(answers[0]).toEqual(answers[1]);
      return answers[0]?.kind === 'ours' ? answers[0].doubts : [];
    };
    expect(await receiptAfter('a', { field: 'verification', value: { kind: 'reversed', at } })).toEqual([
      'reversed',
    ]);
    const difference = 'unknown-payment';
    expect(
      await receiptAfter('b', { field: 'verification', value: { kind: 'disputed', at, difference } }),
    ).toEqual(['disputed']);
    expect(
      await receiptAfter('c', { field: 'claim', value: { kind: 'handed-over', by: 'Awa', at } }),
    ).toEqual(['handed-over']);
  });

  it('is told of another day, of a test, and of a payment that the ledger has not or has otherwise', async () => {
    const { handlers, clock, keys, pay } = await receiptShop();
    const { id } = await pay('a', { amountXof: 5_000 });
    const tested = await pay('t', { mode: 'sandbox' });
    const said = { paymentId: id, amountXof: 5_000, at: '2026-11-23T10:00:00.000Z', mode: 'live' as const };
    const doubts = async (facts: typeof said): Promise<unknown> => {
      const answer = await handlers.checkReceipt({ shown: (await keys.sign(facts)).qr }, helper);
      return answer.kind === 'ours' && { doubts: answer.doubts, ledger: answer.ledger };
    };
    expect(await doubts({ ...said, paymentId: '20261123-zz' })).toEqual({
      ...{ doubts: ['unknown-payment'], ledger: null },
    });
    expect(await doubts({ ...said, amountXof: 50_000 })).toEqual({
      doubts: ['other-amount'],
      ledger: { amountXof: 5_000, at: said.at },
    });
    expect(await doubts({ ...said, at: '2026-11-23T10:05:00.000Z' })).toEqual({
      doubts: ['other-time'],
      ledger: { amountXof: 5_000, at: said.at },
    });
    const { qr } = await handlers.getReceipt({ id: tested.id }, owner);
    expect(await handlers.checkReceipt({ shown: qr }, helper)).toMatchObject({ doubts: ['test'] });
    clock.jump(noon + dayMs);
    expect(await doubts(said)).toEqual({ doubts: ['another-day'], ledger: null });
  });

  it('of another day tells a helper nothing that is not on it', async () => {
    const { handlers, ledger, clock, pay } = await receiptShop();
    const { id } = await pay('a');
    const { qr } = await handlers.getReceipt({ id }, owner);
    const value = { kind: 'handed-over' as const, by: 'Awa', at: '2026-11-23T10:30:00.000Z' };
    await ledger.annotate(id, { field: 'claim', value });
    clock.sleep(dayMs);
    expect(await handlers.checkReceipt({ shown: qr }, helper)).toMatchObject({ claim: null });
    expect(await handlers.checkReceipt({ shown: qr }, owner)).toMatchObject({ claim: { by: 'Awa' } });
  });

  it('is answered whatever text it holds', async () => {
    const { handlers } = await receiptShop();
    for (const shown of ['', '5000', 'https://example.com', 'COMPTOIR1.', 'COMPTOIR2.x.y'])
      expect(await handlers.checkReceipt({ shown }, helper)).toEqual({ kind: 'no-receipt' });
    expect(await handlers.checkReceipt({ shown: '0A1B-2C3D-4E5F-6G7H' }, helper)).toEqual({
      kind: 'mistyped',
    });
  });
});

it('lets helpers write and check receipts, and the owner alone change the key', () => {
  expect(commands.checkReceipt.roles).toEqual(['owner', 'helper']);
  expect(commands.printReceipt.roles).not.toContain(counterScreen.role());
  expect(commands.renewReceiptKey.roles).toEqual(['owner']);
});
