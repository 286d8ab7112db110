// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Counter } from '../../renderer/features/counter/counter';
import { AskOwnerPin } from '../../renderer/features/owner/ask-owner-pin';
import { PinSettings } from '../../renderer/features/owner/pin-settings';
import { Header } from '../../renderer/parts/header';
import { openWindow, type OpenedWindow } from '../support/window/open-window';
import { ownerPin } from '../support/window/shop';
import { busyScene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');
const nothing = (): void => undefined;

function open(locked: boolean): Promise<OpenedWindow> {
  return openWindow(
    { ...busyScene('fr', now), isLocked: locked },
    <>
      <Header view={{ name: 'counter' }} />
      <Counter />
      <AskOwnerPin title="Réglages">
        <PinSettings onChange={nothing} />
      </AskOwnerPin>
    </>,
  );
}

function type(label: string | RegExp, value: string): void {
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
}

afterEach(cleanup);

describe('the owner’s things', () => {
  it('are shown to everybody where there is no PIN', async () => {
    await open(false);
    expect(screen.getByText('1 302 750 F')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Propriétaire' })).toBeNull();
    expect(screen.getByText('Le code du propriétaire')).toBeTruthy();
  });

  it('are kept from a helper, who still sees how many payments came', async () => {
    await open(true);
    expect(screen.queryByText('1 302 750 F')).toBeNull();
    expect(screen.getByText('4 paiements reçus')).toBeTruthy();
    expect(screen.queryByText('Le code du propriétaire')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Copier le secret' })).toBeNull();
  });

  it('open for the PIN, tell a wrong one, and close again at a touch', async () => {
    await open(true);
    type('Code du propriétaire', '9999');
    fireEvent.click(screen.getByRole('button', { name: 'Ouvrir' }));
    await screen.findByText(/Ce n’est pas le bon code/);
    expect(screen.getByLabelText('Code du propriétaire')).toHaveProperty('value', '');
    type('Code du propriétaire', ownerPin);
    fireEvent.click(screen.getByRole('button', { name: 'Ouvrir' }));
    await screen.findByText('1 302 750 F');
    fireEvent.click(screen.getByRole('button', { name: 'Verrouiller' }));
    await screen.findByLabelText('Code du propriétaire');
    expect(screen.queryByText('1 302 750 F')).toBeNull();
  });

  it('say how long to wait after too many wrong PINs', async () => {
    const { shop } = await open(true);
    shop.change({ access: { kind: 'locked', retryAt: new Date(now + 30_000).toISOString() } });
    await screen.findByText('Trop de codes faux. Réessayez dans 30 s.');
  });

  it('get a PIN of six digits offered, where no vault seals what is kept of it', async () => {
    await open(false);
    fireEvent.click(screen.getByRole('button', { name: 'Choisir un code' }));
    expect(screen.getByText(/Prenez au moins 6 chiffres/)).toBeTruthy();
  });

  it('get a PIN typed twice, of digits alone', async () => {
    const { shop } = await open(false);
    fireEvent.click(screen.getByRole('button', { name: 'Choisir un code' }));
    type(/^Nouveau code/, 'abcd');
    type('Encore une fois', 'abcd');
    fireEvent.click(screen.getByRole('button', { name: 'Choisir un code' }));
    await screen.findByText(/4 à 12 chiffres, rien d’autre/);
    type(/^Nouveau code/, '1234');
    type('Encore une fois', '1243');
    fireEvent.click(screen.getByRole('button', { name: 'Choisir un code' }));
    await screen.findByText(/ne sont pas les mêmes/);
    type('Encore une fois', '1234');
    fireEvent.click(screen.getByRole('button', { name: 'Choisir un code' }));
    await screen.findByRole('button', { name: 'Retirer le code' });
    expect(shop.received.filter(({ name }) => name === 'setPin')).toEqual([
      { name: 'setPin', argument: { current: null, pin: '1234' } },
    ]);
  });
});
