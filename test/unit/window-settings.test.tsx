// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Settings } from '../../renderer/features/settings/settings';
import { openWindow } from '../support/window/open-window';
import type { Shop } from '../support/window/shop';
import { busyScene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');

describe('the settings', () => {
  let shop: Shop;
  beforeEach(async () => {
    ({ shop } = await openWindow(busyScene('fr', now), <Settings />));
  });
  afterEach(cleanup);

  const type = (label: RegExp, value: string): void => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  };
  const changes = (): readonly unknown[] =>
    shop.received.filter(({ name }) => name === 'changeSettings').map(({ argument }) => argument);

  it('say each what it does', () => {
    const settings = ['.choice:has(.choice-title)', '[role=switch]', '[type=range]', '.setting [type=text]'];
    const all = [...document.querySelectorAll(settings.join())];
    const saysNothing = all.filter((setting) => {
      const [hint = ''] = setting.getAttribute('aria-describedby')?.split(' ') ?? [];
      return (document.getElementById(hint)?.textContent ?? '') === '';
    });
    expect(all.length).toBeGreaterThan(10);
    expect(saysNothing.map(({ textContent, id }) => textContent || id)).toEqual([]);
  });

  it('take an amount as a shop writes it, and nothing for never', async () => {
    type(/Sonner jusqu’à ce que/, '50 000');
    await screen.findByText('Enregistré');
    type(/Sonner jusqu’à ce que/, '');
    type(/Sonner jusqu’à ce que/, 'beaucoup');
    await screen.findByText(/Tapez un montant en chiffres/);
    expect(changes()).toEqual([{ ringUntilClaimedXof: 50_000 }, { ringUntilClaimedXof: null }]);
  });

  it('send no address that leads nowhere', async () => {
    type(/Votre nom chez ngrok/, 'https://boutique.ngrok.app');
    await screen.findByText(/Tapez seulement le nom/);
    type(/Votre nom chez ngrok/, 'Boutique.ngrok.app');
    fireEvent.click(screen.getByLabelText('Sans tunnel'));
    await screen.findByLabelText(/Adresse de la boutique/);
    type(/Adresse de la boutique/, 'http://boutique.bj');
    type(/Adresse de la boutique/, 'https://boutique.bj/');
    expect(changes()).toEqual([
      { domain: 'boutique.ngrok.app' },
      { tunnel: 'none' },
      { publicAddress: 'https://boutique.bj' },
    ]);
  });

  it('ask for hours only where the shop has some', async () => {
    expect(screen.queryByLabelText('Ouvre à')).toBeNull();
    fireEvent.click(screen.getByLabelText('Heures d’ouverture'));
    await screen.findByLabelText('Ouvre à');
    type(/Ferme à/, '22:30');
    type(/Ouvre à/, '');
    expect(changes()).toEqual([
      { openingHours: { opensAt: '08:00', closesAt: '20:00' } },
      { openingHours: { opensAt: '08:00', closesAt: '22:30' } },
    ]);
  });

  it('forget payers’ numbers after the time that was chosen', () => {
    fireEvent.click(screen.getByLabelText('2 ans'));
    fireEvent.click(screen.getByLabelText('Toujours'));
    expect(changes()).toEqual([{ retentionMonths: 24 }, { retentionMonths: null }]);
  });

  it('let the bell be tried while there is sound', () => {
    fireEvent.click(screen.getByText('Écouter un essai'));
    expect(shop.received.at(-1)).toEqual({ name: 'tryBell', argument: null });
    fireEvent.click(screen.getByLabelText('Son'));
    expect(changes()).toEqual([{ sound: false }]);
  });
});
