// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { bodyText } from '../../renderer/features/technician/body-text';
import { Technician } from '../../renderer/features/technician/technician';
import { showWindow } from '../support/window/open-window';
import { liveSecret, openShop, type Shop } from '../support/window/shop';
import { postJson } from '../support/window/post-json';
import { textsFor } from '../../src/shared/texts/texts';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import { busyScene, paymentAt } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');

describe('the technician’s screen', () => {
  let shop: Shop;
  let path: string;
  beforeEach(async () => {
    shop = await openShop(busyScene('fr', now));
    onTestFinished(() => shop[Symbol.asyncDispose]());
    const { local } = webhookUrlsOf(shop.comptoir.state(), 'live');
    path = new URL(local ?? '').pathname;
    await postJson(new URL('/wp-login.php', local ?? '').href, '{}', {});
    await postJson(local ?? '', '{}', { 'x-kkiapay-secret': liveSecret.slice(0, 9) });
    await shop.pay(paymentAt(now, 0, { amountXof: 43_500, transactionId: 'technician' }));
    await showWindow(shop, now, <Technician />);
    await screen.findByText(`POST ${path}`, { selector: '.call-taken code' });
  });
  afterEach(cleanup);

  it('opens a call: headers with the secret masked, body, and what the parser reads in it', async () => {
    fireEvent.click(screen.getByRole('button', { name: /Accepté/ }));
    await screen.findByText(/x-kkiapay-secret: \*{4}/);
    expect(screen.getByText(/"amount":43500/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Relire ce corps' }));
    await screen.findByText('Ce que Comptoir y lit');
    expect(screen.getByText('43500')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Copier pour curl' }));
    await screen.findByText('Copié, le secret masqué.');
    expect(shop.received.slice(-2)).toEqual([
      { name: 'replayCall', argument: { id: 3 } },
      { name: 'copyCall', argument: { id: 3 } },
    ]);
  });

  it('searches the calls, shows JSON one value a line, and compares two bodies', async () => {
    const calls = screen.getByRole('region', { name: textsFor('fr').technician.calls });
    const all = within(calls).getAllByRole('listitem').length;
    fireEvent.input(within(calls).getByLabelText('Chercher un appel'), { target: { value: 'MAUVAIS code' } });
    await expect.poll(() => within(calls).getAllByRole('listitem').length).toBeLessThan(all);
    // Its number is only in the body.
    fireEvent.input(within(calls).getByLabelText('Chercher un appel'), { target: { value: 'TECHNICIAN' } });
    await expect.poll(() => within(calls).queryAllByRole('listitem').length).toBe(1);
    within(calls).getByRole('button', { name: /Accepté/ });
    fireEvent.input(within(calls).getByLabelText('Chercher un appel'), { target: { value: 'nothing such' } });
    await within(calls).findByText('Aucun appel ne correspond.');
  });

  it('says what is wrong with a secret, without it', async () => {
    const calls = screen.getByRole('region', { name: textsFor('fr').technician.calls });
    fireEvent.click(within(calls).getByRole('button', { name: /mauvais code secret/ }));
    await within(calls).findByText(/a peut-être été copié à moitié/);
    // The same among the calls that were refused, which have no screen of their own in the row above.
    const refused = screen.getByRole('region', { name: 'Appels refusés' });
    within(refused).getByText(/a peut-être été copié à moitié/);
  });

  it('says how the tunnel is in words, as it changes', async () => {
    shop.change({ tunnel: { kind: 'off' } });
    await screen.findByText(/Aucune adresse publique ne mène/);
  });

  it('says how the ledger is', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Vérifier le registre' }));
    await expect.poll(() => shop.received.some(({ name }) => name === 'checkLedger')).toBe(true);
    // The screen looks once a second while the check goes on.
    await screen.findByText(/Tout est en ordre/, undefined, { timeout: 10_000 });
  });
});

describe('a body', () => {
  it('is shown as it came where it is text, and by its bytes where it is not', () => {
    expect(bodyText(Buffer.from('{"nom":"Awa é"}').toString('base64'))).toBe('{"nom":"Awa é"}');
    expect(bodyText(Buffer.from([0xff, 0x00, 0x41]).toString('base64'))).toBe('0000  ff 00 41');
  });
});
