// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../renderer/app';
import { openWindow, type OpenedWindow } from '../support/window/open-window';
import { busyScene, paymentAt, type Scene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');
const at = '2026-11-24T08:40:00.000Z';
const doubted = { kind: 'disputed', at, difference: 'failed-after-success' } as const;
const received = paymentAt(now, 30, { id: 'received', amountXof: 5_000, verification: doubted });
const failed = paymentAt(now, 20, {
  ...{ id: 'failed', amountXof: 5_000, verification: doubted },
  ...{ status: 'failed', event: 'transaction.failed' },
});

async function open(over: Partial<Scene> = {}): Promise<OpenedWindow> {
  const scene = busyScene('fr', now);
  const opened = await openWindow({ ...scene, payments: [failed, received], ...over }, <App />);
  window.location.hash = `#/payments/${opened.shop.idOf('received')}`;
  return opened;
}

function question(): Promise<HTMLElement> {
  return screen.findByRole('region', { name: 'L’argent de ce paiement est-il arrivé\u00a0?' });
}

beforeEach(() => {
  window.localStorage.clear();
  window.location.hash = '';
});
afterEach(cleanup);

describe('a payment whose two calls disagree', () => {
  it('is settled by the owner, who is named, and is counted from then on', async () => {
    const { settings } = busyScene('fr', now);
    const { shop } = await open({ settings: { ...settings, helperNames: ['Awa'] } });
    await shop.bridge.invoke('takeShift', { by: 'Awa' });
    expect((await question()).textContent).toContain('tableau de bord KKiaPay');
    expect(shop.comptoir.state().today.totalXof).toBe(0);

    fireEvent.click(within(await question()).getByRole('button', { name: 'Oui, l’argent est arrivé' }));
    await within(await question()).findByText(/^Reçu, d’après Awa, /);
    const asked = await question();
    await waitFor(() => expect(document.activeElement).toBe(asked));
    await waitFor(() => expect(shop.comptoir.state().today).toMatchObject({ totalXof: 5_000 }));
    const detail = screen.getByRole('dialog');
    expect(within(detail).getByText(/Reçu, d’après Awa.*annoncé une fois/).tagName).toBe('DD');

    fireEvent.click(within(await question()).getByRole('button', { name: /à vérifier encore/ }));
    await within(await question()).findByRole('button', { name: 'Non, rien n’est arrivé' });
    await waitFor(() => expect(shop.comptoir.state().today).toMatchObject({ totalXof: 0 }));

    fireEvent.click(within(await question()).getByRole('button', { name: 'Non, rien n’est arrivé' }));
    await within(detail).findByText('Pas reçu');
    expect(within(detail).queryByRole('button', { name: /marchandise donnée/i })).toBeNull();
  });

  it('is the owner’s to settle: at a locked window nobody can', async () => {
    const { shop } = await open({ isLocked: true });
    await within(await question()).findByText('Le propriétaire peut répondre ici, avec son code.');
    expect(within(await question()).queryByRole('button')).toBeNull();
    const id = shop.idOf('received');
    expect(await shop.bridge.invoke('settleDoubt', { id, outcome: 'received', by: '' })).toMatchObject({
      code: 'locked',
    });
  });

  it('of FedaPay names FedaPay', async () => {
    await open({ payments: [{ ...received, provider: 'fedapay', event: 'transaction.approved' }] });
    expect((await question()).textContent).toContain('tableau de bord FedaPay');
  });
});
