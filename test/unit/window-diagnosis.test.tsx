// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Diagnosis } from '../../renderer/features/diagnosis/diagnosis';
import type { Health } from '../../src/shared/diagnosis/diagnosis';
import { openWindow } from '../support/window/open-window';
import { busyScene, troubledScene, type Scene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');
const first = (): Promise<HTMLElement> => screen.findByRole('region', { name: 'À faire d’abord' });
const well: Health = { freeBytes: 48 * 1024 ** 3, clockAheadMs: 400, lastNotification: 'shown' };
const lines = (): (string | null)[] => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

describe('why it does not ring', () => {
  afterEach(cleanup);

  it('says the first thing to do in one sentence, with the button that does it', async () => {
    const { shop } = await openWindow(troubledScene('fr', now), <Diagnosis />);
    expect(within(await first()).getByText(/^Vérifiez la box/)).toBeTruthy();
    fireEvent.click(within(await first()).getByRole('button', { name: 'Réessayer' }));
    await expect.poll(() => shop.received.some(({ name }) => name === 'retryTunnel')).toBe(true);
  });

  it('follows what changes: once the tunnel is back, the refused secret is next', async () => {
    const { shop } = await openWindow(troubledScene('fr', now), <Diagnosis />);
    shop.change({
      tunnel: { kind: 'online', url: 'https://a-b.ngrok-free.dev', since: new Date(now).toISOString() },
      lastAuthenticatedAt: { live: null, sandbox: null },
    });
    await expect.poll(async () => (await first()).textContent).toContain('Copiez à nouveau le secret');
    const link = within(await first()).getByRole('link', { name: 'Revoir l’adresse et le secret' });
    expect(link.getAttribute('href')).toBe('#/setup/2');
  });

  it('turns paused sounds on again', async () => {
    const { shop } = await openWindow({ ...busyScene('fr', now), soundsPaused: true }, <Diagnosis />);
    fireEvent.click(within(await first()).getByRole('button', { name: 'Remettre les sons' }));
    await expect
      .poll(() => shop.received.find(({ name }) => name === 'pauseSounds')?.argument)
      .toEqual({ pause: null });
  });

  it('says of each thing in words how it is, and asks the computer for what the window cannot know', async () => {
    await openWindow(
      {
        ...busyScene('fr', now),
        health: { freeBytes: null, clockAheadMs: 600_000, lastNotification: 'shown' },
      },
      <Diagnosis />,
    );
    await expect.poll(lines).toContain('DisqueInconnuLe disque ne dit pas combien de place il reste. ');
    expect(lines()).toHaveLength(9);
    expect(lines().filter((line) => line?.includes('À voir'))).toEqual([
      expect.stringMatching(/^HorlogeÀ voirL’horloge de cet ordinateur avance de 10 minutes/),
    ]);
    expect((await first()).textContent).toContain('Réglez la date et l’heure');
  });

  it('offers a test where nothing is wrong, and the file for the technician', async () => {
    const { shop } = await openWindow({ ...busyScene('fr', now), health: well }, <Diagnosis />);
    expect(within(await first()).getByRole('button', { name: 'Envoyer un paiement d’essai' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Enregistrer le diagnostic' }));
    await screen.findByText(/Le diagnostic est enregistré.: comptoir-diagnostic/);
    fireEvent.click(screen.getByRole('button', { name: 'Ouvrir le dossier des journaux' }));
    await expect.poll(() => shop.received.some(({ name }) => name === 'showLogFolder')).toBe(true);
  });

  it('is open to helpers, and shows no total', async () => {
    const scene = busyScene('fr', now);
    const locked: Scene = { ...scene, isLocked: true, health: well };
    await openWindow(locked, <Diagnosis />);
    await expect.poll(lines).toContain('DisqueBienIl reste 48 Go. ');
    expect(document.body.textContent).not.toMatch(/1.486.250|43.500/);
  });
});
