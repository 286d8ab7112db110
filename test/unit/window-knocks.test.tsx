// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { ProofStep } from '../../renderer/features/setup/proof-step';
import { KnockAlarm } from '../../renderer/parts/knock-alarm';
import type { Knock } from '../../src/shared/diagnosis/knock';
import { openWindow } from '../support/window/open-window';
import { busyScene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');
const at = '2026-11-24T08:59:00.000Z';
const knock = (changes: Partial<Knock>): Knock => ({
  ...{ endpoint: { provider: 'kkiapay', mode: 'live' }, cause: 'wrong-secret', diagnosis: null },
  ...{ since: at, lastAt: at, ...changes },
});
afterEach(cleanup);

describe('a provider whose calls are refused', () => {
  it('is shown loudly, with its cause and what to copy, until it is accepted', async () => {
    const { shop } = await openWindow(busyScene('fr', now), <KnockAlarm />);
    expect(screen.queryByRole('alert')).toBeNull();
    shop.change({ knocks: [knock({ diagnosis: 'spaces-at-the-edges' })] });
    await screen.findByText(/KKiaPay appelle, mais ses appels sont refusés/);
    expect(screen.getByText(/avec des espaces en trop/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Copier le secret de hachage' }));
    expect(shop.received.at(-1)).toMatchObject({
      name: 'copyToClipboard',
      argument: { what: 'hash-secret', provider: 'kkiapay', mode: 'live' },
    });
    shop.change({ knocks: [knock({ cause: 'old-path' })] });
    await screen.findByText(/une ancienne adresse de ce comptoir/);
    fireEvent.click(screen.getByRole('button', { name: 'Copier l’adresse' }));
    expect(shop.received.at(-1)).toMatchObject({ argument: { what: 'webhook-url' } });
    shop.change({ knocks: [] });
    await expect.poll(() => screen.queryByRole('alert')).toBeNull();
  });

  it('is told by step 3 of the set-up, which waits for that very provider', async () => {
    const scene = busyScene('fr', now);
    const knocks = [knock({ endpoint: { provider: 'fedapay', mode: 'live' } })];
    const step = (provider: string) => <ProofStep endpoint={{ provider, mode: 'live' }} />;
    const { shop } = await openWindow({ ...scene, outside: { ...scene.outside, knocks } }, step('fedapay'));
    await screen.findByText(/Copiez le secret du webhook chez FedaPay/);
    // FedaPay makes that secret: there is none to copy here.
    expect(screen.queryByRole('button', { name: 'Copier le secret de hachage' })).toBeNull();
    shop.change({ knocks: [knock({})] });
    await expect.poll(() => screen.queryByText(/appelle, mais/)).toBeNull();
  });
});
