// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { UpdateSettings } from '../../renderer/features/settings/update-settings';
import type { UpdateState } from '../../src/shared/state/updates';
import { openWindow } from '../support/window/open-window';
import { busyScene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');

async function opened(updates: UpdateState) {
  const scene = busyScene('fr', now);
  return openWindow({ ...scene, outside: { ...scene.outside, updates } }, <UpdateSettings />);
}

describe('updates in the settings', () => {
  afterEach(cleanup);

  it('wait for the evening unless the merchant wants them now', async () => {
    const { shop } = await opened({ kind: 'ready', version: '1.1.0', wish: 'tonight' });
    await screen.findByText(/Mise à jour prête.*1\.1\.0/);
    expect(screen.getByText(/quand la boutique sera fermée/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Installer maintenant' }));
    await expect
      .poll(() => shop.received.at(-1))
      .toEqual({ name: 'installUpdate', argument: { when: 'now' } });
    shop.change({ updates: { kind: 'ready', version: '1.1.0', wish: 'now' } });
    await screen.findByText(/dès qu’aucun paiement n’est en cours/);
  });

  it('that may cost money are fetched once the owner says so', async () => {
    const asking = { kind: 'asking', version: '1.1.0', line: 'metered', sizeBytes: 98_765_432 } as const;
    const { shop } = await opened(asking);
    await screen.findByText(/99 Mo à télécharger.*se paie au volume : rien n’a été téléchargé/);
    fireEvent.click(screen.getByRole('button', { name: 'Télécharger maintenant' }));
    await expect.poll(() => shop.received.at(-1)).toEqual({ name: 'fetchUpdate', argument: null });
    shop.change({ updates: { ...asking, line: 'unknown', sizeBytes: null } });
    await screen.findByText(/est disponible\. Comptoir ne sait pas si/);
  });

  it('that nobody signed are told, without a button', async () => {
    await opened({ kind: 'refused', version: '6.6.6', reason: 'unsigned' });
    await screen.findByText(/ne porte pas la signature/);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('are not spoken of where this copy cannot replace itself', async () => {
    await opened({ kind: 'unsupported' });
    expect(document.body.textContent).toBe('');
  });
});
