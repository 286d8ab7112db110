import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ledger, ReceivedEvent } from '../../src/core/ledger/ledger';
import { receivedEvent, type EventTraits } from '../support/ledger-events';
import { dataFolder, openedLedger, openedReader } from '../support/ledger-folder';

const day = '2026-11-23';
const at = '2026-11-23T20:05:00.000Z';

function foundEvent(how: 'typed' | 'imported', traits: EventTraits = {}): ReceivedEvent {
  const event = receivedEvent({ account: null, feesXof: null, method: null, ...traits });
  return { ...event, found: { how, by: 'Awa', at } };
}

async function totals(ledger: Pick<Ledger, 'day'>): Promise<readonly number[]> {
  const { successCount, totalXof, checkCount } = await ledger.day(day);
  return [successCount, totalXof, checkCount];
}

describe('totals follow what was found out', () => {
  it('at once, after a start, and once compacted', async () => {
    const folder = await dataFolder();
    const before = await openedLedger(folder);
    const { payment } = await before.append(receivedEvent());
    await before.close();

    const ledger = await openedLedger(folder);
    expect(await totals(ledger)).toEqual([1, 1000, 0]);
    await ledger.annotate(payment.id, { field: 'verification', value: { kind: 'reversed', at } });
    expect(await totals(ledger)).toEqual([0, 0, 1]);
    expect((await ledger.page({ status: 'check', limit: 5 })).payments).toMatchObject([{ id: payment.id }]);
    // A reader sees the journal as a start after a kill would.
    const reader = await openedReader(folder);
    expect(await totals(reader)).toEqual([0, 0, 1]);
    expect(await reader.check()).toMatchObject({ damaged: 0, payments: 1 });
    await ledger.close();
    expect(await totals(await openedReader(folder))).toEqual([0, 0, 1]);
    expect(await (await openedReader(folder)).check()).toMatchObject({ damaged: 0, payments: 1, events: 1 });
  });

  it('also where the index is lost after the compact', async () => {
    const folder = await dataFolder();
    const ledger = await openedLedger(folder);
    const { payment } = await ledger.append(receivedEvent());
    const value = { kind: 'disputed', at, difference: 'amount 900' } as const;
    await ledger.annotate(payment.id, { field: 'verification', value });
    await ledger.close();
    await rm(join(folder, 'db.json'));
    expect(await totals(await openedLedger(folder))).toEqual([0, 0, 1]);
  });
});

describe('a payment found again', () => {
  it('typed by hand counts once somebody confirms it, an imported one at once', async () => {
    const ledger = await openedLedger(await dataFolder());
    const { payment } = await ledger.append(foundEvent('typed'));
    expect(payment).toMatchObject({ status: 'check', doubts: ['typed-by-hand'], deliveries: 0 });
    expect(await totals(ledger)).toEqual([0, 0, 1]);
    await ledger.annotate(payment.id, { field: 'verification', value: { kind: 'verified', at } });
    expect(await totals(ledger)).toEqual([1, 1000, 0]);
    await ledger.append(foundEvent('imported', { transactionId: 'b', amountXof: 500 }));
    expect(await totals(ledger)).toEqual([2, 1500, 0]);
  });

  it('is the announced one where there is one, before or after', async () => {
    const folder = await dataFolder();
    const ledger = await openedLedger(folder);
    await ledger.append(receivedEvent({ transactionId: 'announced' }));
    const again = await ledger.append(foundEvent('imported', { transactionId: 'announced', amountXof: 7 }));
    expect(again).toMatchObject({ duplicate: true, payment: { amountXof: 1000, deliveries: 1 } });

    await ledger.append(foundEvent('typed', { transactionId: 'late' }));
    await ledger.append(foundEvent('imported', { transactionId: 'late' }));
    const late = await ledger.append(receivedEvent({ transactionId: 'late' }));
    expect(late).toMatchObject({
      duplicate: true,
      payment: { status: 'success', deliveries: 1, doubts: [] },
    });
    expect(await totals(ledger)).toEqual([2, 2000, 0]);
    expect(await ledger.check()).toMatchObject({ payments: 2, damaged: 0 });
    await ledger.close();
    expect(await totals(await openedReader(folder))).toEqual([2, 2000, 0]);
  });

  it('shows and keeps the call that announces it after all, also once compacted and searched for', async () => {
    const folder = await dataFolder();
    const typing = await openedLedger(folder);
    const { payment } = await typing.append(foundEvent('typed', { label: null }));
    await typing.close();
    expect((await (await openedReader(folder)).page({ text: '22997000000', limit: 5 })).payments).toEqual([]);

    const ledger = await openedLedger(folder);
    const call = receivedEvent();
    const { account, feesXof, method, label } = call.event;
    const told = { id: payment.id, status: 'success', account, feesXof, method, label, deliveries: 1 };
    expect(await ledger.append(call)).toMatchObject({ duplicate: true, payment: told });
    const again = { ...call, rawBody: Buffer.from('the same, told otherwise') };
    expect(await ledger.append(again)).toMatchObject({
      duplicate: true,
      payment: { ...told, deliveries: 2 },
    });
    for (const reader of [ledger, await openedReader(folder)])
      expect(await reader.payment(payment.id)).toMatchObject({ ...told, deliveries: 2 });
    await ledger.close();

    const reader = await openedReader(folder);
    const found = await reader.page({ text: '22997000000', limit: 5 });
    expect(found.payments).toMatchObject([{ ...told, deliveries: 2, found: { by: 'Awa' } }]);
    const stored = await reader.payment(payment.id);
    expect(stored?.rawBody).toEqual(call.rawBody);
    expect(stored?.headers).toEqual(call.headers);
    expect(await totals(reader)).toEqual([1, 1000, 0]);
    expect(await reader.check()).toMatchObject({ payments: 1, events: 2, duplicates: 1, damaged: 0 });
  });

  it('stands against an announcement of another amount, and lies on the day it was paid', async () => {
    const ledger = await openedLedger(await dataFolder());
    await ledger.append(foundEvent('imported', { performedAt: '2026-11-03T08:00:00.000Z' }));
    expect(await ledger.day('2026-11-03')).toMatchObject({ successCount: 1, totalXof: 1000 });
    const { payment } = await ledger.append(receivedEvent({ amountXof: 900 }));
    expect(payment).toMatchObject({ status: 'check', doubts: ['amount-changed'] });
  });
});

describe('forgetting payers', () => {
  const personal = { account: '22997123456', label: 'Pour Koffi Mensah', stateData: { client: 'Koffi' } };

  async function forget(folder: string): Promise<Ledger> {
    const ledger = await openedLedger(folder);
    ledger.forgetPayersBefore('2026-11-24');
    await ledger.close();
    const again = await openedLedger(folder);
    again.forgetPayersBefore('2026-11-24');
    await ledgerIsIdle(again);
    return again;
  }

  async function ledgerIsIdle(ledger: Ledger): Promise<void> {
    for (;;) {
      const { payments } = await ledger.page({ limit: 100 });
      if (payments.every((payment) => payment.forgotten)) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function everyByte(folder: string): Promise<string> {
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile());
    return (await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))).join(
      '\n',
    );
  }

  it('leaves no trace of them on the disk, and the money as it was', async () => {
    const folder = await dataFolder();
    const first = await openedLedger(folder);
    await first.append(receivedEvent(personal));
    await first.append(receivedEvent({ ...personal, transactionId: null, amountXof: 500 }));
    await first.close();
    expect(await everyByte(folder)).toContain('Koffi');

    const ledger = await forget(folder);
    expect(await totals(ledger)).toEqual([2, 1500, 0]);
    expect(await ledger.check()).toMatchObject({ damaged: 0, payments: 2, events: 2 });
    await ledger.close();
    const left = await everyByte(folder);
    expect(left).not.toContain('Koffi');
    expect(left).not.toContain('22997123456');
  });

  it('still knows a repeated call, with a number and without, also after keys.bin is lost', async () => {
    const folder = await dataFolder();
    const first = await openedLedger(folder);
    const calls = [
      receivedEvent(personal),
      receivedEvent({ ...personal, transactionId: null, amountXof: 500 }),
    ];
    for (const call of calls) await first.append(call);
    await first.close();
    await (await forget(folder)).close();
    await rm(join(folder, 'keys.bin'));
    const ledger = await openedLedger(folder);
    for (const call of calls) expect(await ledger.append(call)).toMatchObject({ duplicate: true });
    expect(await ledger.check()).toMatchObject({ payments: 2, events: 4, damaged: 0 });
  });
});
