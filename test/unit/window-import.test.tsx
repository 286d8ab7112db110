// @vitest-environment happy-dom
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Recovery } from '../../renderer/features/recovery/recovery';
import { openWindow } from '../support/window/open-window';
import type { Shop } from '../support/window/shop';
import { busyScene } from '../support/window/scenes';

const now = Date.parse('2026-11-28T09:00:00Z');
const cases = join(import.meta.dirname, '../cases');
afterEach(cleanup);

describe('a file of payments in the window', () => {
  let shop: Shop;
  beforeEach(async () => {
    ({ shop } = await openWindow(busyScene('fr', now), <Recovery />));
  });
  const choose = (bytes: Uint8Array<ArrayBuffer>): void => {
    const file = new File([bytes], 'transactions.csv');
    fireEvent.change(screen.getByLabelText('Choisir le fichier CSV'), { target: { files: [file] } });
  };
  const preview = (): Promise<HTMLElement> =>
    screen.findByRole('region', { name: 'Par un fichier du tableau de bord' });

  it.each([
    ['no-status.csv', '1 à ajouter, 1 500 F en tout.'],
    ['with-status.csv', '1 à ajouter, 1 500 F en tout.'],
    ['fee-column.csv', '1 à ajouter, 1 500 F en tout.'],
    ['three-decimals.csv', '3 à ajouter, 1 503 000 F en tout.'],
    ['fedapay-collects.csv', '1 à ajouter, 5 000 F en tout.'],
    ['status-words.csv', '23 à ajouter, 34 500 F en tout.'],
    ['windows-1252.csv', '1 à ajouter, 1 500 F en tout.'],
    ['title-line.csv', '1 à ajouter, 1 500 F en tout.'],
    // The scene's shop has the other one already.
    ['guarded-ids.csv', '1 à ajouter, 1 500 F en tout.'],
    ['am-pm.csv', '2 à ajouter, 5 000 F en tout.'],
    ['other-dates.csv', '5 à ajouter, 12 500 F en tout.'],
    ['undated.csv', '1 à ajouter, 20 000 F en tout.'],
    ['scientific-phone.csv', '1 à ajouter, 1 500 F en tout.'],
  ])('%s: %s', async (name, summary) => {
    choose(new Uint8Array(await readFile(join(cases, name))));
    const plain = (text: string): string => text.replace(/\s/g, ' ');
    await expect.poll(async () => plain((await preview()).textContent)).toContain(summary);
  });

  it('asks about words that it does not know, counts what was said, and adds once somebody has a name', async () => {
    choose(new Uint8Array(await readFile(join(cases, 'status-words.csv'))));
    const choice = await screen.findByLabelText(/« ts »/);
    fireEvent.change(choice, { target: { value: 'received' } });
    await screen.findByText(/24 à ajouter, 36/);
    fireEvent.input(screen.getByLabelText('Votre nom'), { target: { value: 'Awa' } });
    fireEvent.click(screen.getByRole('button', { name: /Ajouter 24 paiements/ }));
    await screen.findByText(/24 ajoutés/);
    expect(shop.received.at(-1)).toMatchObject({
      name: 'importPayments',
      argument: { words: { ts: 'received' } },
    });
  });

  it('says what it does not list, and that payments without a date would count today', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `T${row + 1_000};100`);
    choose(new TextEncoder().encode(['ID;Montant', ...rows].join('\n')));
    await screen.findByText(/10 lignes de plus ne sont pas montrées/);
    await screen.findByText(/60 sans date : ils compteraient dans la recette d’aujourd’hui/);
    expect(within(await preview()).getAllByRole('listitem')).toHaveLength(50);
  });

  it('refuses in a sentence a file that is too long', async () => {
    choose(new Uint8Array(20 * 1_024 * 1_024 + 1));
    await screen.findByText(/Ce fichier est trop long pour être lu d’un coup/);
  });
});
