// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { idOf, rowsOf } from '../../renderer/features/payments/list-row';
import { AddressAlarm } from '../../renderer/parts/address-alarm';
import { DeafLine } from '../../renderer/features/deaf/deaf-line';
import { DeafToday } from '../../renderer/features/deaf/deaf-today';
import type { DeafPeriod } from '../../src/shared/silence/hearing';
import { openWindow } from '../support/window/open-window';
import { busyScene, paymentAt } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');
const period = (id: string, from: string, to: string | null): DeafPeriod => ({
  ...{ id, from: `2026-11-24T${from}:00.000Z`, cause: 'asleep', checked: null },
  to: to === null ? null : `2026-11-24T${to}:00.000Z`,
});
afterEach(cleanup);

describe('deaf periods in the window', () => {
  it('are added up under the day’s total, and leave it once somebody has checked', async () => {
    const deafToday = [period('a', '06:00', '06:12'), period('b', '08:00', '09:00')];
    const scene = busyScene('fr', now);
    const { shop } = await openWindow({ ...scene, deafPeriods: deafToday }, <DeafToday />);
    expect(screen.getByText(/Hors ligne 2 fois aujourd’hui\s: 1\sh\s12 en tout/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'J’ai vérifié le tableau de bord' }));
    fireEvent.input(await screen.findByLabelText('Votre nom'), { target: { value: 'Awa' } });
    const form = screen.getByLabelText('Votre nom').closest('form');
    if (form !== null) fireEvent.submit(form);
    await expect.poll(() => screen.queryByText(/Hors ligne 2 fois/)).toBeNull();
    expect(shop.received.filter(({ name }) => name === 'markDeafPeriodsChecked')).toEqual([
      { name: 'markDeafPeriodsChecked', argument: { ids: ['a', 'b'], by: 'Awa' } },
    ]);
  });

  it('cannot be checked while they last', async () => {
    const deafToday = [period('a', '08:50', null)];
    const scene = busyScene('fr', now);
    await openWindow({ ...scene, deafPeriods: deafToday }, <DeafToday />);
    expect(screen.getByText(/Hors ligne une fois aujourd’hui\s: 10\smin/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('say when, how long, why and who checked', async () => {
    const checked = { by: 'Awa', at: '2026-11-24T08:57:00.000Z' };
    const night = { ...period('a', '00:00', '05:30'), from: '2026-11-23T20:00:00.000Z', checked };
    await openWindow(busyScene('fr', now), <DeafLine period={night} />);
    const said = document.body.textContent.replaceAll(/\s/g, ' ');
    expect(said).toContain('entre le 23 novembre 2026 à 21:00 et 06:30 (9 h 30)');
    expect(said).toContain('l’ordinateur était en veille');
    expect(said).toContain('(il y a 3 min)');
  });

  it('stand between the payments that came before and after they began', () => {
    const payments = [paymentAt(now, 10, { id: 'new' }), paymentAt(now, 90, { id: 'old' })];
    const periods = [period('early', '05:00', '05:10'), period('between', '08:00', '08:10')];
    const rows = rowsOf(payments, periods).map(idOf);
    expect(rows).toEqual(['new', 'between', 'old', 'early']);
  });
});

describe('an address that has changed', () => {
  it('is said loudly, with the new one to copy, until KKiaPay calls it', async () => {
    const { shop } = await openWindow(busyScene('fr', now), <AddressAlarm />);
    expect(screen.queryByRole('alert')).toBeNull();
    shop.change({ addressChange: { pasted: 'https://old.example', present: 'https://new.example' } });
    await screen.findByText(/à recoller dans KKiaPay/);
    fireEvent.click(screen.getByRole('button', { name: 'Copier la nouvelle adresse' }));
    expect(shop.received.at(-1)).toMatchObject({
      name: 'copyToClipboard',
      argument: { what: 'webhook-url', mode: 'live' },
    });
    shop.change({ addressChange: null });
    await expect.poll(() => screen.queryByRole('alert')).toBeNull();
  });
});
