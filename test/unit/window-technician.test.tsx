// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyText } from '../../renderer/features/technician/body-text';
import { Technician } from '../../renderer/features/technician/technician';
import { openWindow } from '../support/window/open-window';
import type { PretendedCore } from '../support/window/pretended-core';
import { busyScene } from '../support/window/scenes';

const now = Date.now();

describe('the technician’s screen', () => {
  let core: PretendedCore;
  beforeEach(async () => {
    ({ core } = await openWindow(busyScene('fr', now), now, <Technician />));
    await screen.findByText('POST /kkiapay/q7Xv2LrT9bKd', { selector: '.call-taken code' });
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
    expect(core.received.slice(-2)).toEqual([
      { name: 'replayCall', argument: { id: 3 } },
      { name: 'copyCall', argument: { id: 3 } },
    ]);
  });

  it('says what is wrong with a secret, without it', async () => {
    fireEvent.click(screen.getByRole('button', { name: /mauvais secret/ }));
    await screen.findByText(/avec des espaces en trop/);
  });

  it('says how the tunnel is in words, as it changes', async () => {
    core.change({ tunnel: { kind: 'off' } });
    await screen.findByText(/Aucune adresse publique ne mène/);
  });

  it('says how the ledger is', async () => {
    expect(screen.getByText(/Tout est en ordre/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Vérifier le registre' }));
    await expect.poll(() => core.received.some(({ name }) => name === 'checkLedger')).toBe(true);
  });
});

describe('a body', () => {
  it('is shown as it came where it is text, and by its bytes where it is not', () => {
    expect(bodyText(Buffer.from('{"nom":"Awa é"}').toString('base64'))).toBe('{"nom":"Awa é"}');
    expect(bodyText(Buffer.from([0xff, 0x00, 0x41]).toString('base64'))).toBe('0000  ff 00 41');
  });
});
