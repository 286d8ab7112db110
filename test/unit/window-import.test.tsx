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

  it(
    'shows how far a long file is, leaves no row of it out, and adds each once',
    { timeout: 120_000 },
    async () => {
      const rows = Array.from({ length: 6_000 }, (_, row) => `T${row + 100_000};100;27/11/2026 14:05`);
      choose(new TextEncoder().encode(['ID;Montant;Date', ...rows].join('\n')));
      await screen.findByText(/^[\d\s]+ sur 6 000$/, {}, { timeout: 60_000 });
      await screen.findByText(/6000 lignes lues/, {}, { timeout: 60_000 });
      await screen.findByText(/5950 lignes de plus ne sont pas montrées/);
      fireEvent.input(screen.getByLabelText('Votre nom'), { target: { value: 'Awa' } });
      fireEvent.click(screen.getByRole('button', { name: /Ajouter 6000 paiements/ }));
      await screen.findByText(/6000 ajoutés, 600 000 F/, {}, { timeout: 60_000 });
      expect(screen.queryByRole('progressbar')).toBeNull();
    },
  );

  it('says by kind why rows are not added, and asks for the number that a reference is not', async () => {
    const text = [
      'Référence;Type;Montant;Date',
      ...['trx_a;Paiement;5;27/11/2026', 'trx_b;Remboursement;5;27/11/2026', 'trx_c;Versement;5;27/11/2026'],
      'Total;;10;',
    ];
    choose(new TextEncoder().encode(text.join('\n')));
    await screen.findByText(/Exportez de nouveau depuis FedaPay avec la colonne « ID »/);
    const told = (await preview()).textContent.replace(/\s/g, ' ');
    for (const why of ['remboursement : 1', 'versement ou retrait : 1', 'ligne de total : 1'])
      expect(told).toContain(why);
  });

  it('warns of days that have not come yet', async () => {
    choose(new TextEncoder().encode('ID;Montant;Date\nabcd1;500;03/12/2026 14:05'));
    await screen.findByText(/Des dates sont dans l’avenir/);
  });

  it('lets a choice for a word be changed', async () => {
    choose(new TextEncoder().encode('ID;Montant;Date;Statut\nabcd1;500;27/11/2026 14:05;TS'));
    const said = async (value: string): Promise<void> => {
      const field = await screen.findByLabelText(/« ts »/);
      fireEvent.change(field, { target: { value } });
    };
    await said('received');
    await screen.findByText(/1 à ajouter, 500/);
    await said('not-received');
    await screen.findByText(/0 à ajouter/);
  });

  it('says what it does not list, and that payments without a date would count today', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `T${row + 1_000};100`);
    choose(new TextEncoder().encode(['ID;Montant', ...rows].join('\n')));
    await screen.findByText(/10 lignes de plus ne sont pas montrées/);
    await screen.findByText(/60 sans date : ils compteraient dans le total d’aujourd’hui/);
    expect(within(await preview()).getAllByRole('listitem')).toHaveLength(50);
  });

  it('refuses in a sentence a file that is too long', async () => {
    choose(new Uint8Array(20 * 1_024 * 1_024 + 1));
    await screen.findByText(/Ce fichier est trop long pour être lu d’un coup/);
  });
});
