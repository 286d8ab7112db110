// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { Counter } from '../../renderer/features/counter/counter';
import { HelperSettings } from '../../renderer/features/settings/helper-settings';
import { openWindow } from '../support/window/open-window';
import { ownerPin } from '../support/window/shop';
import { busyScene } from '../support/window/scenes';

const now = Date.parse('2026-11-23T10:00:00.000Z');
afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

const press = (name: RegExp | string): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};
const type = (label: RegExp, text: string): void => {
  fireEvent.input(screen.getByLabelText(label), { target: { value: text } });
};

it('the owner gives a helper a code, sees that there is one, and takes it away', async () => {
  const { shop } = await openWindow(busyScene('fr', now), <HelperSettings onChange={() => undefined} />);
  await shop.bridge.invoke('changeSettings', { helperNames: ['Awa'] });
  fireEvent.click(await screen.findByRole('button', { name: 'Donner un code à Awa' }));
  type(/Code de Awa/, '7310');
  press('Valider');
  expect(await screen.findByText('a un code')).toBeDefined();
  fireEvent.click(await screen.findByRole('button', { name: 'Retirer le code de Awa' }));
  expect(await screen.findByRole('button', { name: 'Donner un code à Awa' })).toBeDefined();
});

it('handing over as Awa asks for her code, says that it is wrong, and asks for it no more for a while', async () => {
  const { shop } = await openWindow(busyScene('fr', now), <Counter />);
  await shop.bridge.invoke('changeSettings', { helperNames: ['Awa'] });
  await shop.bridge.invoke('takeShift', { by: 'Awa' });
  await shop.bridge.invoke('setHelperCode', { name: 'Awa', code: '7310' });
  await shop.bridge.invoke('setPin', { current: null, pin: ownerPin });
  const [first] = await screen.findAllByRole('button', { name: /Marchandise donnée/ });
  if (first !== undefined) fireEvent.click(first);
  expect(await screen.findByLabelText('Code de Awa')).toBeDefined();
  type(/Code de Awa/, '1111');
  press('Valider');
  expect(await screen.findByText(/n’est pas le bon code/)).toBeDefined();
  type(/Code de Awa/, '7310');
  press('Valider');
  fireEvent.click(await screen.findByRole('button', { name: /Pas servi/ }));
  // Taken back without being asked again.
  await waitFor(() => expect(screen.queryByRole('button', { name: /Pas servi/ })).toBeNull());
  expect(screen.queryByLabelText('Code de Awa')).toBeNull();
});

it('taking the counter in a name with a code needs the code; until then the former helper has it', async () => {
  const { shop } = await openWindow(busyScene('fr', now), <Counter />);
  await shop.bridge.invoke('changeSettings', { helperNames: ['Awa', 'Koffi'] });
  await shop.bridge.invoke('takeShift', { by: 'Koffi' });
  await shop.bridge.invoke('setHelperCode', { name: 'Awa', code: '7310' });
  await shop.bridge.invoke('setPin', { current: null, pin: ownerPin });
  await screen.findByText(/^Koffi a pris le comptoir à 11:00/);
  fireEvent.click(screen.getByRole('radio', { name: 'Awa' }));
  await screen.findByLabelText('Code de Awa');
  expect(shop.comptoir.state().settings.shift?.by).toBe('Koffi');
  // Another name, and the question is gone.
  fireEvent.click(screen.getByRole('radio', { name: 'Koffi' }));
  await waitFor(() => expect(screen.queryByLabelText('Code de Awa')).toBeNull());
  fireEvent.click(screen.getByRole('radio', { name: 'Awa' }));
  await screen.findByLabelText('Code de Awa');
  type(/Code de Awa/, '1111');
  press('Valider');
  expect(await screen.findByText(/n’est pas le bon code/)).toBeDefined();
  type(/Code de Awa/, '7310');
  press('Valider');
  await screen.findByText(/^Awa a pris le comptoir à 11:00/);
  // The code that was typed for the counter is not asked for again with the next payment.
  const [first] = await screen.findAllByRole('button', { name: /Marchandise donnée/ });
  if (first !== undefined) fireEvent.click(first);
  await screen.findByText(/Servi .* par Awa/);
  expect(screen.queryByLabelText('Code de Awa')).toBeNull();
});
