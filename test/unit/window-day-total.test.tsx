// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { App } from '../../renderer/app';
import type { Ring } from '../../src/shared/voice/ring';
import { openWindow, type OpenedWindow } from '../support/window/open-window';
import { busyScene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00.000Z');
afterEach(() => {
  cleanup();
  window.location.hash = '';
});

async function open(isLocked: boolean): Promise<{ readonly rings: readonly Ring[] } & OpenedWindow> {
  const scene = busyScene('fr', now);
  const opened = await openWindow(
    { ...scene, settings: { ...scene.settings, setUp: true }, isLocked },
    <App />,
  );
  const rings: Ring[] = [];
  opened.shop.bridge.on('ring', (ring) => rings.push(ring));
  return { ...opened, rings };
}

it('the owner hears the day’s total by F8 from any screen, and by a touch at the counter', async () => {
  const { rings } = await open(false);
  fireEvent.click(await screen.findByRole('button', { name: /^Dire le total/ }));
  await waitFor(() => expect(rings).toHaveLength(1));
  window.location.hash = '#/refusals';
  await screen.findByRole('heading', { name: 'Appels refusés' });
  fireEvent.keyDown(document.body, { key: 'F8' });
  await waitFor(() => expect(rings).toHaveLength(2));
  for (const ring of rings) expect(ring).toMatchObject({ spoken: { kind: 'several', totalXof: 1_302_750 } });
});

it('a locked window is offered no total and hears none', async () => {
  const { rings, shop } = await open(true);
  await screen.findByRole('heading', { name: 'Aujourd’hui' });
  expect(screen.queryByRole('button', { name: /Dire le total/ })).toBeNull();
  fireEvent.keyDown(document.body, { key: 'F8' });
  await waitFor(() => expect(shop.received.map(({ name }) => name)).toContain('sayDayTotal'));
  // What is for everybody is heard after it: by then the total would have been.
  fireEvent.keyDown(document.body, { key: 'F2' });
  await waitFor(() => expect(rings).toHaveLength(1));
  expect(rings[0]?.isOwners).toBeUndefined();
  expect(JSON.stringify(rings)).not.toContain('1302750');
});
