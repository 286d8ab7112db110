import { describe, expect, it } from 'vitest';
import { comptoir, ServeProcess } from '../support/headless-process';
import { receivedEvent } from '../support/ledger-events';
import { openedLedger } from '../support/ledger-folder';
import { temporaryFolder } from '../support/temporary-folder';

const quiet = ['--tunnel=none', '--no-notifications', '--port=0', '--ui-port=0'];

/** Gives commands as the window in a browser does, in a load of the page that is known by `session`. */
function windowOf(server: ServeProcess, session?: string) {
  const { origin, hash } = new URL(server.text('uiUrl'));
  const headers = {
    ...{ authorization: `Bearer ${hash.slice(1)}`, 'content-type': 'application/json' },
    ...(session !== undefined && { 'x-comptoir-session': session }),
  };
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
    const give = windowOf(server, 'a'.repeat(48));
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

    // The PIN opened that load of the page, and nothing else that holds the key.
    const deed = { id: payment.id, by: 'Awa' };
    const others = [windowOf(server, 'b'.repeat(48)), windowOf(server), windowOf(server, 'short')];
    for (const other of others) expect(await other('takeBack', deed)).toMatchObject(unknown);
    const keyAlone = windowOf(server);
    expect(await keyAlone('unlock', { pin: '4321' })).toEqual({ ok: true, value: null });
    expect(await keyAlone('takeBack', deed)).toMatchObject(unknown);
    expect(await keyAlone('changeSettings', { shopName: 'x' })).toMatchObject({ code: 'locked' });
    expect(await give('takeBack', deed)).toMatchObject({ ok: true });
  });
});
