// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AboutSettings } from '../../renderer/features/settings/about-settings';
import { openWindow } from '../support/window/open-window';
import { busyScene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');
const notices = {
  version: '1.2.3',
  packages: [
    { name: 'preact', version: '11.2.0', licence: 'MIT', text: 'The words of preact’s licence' },
    { name: 'qs', version: '6.17.1', licence: 'BSD-3-Clause', text: 'The words of qs’s licence' },
  ],
};

function serve(answer: () => Response) {
  vi.stubGlobal('fetch', (address: string) =>
    Promise.resolve(address === 'notices.json' ? answer() : new Response(null, { status: 404 })),
  );
}

describe('whose work is in the program', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('is told with each name and licence, and put away again', async () => {
    await openWindow(busyScene('fr', now), <AboutSettings />);
    serve(() => Response.json(notices));
    fireEvent.click(screen.getByRole('button', { name: 'Voir les licences' }));
    await screen.findByText('Comptoir 1.2.3 contient 2 logiciels libres.');
    expect(screen.getByText('preact 11.2.0 (MIT)')).toBeTruthy();
    expect(screen.getByText('The words of preact’s licence')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Cacher les licences' }));
    await expect.poll(() => screen.queryByText('preact 11.2.0 (MIT)')).toBeNull();
  });

  it.each([
    ['is missing', () => new Response(null, { status: 404 })],
    ['is damaged', () => new Response('{"version":')],
    ['is another file', () => Response.json({ version: 1 })],
    ['is nothing', () => Response.json(null)],
    ['lists no packages', () => Response.json({ version: '1.2.3', packages: 'preact' })],
    ['lists what is no package', () => Response.json({ version: '1.2.3', packages: [null] })],
    ['lacks a licence', () => Response.json({ version: '1.2.3', packages: [{ name: 'a', version: '1' }] })],
  ])('is a sentence with the next step where the file %s', async (_how, answer) => {
    await openWindow(busyScene('fr', now), <AboutSettings />);
    serve(answer);
    fireEvent.click(screen.getByRole('button', { name: 'Voir les licences' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/installez Comptoir une nouvelle fois/);
  });
});
