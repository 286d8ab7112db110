// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Export } from '../../renderer/features/export/export';
import { periodOf } from '../../renderer/features/export/period';
import { PrinterSettings } from '../../renderer/features/settings/printer-settings';
import type { PreferencesChange } from '../../src/shared/settings/preferences';
import { openWindow } from '../support/window/open-window';
import type { Shop } from '../support/window/shop';
import { busyScene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');
afterEach(cleanup);

describe('the export', () => {
  let shop: Shop;
  beforeEach(async () => {
    ({ shop } = await openWindow(busyScene('fr', now), <Export />));
  });

  it('is asked for with masked numbers unless the whole ones are wanted, and can be stopped', async () => {
    fireEvent.click(screen.getByLabelText('CSV'));
    fireEvent.click(screen.getByLabelText('Tout'));
    fireEvent.click(screen.getByRole('button', { name: 'Exporter' }));
    await screen.findByText(/paiements\s: 7\)/);
    shop.change({ exporting: { kind: 'running', payments: 128_500 } });
    await screen.findByText(/Export en cours, paiements écrits\s: 128 500/);
    fireEvent.click(screen.getByRole('button', { name: 'Arrêter' }));
    await expect.poll(() => shop.received.at(-1)?.name).toBe('cancelExport');
    shop.change({ exporting: { kind: 'cancelled' } });
    await screen.findByText(/Export arrêté/);
    fireEvent.click(screen.getByLabelText(/Numéros des payeurs en entier/));
    fireEvent.click(screen.getByRole('button', { name: 'Exporter' }));
    expect(
      shop.received.filter(({ name }) => name === 'startExport').map(({ argument }) => argument),
    ).toEqual([
      { format: 'csv', payers: 'masked' },
      { format: 'csv', payers: 'whole' },
    ]);
  });

  it.each([
    [
      { kind: 'done', payments: 1_000_000, file: 'C:\\paiements.xlsx' },
      /C:\\paiements\.xlsx \(paiements\s: 1 000 000\)/,
    ],
    [{ kind: 'done', payments: 1, file: null }, /dans vos téléchargements/],
    [{ kind: 'failed' }, /Vérifiez la place sur le disque/],
  ] as const)('says how it ended: %o', async (exporting, told) => {
    shop.change({ exporting });
    await screen.findByText(told);
  });
});

describe('a period', () => {
  const chosen = { from: '2026-02-10', to: '2026-02-01' };
  it.each([
    ['today', '2026-03-01', { from: '2026-03-01', to: '2026-03-01' }],
    ['month', '2026-03-31', { from: '2026-03-01', to: '2026-03-31' }],
    ['lastMonth', '2026-01-15', { from: '2025-12-01', to: '2025-12-31' }],
    ['all', '2026-03-31', {}],
    ['chosen', '2026-03-31', { from: '2026-02-01', to: '2026-02-10' }],
  ] as const)('%s, on %s', (name, today, days) => {
    expect(periodOf(name, today, chosen)).toEqual(days);
  });
});

describe('the ticket printer', () => {
  it('is taken by address or by name, once it can be one', async () => {
    const changes: PreferencesChange[] = [];
    await openWindow(busyScene('fr', now), <PrinterSettings change={(change) => changes.push(change)} />);
    fireEvent.click(screen.getByLabelText('Réseau'));
    fireEvent.input(await screen.findByLabelText('Adresse'), { target: { value: 'une imprimante' } });
    fireEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await screen.findByText(/Cette adresse ou ce nom ne va pas/);
    fireEvent.input(screen.getByLabelText('Adresse'), { target: { value: '192.168.1.40' } });
    fireEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    fireEvent.click(screen.getByLabelText('De cet ordinateur'));
    fireEvent.input(await screen.findByLabelText('Nom de l’imprimante'), { target: { value: 'POS-58' } });
    fireEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
    fireEvent.click(screen.getByLabelText('58 mm'));
    fireEvent.click(screen.getByLabelText('Aucune'));
    expect(changes).toEqual([
      { printer: { kind: 'network', host: '192.168.1.40', port: 9100 } },
      { printer: { kind: 'queue', name: 'POS-58' } },
      { paperMm: 58 },
      { printer: null },
    ]);
  });
});
