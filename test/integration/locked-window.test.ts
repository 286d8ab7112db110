import { describe, expect, it } from 'vitest';
import { comptoir, ServeProcess } from '../support/headless-process';
import { receivedEvent } from '../support/ledger-events';
import { openedLedger } from '../support/ledger-folder';
import { temporaryFolder } from '../support/temporary-folder';

const quiet = ['--tunnel=none', '--no-notifications', '--port=0', '--ui-port=0'];

/** Gives commands as the window in a browser does. */
function windowOf(server: ServeProcess) {
  const { origin, hash } = new URL(server.text('uiUrl'));
  const headers = { authorization: `Bearer ${hash.slice(1)}`, 'content-type': 'application/json' };
  return async (command: string, argument: unknown): Promise<unknown> => {
    const body = JSON.stringify({ argument });
    return (await fetch(`${origin}/bridge/${command}`, { method: 'POST', headers, body })).json();
  };
}

describe('the window without the owner’s PIN', () => {
  it('learns nothing of another day’s payment by handing it over, taking it back or typing its number', async () => {
    await using folder = await temporaryFolder();
    const ledger = await openedLedger(folder.path);
    const { payment } = await ledger.append(receivedEvent({ receivedAt: '2026-11-02T10:00:00.000Z' }));
    await ledger.close();
    await using server = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], {});
    const give = windowOf(server);
    await give('setPin', { current: null, pin: '4321' });
    await give('lock', null);
    const unknown = { ok: false, code: 'payment-unknown' };
    expect(await give('handOver', { id: payment.id, by: 'Awa' })).toMatchObject(unknown);
    expect(await give('takeBack', { id: payment.id, by: 'Awa' })).toMatchObject(unknown);
    const known = await give('addPayment', {
      ...{ provider: 'kkiapay', mode: 'live', by: 'Awa', amountXof: 700 },
      transactionId: payment.transactionId,
    });
    expect(known).toMatchObject({ ok: false, code: 'locked' });
    expect(known).not.toHaveProperty('value');
    const { lines } = await comptoir(['list', '--data', folder.path, '--json']);
    expect(lines).toMatchObject([{ id: payment.id, claim: null }]);
    await give('unlock', { pin: '4321' });
    expect(await give('handOver', { id: payment.id, by: 'Awa' })).toMatchObject({ ok: true });
  });
});
