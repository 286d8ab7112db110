// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../renderer/app';
import { Counter } from '../../renderer/features/counter/counter';
import { Header } from '../../renderer/parts/header';
import type { Payment } from '../../src/shared/payment/payment';
import { openWindow, type OpenedWindow } from '../support/window/open-window';
import { busyScene, paymentAt, type Scene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');
const paid = paymentAt(now, 2, { id: 'paid', amountXof: 5_000, account: '2290197000042' });

function open(payments: readonly Payment[], over: Partial<Scene> = {}): Promise<OpenedWindow> {
  const scene = { ...busyScene('fr', now), payments, ...over };
  return openWindow(
    scene,
    <>
      <Header view={{ name: 'counter' }} />
      <Counter />
    </>,
  );
}

function say(text: string): HTMLElement {
  fireEvent.input(screen.getByLabelText('Ce que dit le client'), { target: { value: text } });
  return screen.getByRole('region', { name: 'Le client dit avoir payé' });
}

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('handing over at the counter', () => {
  it('is asked from any screen by F4, and says how many payments more fit than it lists', async () => {
    const many = Array.from({ length: 8 }, (_, at) =>
      paymentAt(now, 2 + at, { id: `p${at}`, transactionId: `t${at}`, amountXof: 5_000 }),
    );
    const { settings } = busyScene('fr', now);
    await openWindow(
      { ...busyScene('fr', now), settings: { ...settings, setUp: true }, payments: many },
      <App />,
    );
    window.location.hash = '#/refusals';
    await screen.findByRole('heading', { name: 'Appels refusés' });
    fireEvent.keyDown(document.body, { key: 'F4' });
    await expect.poll(() => document.activeElement?.hasAttribute('data-paid-field')).toBe(true);
    fireEvent.blur(document.activeElement ?? document.body);
    const box = say('5000');
    await within(box).findByText('8 paiements libres');
    await within(box).findByText(/Et 3 autres/);
    // What is typed for the next customer replaces it.
    fireEvent.keyDown(document.body, { key: 'F4' });
    const field = within(box).getByRole<HTMLInputElement>('textbox');
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 4]);
  });

  it('says who did it, in the name chosen at this window, and can be undone', async () => {
    const { settings } = busyScene('fr', now);
    const { shop } = await open([paid], { settings: { ...settings, helperNames: ['Awa', 'Koffi'] } });
    fireEvent.click(screen.getByRole('radio', { name: 'Koffi' }));
    const last = screen.getByRole('article');
    fireEvent.click(within(last).getByRole('button', { name: 'Marchandise donnée' }));
    const done = await within(last).findByText('Servi à 10:00 (à l’instant) par Koffi');
    await waitFor(() => {
      expect(document.activeElement).not.toBe(document.body);
      expect(document.activeElement?.contains(done)).toBe(true);
    });
    fireEvent.click(within(last).getByRole('button', { name: 'Pas servi, finalement' }));
    const again = await within(last).findByRole('button', { name: 'Marchandise donnée' });
    await waitFor(() => expect(again.parentElement).toBe(document.activeElement));
    expect(shop.received.filter(({ name }) => /handOver|takeBack/.test(name))).toEqual([
      { name: 'handOver', argument: { id: shop.idOf('paid'), by: 'Koffi' } },
      { name: 'takeBack', argument: { id: shop.idOf('paid'), by: 'Koffi' } },
    ]);
  });

  it('follows another window that was quicker', async () => {
    const { shop } = await open([paid]);
    await shop.comptoir.handlers.handOver({ id: shop.idOf('paid'), by: 'Awa' });
    await screen.findByText('Servi à 10:00 (à l’instant) par Awa');
    expect(screen.queryByRole('button', { name: 'Marchandise donnée' })).toBeNull();
  });

  it.each([
    ['failed', { status: 'failed', event: 'transaction.failed' }, 'Échoué'],
    ['a test', { mode: 'sandbox' }, 'Essai'],
    ['reversed', { verification: { kind: 'reversed', at: '2026-11-24T10:00:00.000Z' } }, 'Annulé'],
  ] as const)('offers nothing for what is %s', async (_what, over, word) => {
    await open([{ ...paid, ...over }]);
    expect(screen.getByRole('article').textContent).toContain(word);
    expect(screen.queryByRole('button', { name: /marchandise donnée/i })).toBeNull();
  });
});

describe('"the customer says they paid"', () => {
  it('gives the goods out of the answer itself, and ends there', async () => {
    await open([paid]);
    const box = say('0042');
    await within(box).findByText('Reçu, et libre');
    fireEvent.click(within(box).getByRole('button', { name: 'Marchandise donnée' }));
    await within(box).findByText('C’est servi');
    expect(screen.getByLabelText('Ce que dit le client')).toHaveProperty('value', '');
    expect(document.activeElement).toBe(screen.getByLabelText('Ce que dit le client'));
  });

  it.each([
    [
      'handed over',
      [{ ...paid, claim: { by: 'Awa', at: new Date(now - 60_000).toISOString() } }],
      'Déjà servi',
    ],
    ['missing', [], 'Pas reçu'],
    ['doubtful', [{ ...paid, status: 'check', doubts: ['contradiction'] }], 'Douteux'],
  ] as const)('says what is %s', async (_what, payments, title) => {
    await open(payments);
    expect(await within(say('5000')).findByText(title)).toBeTruthy();
  });

  it('mentions the time in which the counter could not hear', async () => {
    const from = new Date(now - 40 * 60_000).toISOString();
    const to = new Date(now - 30 * 60_000).toISOString();
    await open([], { deafPeriods: [{ id: 'd', from, to, cause: 'asleep', checked: null }] });
    const box = say('5000');
    await within(box).findByText('Pas reçu, mais nous étions hors ligne');
    expect(box.textContent).toMatch(/Hors ligne de \d\d:\d\d à \d\d:\d\d\./);
  });

  it('changes by itself when the payment arrives', async () => {
    const { shop } = await open([]);
    const box = say('5000');
    await within(box).findByText('Pas reçu');
    await shop.pay(paid);
    await within(box).findByText('Reçu, et libre');
  });
});

describe('under a hand', () => {
  afterEach(() => vi.useRealTimers());

  it('nothing moves: what is new waits, says so, and comes when the hand rests', async () => {
    const { shop } = await open([paid]);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const last = screen.getByRole('article');
    fireEvent.pointerMove(last);
    await shop.pay(paymentAt(now, 0, { transactionId: 'new', amountXof: 31_000 }));
    await vi.waitFor(() => expect(screen.getByRole('button', { name: '1 nouveau paiement' })).toBeTruthy());
    expect(screen.getByRole('article').textContent).toContain('5 000 F');
    vi.advanceTimersByTime(3_000);
    vi.useRealTimers();
    await waitFor(() => expect(screen.getByRole('article').textContent).toContain('31 000 F'));
    expect(screen.queryByRole('button', { name: '1 nouveau paiement' })).toBeNull();
  });
});
