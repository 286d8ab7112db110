// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Settings } from '../../renderer/features/settings/settings';
import { settingsSections, type SettingsSection } from '../../renderer/state/view';
import { openWindow } from '../support/window/open-window';
import type { Shop } from '../support/window/shop';
import { busyScene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');

/** No updates come to this copy, and no relay is joined. */
const shownSections = settingsSections.filter((name) => name !== 'updates' && name !== 'phones');

describe('the settings', () => {
  let shop: Shop;
  const open = async (section?: SettingsSection): Promise<void> => {
    ({ shop } = await openWindow(busyScene('fr', now), <Settings section={section} />));
  };
  afterEach(cleanup);

  const type = (label: RegExp, value: string): void => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  };
  const changes = (): readonly unknown[] =>
    shop.received.filter(({ name }) => name === 'changeSettings').map(({ argument }) => argument);

  it.each(shownSections)('say each what it does: %s', async (section) => {
    await open(section);
    screen.getAllByRole('heading', { level: 2 });
    const settings = ['.choice:has(.choice-title)', '[role=switch]', '[type=range]', '.setting [type=text]'];
    const all = [...document.querySelectorAll(settings.join())];
    const saysNothing = all.filter((setting) => {
      const [hint = ''] = setting.getAttribute('aria-describedby')?.split(' ') ?? [];
      return (document.getElementById(hint)?.textContent ?? '') === '';
    });
    expect(saysNothing.map(({ textContent, id }) => textContent || id)).toEqual([]);
  });

  it('are reached each by its own address, one shown at a time', async () => {
    await open();
    const index = screen.getByRole('navigation', { name: 'Sommaire' });
    const links = within(index)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href'));
    expect(links).toEqual(shownSections.map((name) => `#/settings/${name}`));
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      'La boutique',
    ]);
    cleanup();
    await open('data');
    expect(within(screen.getByRole('navigation')).getByText('Les données').getAttribute('aria-current')).toBe(
      'page',
    );
    expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(1);
  });

  it('take an amount as a shop writes it, and nothing for never', async () => {
    await open('bell');
    type(/Sonner jusqu’à ce que/, '50 000');
    await screen.findByText('Enregistré');
    type(/Sonner jusqu’à ce que/, '');
    type(/Sonner jusqu’à ce que/, 'beaucoup');
    await screen.findByText(/Tapez un montant en chiffres/);
    expect(changes()).toEqual([{ ringUntilClaimedXof: 50_000 }, { ringUntilClaimedXof: null }]);
  });

  it('send no address that leads nowhere', async () => {
    await open('internet');
    type(/Votre nom chez ngrok/, 'https://boutique.ngrok.app');
    await screen.findByText(/Tapez seulement le nom/);
    type(/Votre nom chez ngrok/, 'Boutique.ngrok.app');
    fireEvent.click(screen.getByLabelText('Sans tunnel'));
    await screen.findByLabelText(/Adresse internet de la boutique/);
    type(/Adresse internet de la boutique/, 'http://boutique.bj');
    type(/Adresse internet de la boutique/, 'https://boutique.bj/');
    expect(changes()).toEqual([
      { domain: 'boutique.ngrok.app' },
      { tunnel: 'none' },
      { publicAddress: 'https://boutique.bj' },
    ]);
  });

  it('show a tunnel that was given at the start, and do not offer another', async () => {
    await open('internet');
    expect(screen.queryByText(/par l’option --tunnel/)).toBeNull();
    shop.change({ settings: { ...shop.comptoir.state().settings, tunnel: 'none', tunnelGiven: true } });
    await screen.findByText(/par l’option --tunnel/);
    const group = screen.getByRole('group', { name: 'Adresse publique' });
    expect(group.matches(':disabled')).toBe(true);
    expect(within(group).getByLabelText<HTMLInputElement>('Sans tunnel').checked).toBe(true);
  });

  it('ask for hours only where the shop has some', async () => {
    await open('shop');
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

  it('forget payers’ numbers after the time that was chosen', async () => {
    await open('data');
    fireEvent.click(screen.getByLabelText('2 ans'));
    fireEvent.click(screen.getByLabelText('Toujours'));
    expect(changes()).toEqual([{ retentionMonths: 24 }, { retentionMonths: null }]);
  });

  it('let the bell be tried while sound is on', async () => {
    await open('bell');
    fireEvent.click(screen.getByText('Écouter un essai'));
    expect(shop.received.at(-1)).toEqual({ name: 'tryBell', argument: null });
    fireEvent.click(screen.getByLabelText('Son'));
    expect(changes()).toEqual([{ sound: false }]);
  });
});
