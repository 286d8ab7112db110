// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../renderer/app';
import { Report } from '../../renderer/features/report/report';
import type { DeafPeriod } from '../../src/shared/silence/hearing';
import { eventually } from '../support/window/eventually';
import { openWindow, type OpenedWindow } from '../support/window/open-window';
import { standInKkiapayApi, testKeys } from '../support/kkiapay-api';
import type { ShopPorts } from '../support/window/shop';
import { busyScene, paymentAt, type Scene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');
const deaf = (over: Partial<DeafPeriod>): DeafPeriod => ({
  ...{ id: 'd', cause: 'asleep', checked: null },
  from: new Date(now - 60_000).toISOString(),
  to: new Date(now - 30_000).toISOString(),
  ...over,
});

function open(over: Partial<Scene> = {}, ports?: ShopPorts): Promise<OpenedWindow> {
  const payments = [
    paymentAt(now, 0, { amountXof: 7_500 }),
    paymentAt(now, 0, { id: 'b', transactionId: 'b', amountXof: 2_500 }),
  ];
  return openWindow(
    { ...busyScene('fr', now), payments, deafPeriods: [], ...over },
    <Report days={undefined} />,
    ports,
  );
}

const sent = ({ shop }: OpenedWindow, wanted: string): readonly unknown[] =>
  shop.received.filter(({ name }) => name === wanted).map(({ argument }) => argument);

function type(label: RegExp, value: string): void {
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
}

beforeEach(() => {
  window.localStorage.clear();
  window.location.hash = '';
});
afterEach(cleanup);

describe('the day', () => {
  it('adds up what came in, and says that everything was heard', async () => {
    await open();
    const received = await screen.findByRole('region', { name: 'Reçu' });
    expect(within(received).getByText('10 000 F')).toBeDefined();
    expect(within(received).getByText(/^La veille : 0 F/)).toBeDefined();
    expect(screen.getByText('Comptoir a tout entendu ce jour-là.')).toBeDefined();
  });

  it('is closed once somebody gave a name, counted or not, and said yes', async () => {
    const opened = await open();
    fireEvent.click(await screen.findByRole('button', { name: 'Clôturer' }));
    await screen.findByText('Dites qui clôture.');
    type(/Clôturé par/, 'Awa');
    type(/Espèces comptées/, 'beaucoup');
    fireEvent.click(screen.getByRole('button', { name: 'Clôturer' }));
    await screen.findByText(/Tapez un nombre entier de francs/);
    type(/Espèces comptées/, '12,500');
    type(/Espèces attendues/, '13 000');
    await screen.findByText(
      'Mobile money reçu : 10 000 F. En caisse : 12 500 F en espèces. Ensemble : 22 500 F.',
    );
    fireEvent.click(screen.getByRole('button', { name: 'Clôturer' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Oui, clôturer' }));
    await screen.findByText('Cette journée est clôturée.');
    expect(sent(opened, 'closeDay')).toMatchObject([
      { by: 'Awa', countedCashXof: 12_500, expectedCashXof: 13_000 },
    ]);
    expect(await screen.findByText('Clôture n° 1')).toBeDefined();
    expect(screen.getByText('Espèces comptées : 12 500 F')).toBeDefined();
    expect(screen.getByText('Écart de caisse : -500 F')).toBeDefined();
  });

  it('warns before a close that nobody can trust: a silence was not looked after', async () => {
    const opened = await open({ deafPeriods: [deaf({})] });
    type(/Clôturé par/, await screen.findByLabelText(/Clôturé par/).then(() => 'Awa'));
    fireEvent.click(screen.getByRole('button', { name: 'Clôturer' }));
    await screen.findByText(/la clôture dira qu’elle est incomplète/);
    fireEvent.click(screen.getByRole('button', { name: 'Non' }));
    expect(sent(opened, 'closeDay')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'J’ai vérifié chez KKiaPay' }));
    expect(screen.getByRole('dialog')).toBeDefined();
  });

  it('tells a silence that spans days with its dates, and how much of it lies on this day', async () => {
    await open({ deafPeriods: [deaf({ from: '2026-11-22T20:00:00.000Z', to: '2026-11-24T07:30:00.000Z' })] });
    await screen.findByText(/Hors ligne de .*22 novembre 2026.* à 08:30/);
    expect(screen.getByText('Ce jour-là : 8 h 30.')).toBeDefined();
  });

  it('says why a ticket was not printed', async () => {
    const printer = { kind: 'network', host: '127.0.0.1', port: 1 } as const;
    await open({ settings: { ...busyScene('fr', now).settings, printer } });
    type(/Clôturé par/, await screen.findByLabelText(/Clôturé par/).then(() => 'Awa'));
    fireEvent.click(screen.getByRole('button', { name: 'Clôturer' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Oui, clôturer' }));
    await screen.findByText('Clôture n° 1');
    fireEvent.click(screen.getByLabelText(/Imprimer le ticket/));
    await screen.findByText(/imprimante n’a pas pris le ticket/);
  });

  it('has KKiaPay asked once more before it is closed, where keys are there, and says what came of it', async () => {
    const kkiapay = await standInKkiapayApi();
    const opened = await open({ keys: testKeys }, { fetchProvider: kkiapay.fetch });
    type(/Clôturé par/, await screen.findByLabelText(/Clôturé par/).then(() => 'Awa'));
    fireEvent.click(screen.getByRole('button', { name: 'Clôturer' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Oui, clôturer' }));
    // One question after the other, with a pause between them.
    await eventually(() => {
      opened.shop.clock.advance(50);
      expect(
        screen.getByText('KKiaPay a répondu pour 2 sur 2. Les autres comptent tels qu’annoncés.'),
      ).toBeTruthy();
    });
    await screen.findByText('Clôture n° 1');
    const asked = opened.shop.received.map(({ name }) => name);
    expect(asked.indexOf('recheckDay')).toBeGreaterThan(-1);
    expect(asked.indexOf('recheckDay')).toBeLessThan(asked.indexOf('closeDay'));
  });

  it('can be closed once without waiting for the provider', async () => {
    const kkiapay = await standInKkiapayApi();
    kkiapay.behave(() => 'silent');
    const opened = await open({ keys: testKeys }, { fetchProvider: kkiapay.fetch });
    type(/Clôturé par/, await screen.findByLabelText(/Clôturé par/).then(() => 'Awa'));
    fireEvent.click(screen.getByRole('button', { name: 'Clôturer' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Oui, clôturer' }));
    await screen.findByText(/encore 2/);
    expect(sent(opened, 'closeDay')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Clôturer sans attendre' }));
    await screen.findByText('Cette journée est clôturée.');
    expect(sent(opened, 'recheckDay')).toHaveLength(1);
    expect(sent(opened, 'closeDay')).toHaveLength(1);
  });
});

describe('the one screen of figures and closing', () => {
  const openAt = async (fragment: string): Promise<void> => {
    window.location.hash = fragment;
    const scene = busyScene('fr', now);
    const settings = { ...scene.settings, setUp: true };
    const lastMonth = { receivedAt: '2026-10-31T10:00:00.000Z', performedAt: null };
    const payments = [
      paymentAt(now, 0, { amountXof: 7_500 }),
      paymentAt(now, 24 * 60, { id: 'b', transactionId: 'b', amountXof: 2_500 }),
      paymentAt(now, 0, { id: 'c', transactionId: 'c', amountXof: 900, ...lastMonth }),
    ];
    await openWindow({ ...scene, settings, payments }, <App />);
  };

  it.each([
    ['#/report', 'mardi 24 novembre 2026', '7 500 F'],
    ['#/report/2026-11-23', 'lundi 23 novembre 2026', '2 500 F'],
    ['#/report/2030-01-01', 'mardi 24 novembre 2026', '7 500 F'],
  ])('%s shows that day, its closing and the closes', async (fragment, day, total) => {
    await openAt(fragment);
    await screen.findByRole('heading', { name: `Boutique Awa, ${day}` });
    const received = await screen.findByRole('region', { name: 'Reçu' });
    expect(within(received).getByText(total)).toBeDefined();
    expect(within(received).getByText(/^La veille/)).toBeDefined();
    expect(within(received).getByText(/^Le même jour, une semaine avant/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Clôturer' })).toBeDefined();
    expect(screen.getByRole('region', { name: 'Clôtures' })).toBeDefined();
    expect(await screen.findByText('Par heure', { selector: 'h3' })).toBeDefined();
  });

  it.each([
    ['#/day', '#/report'],
    ['#/day/2026-11-23', '#/report/2026-11-23'],
    ['#/day/nonsense', '#/report'],
  ])('stands where %s pointed to, which becomes %s', async (old, now) => {
    await openAt(old);
    await screen.findByRole('heading', { level: 1, name: 'Bilan' });
    expect(window.location.hash).toBe(now);
  });

  it('goes to the month and back to a day of it, with the address', async () => {
    await openAt('#/report');
    fireEvent.click(await screen.findByRole('radio', { name: 'Mois' }));
    await screen.findByText('10 000 F', { selector: '.great-total' });
    expect(window.location.hash).toBe('#/report/2026-11');
    expect(screen.queryByRole('button', { name: 'Clôturer' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Avant' }));
    await screen.findByText('900 F', { selector: '.great-total' });
    fireEvent.click(screen.getByRole('link', { name: 'samedi 31 octobre 2026', hidden: true }));
    await screen.findByRole('button', { name: 'Clôturer' });
    expect(window.location.hash).toBe('#/report/2026-10-31');
  });

  it('leads from a payment of the day to all that is known of it', async () => {
    await openAt('#/report');
    const link = await screen.findByRole('link', { name: '10:00', hidden: true });
    expect(link.getAttribute('href')).toMatch(/^#\/payments\//);
  });
});
