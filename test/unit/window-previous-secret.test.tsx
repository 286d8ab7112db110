// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { PreviousSecret } from '../../renderer/features/setup/previous-secret';
import { openWindow } from '../support/window/open-window';
import { busyScene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');
const live = { provider: 'kkiapay', mode: 'live' } as const;

afterEach(cleanup);

it('a secret that has leaked is stopped in the window, where the one before is still accepted', async () => {
  const { shop } = await openWindow(busyScene('fr', now), <PreviousSecret endpoint={live} />);
  expect(screen.queryByText(/L’ancien/)).toBeNull();
  const { settings } = shop.comptoir.state();
  shop.change({
    settings: { ...settings, previousSecretUntil: { live: '2026-11-25T08:00:00.000Z', sandbox: null } },
  });
  expect(await screen.findByText(/Il s’éteint le 25 novembre 2026 à 09:00/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /L’ancien a fui/ }));
  await waitFor(() => expect(shop.received).toContainEqual({ name: 'revokePreviousSecret', argument: live }));
});
