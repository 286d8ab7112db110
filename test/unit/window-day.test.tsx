// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DayScreen } from '../../renderer/features/day/day-screen';
import type { DeafPeriod } from '../../src/shared/silence/hearing';
import { openWindow, type OpenedWindow } from '../support/window/open-window';
import { busyScene, paymentAt, type Scene } from '../support/window/scenes';

const now = Date.now();
const deaf = (over: Partial<DeafPeriod>): DeafPeriod => ({
  ...{ id: 'd', cause: 'asleep', checked: null },
  from: new Date(now - 60_000).toISOString(),
  to: new Date(now - 30_000).toISOString(),
  ...over,
});

function open(over: Partial<Scene> = {}): Promise<OpenedWindow> {
  const payments = [
    paymentAt(now, 0, { amountXof: 7_500 }),
    paymentAt(now, 0, { id: 'b', amountXof: 2_500 }),
  ];
  return openWindow(
    { ...busyScene('fr', now), payments, deafPeriods: [], ...over },
    now,
    <DayScreen day={null} />,
  );
}

const sent = ({ core }: OpenedWindow, wanted: string): readonly unknown[] =>
  core.received.filter(({ name }) => name === wanted).map(({ argument }) => argument);

function type(label: RegExp, value: string): void {
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
}

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('the day', () => {
  it('adds up what came in, and says that everything was heard', async () => {
    await open();
    const received = await screen.findByRole('region', { name: 'Reçu' });
    expect(within(received).getByText('10 000 F')).toBeDefined();
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
    await screen.findByText(/En caisse : 12 500 F/);
    fireEvent.click(screen.getByRole('button', { name: 'Clôturer' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Oui, clôturer' }));
    await screen.findByText('Cette journée est clôturée.');
    expect(sent(opened, 'closeDay')).toMatchObject([{ by: 'Awa', countedCashXof: 12_500 }]);
    expect(await screen.findByText('Clôture n° 1')).toBeDefined();
    expect(screen.getByText('Espèces comptées : 12 500 F')).toBeDefined();
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

  it('says why a ticket was not printed', async () => {
    await open();
    type(/Clôturé par/, await screen.findByLabelText(/Clôturé par/).then(() => 'Awa'));
    fireEvent.click(screen.getByRole('button', { name: 'Clôturer' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Oui, clôturer' }));
    fireEvent.click(await screen.findByRole('button', { name: /Imprimer le ticket/ }));
    await screen.findByText(/Aucune imprimante à tickets/);
  });

  it('has KKiaPay asked once more before it is closed, where keys are there, and says what came of it', async () => {
    const scene = busyScene('fr', now);
    const verification = { ...scene.state.verification, keys: ['live'] as const };
    const opened = await open({ state: { ...scene.state, verification } });
    type(/Clôturé par/, await screen.findByLabelText(/Clôturé par/).then(() => 'Awa'));
    fireEvent.click(screen.getByRole('button', { name: 'Clôturer' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Oui, clôturer' }));
    await screen.findByText('KKiaPay a répondu pour 2 sur 2. Les autres comptent tels qu’annoncés.');
    await screen.findByText('Clôture n° 1');
    const asked = opened.core.received.map(({ name }) => name);
    expect(asked.indexOf('recheckDay')).toBeGreaterThan(-1);
    expect(asked.indexOf('recheckDay')).toBeLessThan(asked.indexOf('closeDay'));
  });

  it('is closed once, without waiting, by whoever is in a hurry', async () => {
    const scene = busyScene('fr', now);
    const verification = { ...scene.state.verification, keys: ['live'] as const, rechecking: 2 };
    const opened = await open({ state: { ...scene.state, verification } });
    const { bridge } = opened.core;
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const invoke = bridge.invoke.bind(bridge);
    bridge.invoke = async (name, argument) => {
      if (name === 'recheckDay') await released;
      return invoke(name, argument);
    };
    type(/Clôturé par/, await screen.findByLabelText(/Clôturé par/).then(() => 'Awa'));
    fireEvent.click(screen.getByRole('button', { name: 'Clôturer' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Oui, clôturer' }));
    await screen.findByText(/encore 2/);
    expect(sent(opened, 'closeDay')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Clôturer sans attendre' }));
    await screen.findByText('Cette journée est clôturée.');
    release();
    await expect.poll(() => sent(opened, 'recheckDay')).toHaveLength(1);
    expect(sent(opened, 'closeDay')).toHaveLength(1);
  });
});
