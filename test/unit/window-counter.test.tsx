// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Counter } from '../../renderer/features/counter/counter';
import { HearingLine } from '../../renderer/features/counter/hearing-line';
import { openWindow } from '../support/window/open-window';
import type { Shop } from '../support/window/shop';
import { busyScene, paymentAt } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');

const missing = { kind: 'payments-missing', count: 3, amountXof: 12_500 } as const;

describe('the counter', () => {
  let shop: Shop;
  beforeEach(async () => {
    ({ shop } = await openWindow(
      { ...busyScene('fr', now), payments: [] },
      <>
        <HearingLine />
        <Counter />
      </>,
    ));
  });
  afterEach(cleanup);

  it('says in words that it waits, and that it hears', () => {
    expect(screen.getByText('En attente du premier paiement')).toBeTruthy();
    expect(screen.getByText('À l’écoute')).toBeTruthy();
  });

  it('is amber until the provider has called the present address', async () => {
    shop.change({ isAddressCalled: false });
    expect(await screen.findByText('Prêt : KKiaPay n’a encore jamais appelé')).toBeTruthy();
    expect(screen.queryByText('À l’écoute')).toBeNull();
    shop.change({ isAddressCalled: true });
    expect(await screen.findByText('À l’écoute')).toBeTruthy();
  });

  it('never shows a test as if it were money', async () => {
    shop.broadcast('payment', {
      payment: paymentAt(now, 0, { mode: 'sandbox', amountXof: 500 }),
      duplicate: false,
    });
    const card = await screen.findByRole('article');
    expect(card.textContent).toContain('Essai');
    expect(card.className).toBe('last last-test');
  });

  it('says at once that it may be a second payment of the same sale, and who announced it', async () => {
    shop.broadcast('payment', {
      payment: paymentAt(now, 0, { twinOf: 'earlier', provider: 'fedapay' }),
      duplicate: false,
    });
    const card = await screen.findByRole('article');
    expect(card.textContent).toContain('Double paiement possible');
    expect(card.textContent).toContain('FedaPay, signé');
  });

  it('says not to hand over what failed, and why something is to be checked', async () => {
    await shop.pay(paymentAt(now, 1, { status: 'failed', event: 'transaction.failed', transactionId: 'a' }));
    await screen.findByText(/ne donnez rien/);
    await shop.pay(paymentAt(now, 0, { amountXof: null, transactionId: 'b' }));
    await screen.findByText(/Le montant manque\. Cherchez ce paiement/);
    expect(screen.getByRole('article').textContent).toContain('Montant inconnu');
  });

  it('says why a payment failed, on the card and on its row, and never a bare code', async () => {
    const failed = { status: 'failed', event: 'transaction.failed' } as const;
    await shop.pay(paymentAt(now, 3, { ...failed, failureCode: 'quota_of_tuesday', transactionId: 'a' }));
    await shop.pay(paymentAt(now, 2, { ...failed, failureCode: 'insufficient_fund', transactionId: 'b' }));
    const card = await screen.findByRole('article');
    await expect.poll(() => card.textContent).toContain('Solde insuffisant');
    await shop.pay(paymentAt(now, 1, { transactionId: 'c' }));
    await expect
      .poll(() => document.querySelector('.counter-before')?.textContent)
      .toMatch(/Solde insuffisant/);
    expect(document.body.textContent).not.toContain('quota_of_tuesday');
  });

  it('says beside the total that payments may be missing', async () => {
    const from = '2026-11-24T08:02:00Z';
    const lasting = { id: 'd', from, to: null, cause: 'ledger-refusing', checked: null } as const;
    shop.change({ hearing: { kind: 'deaf', since: from, cause: 'ledger-refusing' }, deafToday: [lasting] });
    await screen.findByText(/Hors ligne depuis 09:02\s: le disque n’accepte plus rien/);
    expect(screen.getByText(/Hors ligne une fois aujourd’hui\s: 58\smin/)).toBeTruthy();
    expect(screen.getByText(/Des paiements peuvent manquer/)).toBeTruthy();
  });

  it('shows missing payments as a warning, with their total', async () => {
    shop.change({ notices: [missing] });
    const card = (await screen.findByText(/3 paiements manquent/)).closest('.notice');
    expect(card?.className).toContain('notice-warn');
    expect(card?.textContent).toMatch(/12\s500\sF/);
    expect(card?.querySelector('button')?.textContent).toBe('Compris');
  });
});

it('has no button where only the owner dismisses what was lost', async () => {
  const { shop } = await openWindow({ ...busyScene('fr', now), isLocked: true }, <Counter />);
  shop.change({ notices: [missing] });
  const card = (await screen.findByText(/3 paiements manquent/)).closest('.notice');
  expect(card?.querySelector('button')).toBeNull();
  cleanup();
});
