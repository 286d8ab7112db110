import { describe, expect, it } from 'vitest';
import { boundTo, theProgram } from '../../src/core/access/caller';
import { createClaimHandlers } from '../../src/core/claims/claims';
import type { Ledger } from '../../src/core/ledger/ledger';
import { CommandFailure } from '../../src/shared/bridge/answer';
import type { Payment } from '../../src/shared/payment/payment';
import { fakeClock } from '../support/fake-clock';
import { receivedEvent } from '../support/ledger-events';
import { dataFolder, openedLedger } from '../support/ledger-folder';

function claimsOn(ledger: Ledger) {
  const clock = fakeClock();
  const changed: Payment[] = [];
  const handlers = createClaimHandlers({
    ...{ ledger, clock, isWithinReach: () => true, handedOverAlready: ({ by }) => `first: ${by}` },
    fail: (code) => {
      throw new CommandFailure(code, code);
    },
    onChanged: (payment) => changed.push(payment),
  });
  return { ...boundTo(handlers, theProgram), clock, changed };
}

describe('handing over', () => {
  it('is a claim with who and when, told to every window and there after a restart', async () => {
    const folder = await dataFolder();
    const ledger = await openedLedger(folder);
    const { payment } = await ledger.append(receivedEvent());
    const { handOver, clock, changed } = claimsOn(ledger);
    const claim = { by: 'Awa', at: new Date(clock.now()).toISOString() };
    expect(await handOver({ id: payment.id, by: 'Awa' })).toEqual({ ...payment, claim });
    expect(changed).toEqual([{ ...payment, claim }]);
    await ledger.close();
    expect((await (await openedLedger(folder)).payment(payment.id))?.claim).toEqual(claim);
  });

  it('succeeds for one of two windows that ask together', async () => {
    const ledger = await openedLedger(await dataFolder());
    const { payment } = await ledger.append(receivedEvent());
    const { handOver } = claimsOn(ledger);
    const [first, second] = await Promise.allSettled([
      handOver({ id: payment.id, by: 'Awa' }),
      handOver({ id: payment.id, by: 'Koffi' }),
    ]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'already-handed-over' } });
    expect((await ledger.payment(payment.id))?.claimHistory.map(({ by }) => by)).toEqual(['Awa']);
  });

  it('can be taken back and done again, and each deed stays visible', async () => {
    const folder = await dataFolder();
    const ledger = await openedLedger(folder);
    const { payment } = await ledger.append(receivedEvent());
    const { handOver, takeBack } = claimsOn(ledger);
    await handOver({ id: payment.id, by: 'Awa' });
    expect((await takeBack({ id: payment.id, by: 'Koffi' })).claim).toBeNull();
    await handOver({ id: payment.id, by: '' });
    await ledger.close();
    const stored = await (await openedLedger(folder)).payment(payment.id);
    expect(stored?.claimHistory.map(({ kind, by }) => [kind, by])).toEqual([
      ['handed-over', 'Awa'],
      ['taken-back', 'Koffi'],
      ['handed-over', ''],
    ]);
    expect(stored?.claim?.by).toBe('');
  });

  it('is refused where no money came, or nothing is there to undo', async () => {
    const ledger = await openedLedger(await dataFolder());
    const { handOver, takeBack } = claimsOn(ledger);
    const { event } = receivedEvent();
    const failed = await ledger.append({
      ...receivedEvent(),
      event: { ...event, transactionId: 'f', status: 'failed' },
    });
    const test = await ledger.append({ ...receivedEvent(), mode: 'sandbox' });
    const good = await ledger.append(receivedEvent());
    await ledger.annotate(good.payment.id, {
      field: 'verification',
      value: { kind: 'reversed', at: '2026-11-23T20:02:00.000Z' },
    });
    for (const { payment } of [failed, test, good])
      await expect(handOver({ id: payment.id, by: '' })).rejects.toMatchObject({ code: 'not-to-hand-over' });
    await expect(takeBack({ id: good.payment.id, by: '' })).rejects.toMatchObject({
      code: 'not-handed-over',
    });
    await expect(handOver({ id: '20261123-zz', by: '' })).rejects.toMatchObject({ code: 'payment-unknown' });
  });

  it('says so when the ledger cannot keep it', async () => {
    const ledger = await openedLedger(await dataFolder());
    const { payment } = await ledger.append(receivedEvent());
    await ledger.close();
    await expect(claimsOn(ledger).handOver({ id: payment.id, by: '' })).rejects.toMatchObject({
      code: 'ledger-unavailable',
    });
  });
});
