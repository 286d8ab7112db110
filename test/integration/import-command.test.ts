import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { fakeClock } from '../support/fake-clock';
import { comptoirHere } from '../support/comptoir-here';
import { comptoir, ServeProcess } from '../support/headless-process';
import { receivedEvent } from '../support/ledger-events';
import { openComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';

const cases = join(import.meta.dirname, '../cases');
const at = '2026-11-27T13:05:00.000Z';

describe('comptoir import', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
    const { ledger } = await openLedger({
      ...{ dataDir: folder.path, clock: fakeClock(Date.parse(at)), log: () => undefined },
      utcOffsetMinutes: () => 60,
    });
    const announced = {
      ...{ transactionId: '250777', amountXof: 5_000, event: 'transaction.approved' },
      partnerId: 'trx_known',
    };
    await ledger.append({ ...receivedEvent(announced), provider: 'fedapay' });
    await ledger.close();
    return () => folder[Symbol.asyncDispose]();
  });
  const dry = (file: string, ...more: string[]) =>
    comptoirHere(['import', '--data', folder.path, '--file', file, '--dry-run', '--json', ...more]);

  it.each([
    ['no-status.csv', { new: 1, newXof: 1_500 }, [{ performedAt: '2026-11-27T09:05:00.000Z' }]],
    ['with-status.csv', { new: 1, newXof: 1_500, notReceived: 2 }, [{ account: '22901960000001' }]],
    ['fee-column.csv', { new: 1, newXof: 1_500 }, [{ amountXof: 1_500, reason: 'undated' }]],
    [
      'three-decimals.csv',
      { new: 3, newXof: 1_503_000 },
      [{ amountXof: 1_500 }, { amountXof: 1_500 }, { amountXof: 1_500_000 }],
    ],
    [
      'fedapay-collects.csv',
      { known: 1, provider: 'fedapay' },
      [{ verdict: 'known', transactionId: '250777' }],
    ],
    ['status-words.csv', { new: 23, notReceived: 16, unknownStatus: 4 }, []],
    [
      'windows-1252.csv',
      { new: 1, newXof: 1_500, notReceived: 1, encoding: 'windows-1252' },
      [{ transactionId: '1490687397590001' }],
    ],
    ['title-line.csv', { new: 1, newXof: 1_500, notAPayment: 1 }, [{ row: 4 }, { row: 5, reason: 'total' }]],
    [
      'guarded-ids.csv',
      { new: 2 },
      [{ transactionId: '1490687397590250' }, { transactionId: '1490687397590251' }],
    ],
    [
      'am-pm.csv',
      { new: 2 },
      [{ performedAt: '2026-11-05T13:05:00.000Z' }, { performedAt: '2026-11-26T23:30:00.000Z' }],
    ],
    ['other-dates.csv', { new: 5 }, Array.from({ length: 5 }, () => ({ performedAt: at }))],
    ['undated.csv', { new: 1 }, [{ performedAt: '2026-11-26T11:00:00.000Z' }]],
    ['scientific-phone.csv', { new: 1 }, [{ account: null }]],
  ])('says of %s what counts', async (name, totals, rows) => {
    const { code, lines } = await dry(join(cases, name));
    expect(code).toBe(0);
    expect(lines.at(-1)).toMatchObject(totals);
    expect(lines.slice(0, rows.length)).toMatchObject(rows);
    expect(lines.at(-1)).toMatchObject({ rows: lines.length - 1 });
  });

  it('remembers columns and words once a file was added, and tells a person what it comes to', async () => {
    await using shop = await newShop();
    const file = await shop.file('ID;Montant;Reçu brut;Date;Statut\nabcd1;30;1500;27/11/2026 14:05;TS');
    const run = (language: string, ...more: string[]) =>
      comptoirHere(['import', '--data', shop.path, '--file', file, '--json', ...more], { LC_ALL: language });
    const said = JSON.stringify({ amountXof: 'Reçu brut', words: { TS: 'received' } });

    const asked = await run('fr_FR.UTF-8', '--dry-run');
    expect(asked.lines.at(-1)).toMatchObject({ unknownStatus: 1, columns: { amountXof: 'Montant' } });
    expect(asked.stderr).toContain('Mots pas compris : « ts » (1 ligne).');
    expect((await run('C', '--dry-run', '--columns', said)).lines.at(-1)).toMatchObject({ newXof: 1_500 });
    // A look changes nothing.
    expect((await run('C', '--dry-run')).lines.at(-1)).toMatchObject({ unknownStatus: 1 });

    expect((await run('C', '--columns', said)).lines.at(-1)).toMatchObject({ new: 1, newXof: 1_500 });
    const other = await shop.file(
      'ID;Montant;Reçu brut;Date;Statut\nabcd2;30;2500;27/11/2026 14:05;TS',
      'other.csv',
    );
    const next = await comptoirHere(['import', '--data', shop.path, '--file', other, '--dry-run', '--json'], {
      LC_ALL: 'fr_FR.UTF-8',
    });
    expect(next.lines.at(-1)).toMatchObject({ new: 1, newXof: 2_500, columns: { amountXof: 'Reçu brut' } });
    expect(next.stderr).toContain('1 paiement nouveau, 2 500 F en tout.');
    expect(next.stderr).toContain('Payés le 2026-11-27.');
  });

  it('recognises FedaPay’s payments by their reference, and asks for the number of all others', async () => {
    const file = join(folder.path, 'references.csv');
    await writeFile(
      file,
      'Référence;Montant;Statut;Date\ntrx_known;5000;approved;27/11/2026\ntrx_other;700;approved;27/11/2026\ntrx_bad;9;declined;27/11/2026',
    );
    const { lines, stderr } = await dry(file);
    expect(lines).toMatchObject([
      { verdict: 'known' },
      { verdict: 'unreadable', reason: 'number-is-reference', reference: 'trx_other', amountXof: 700 },
      { verdict: 'not-received' },
      { provider: 'fedapay', new: 0, known: 1, unreadable: 1 },
    ]);
    expect(stderr).toContain('Export again from FedaPay with the column “ID”');
  });

  const rows = Number(process.env.COMPTOIR_ROWS ?? 1_500);
  it(
    `leaves none of ${rows} rows out, adds them once, and reads its own export back`,
    {
      timeout: 300_000,
    },
    async () => {
      await using shop = await newShop();
      const file = await shop.file(rowsOf(rows));
      const add = (...more: string[]) =>
        comptoir(['import', '--data', shop.path, '--file', file, '--by', 'Awa', '--json', ...more]);
      expect((await add()).lines.at(-1)).toMatchObject({ rows, new: rows, newXof: rows * 100 });
      expect((await add()).lines.at(-1)).toMatchObject({ rows, new: 0, known: rows });
      const looked = await add('--dry-run');
      expect(looked.lines).toHaveLength(rows + 1);
      expect(looked.lines.at(-1)).toMatchObject({ rows, new: 0, known: rows });
      const out = join(shop.path, 'out.csv');
      await comptoir(['export', '--data', shop.path, '--format', 'csv', '--out', out]);
      const again = await comptoirHere(['import', '--data', shop.path, '--file', out, '--dry-run', '--json']);
      expect(again.lines.at(-1)).toMatchObject({ rows, known: rows });
    },
  );

  it('refuses to write while a server runs on the folder, but still reads', async () => {
    await using shop = await temporaryFolder();
    const server = await ServeProcess.ready(serveArgs(shop.path));
    const file = join(cases, 'no-status.csv');
    const written = await comptoir(['import', '--data', shop.path, '--file', file, '--json']);
    expect([written.code, written.stdout]).toEqual([3, '']);
    expect(written.stderr).toContain('another Comptoir already uses');
    const looked = await comptoir(['import', '--data', shop.path, '--file', file, '--dry-run', '--json']);
    expect(looked.lines.at(-1)).toMatchObject({ new: 1 });
    await server.end();
  });

  it.each([
    [['--columns', '{"amountXof":'], 2, /--columns wants JSON/],
    [['--columns', '{"montant":"x"}'], 2, /--columns knows transactionId/],
    [['--provider', 'wave'], 2, /--provider wants one of/],
    [['--file', '/nowhere.csv'], 1, /does not exist/],
    [['--data', '/nowhere'], 1, /\/nowhere does not exist/],
  ])('says what is wrong with %j', async (more, code, words) => {
    const told = await dry(join(cases, 'no-status.csv'), ...more);
    expect(told.code).toBe(code);
    expect(told.stderr).toMatch(words);
  });

  it('accepts a named column and a named provider', async () => {
    const { lines } = await dry(
      join(cases, 'fee-column.csv'),
      '--columns',
      '{"amountXof":"Montant des frais"}',
    );
    expect(lines[0]).toMatchObject({ amountXof: 30 });
    const said = await dry(join(cases, 'no-status.csv'), '--provider', 'fedapay');
    expect(said.lines.at(-1)).toMatchObject({ provider: 'fedapay', unreadable: 1 });
  });
});

function rowsOf(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, row) => `T${String(row).padStart(7, '0')},27/11/2026 14:05,100,SUCCESS`,
  );
  return ['Transaction ID,Date,Amount,Status', ...rows].join('\n');
}

/** A data folder that the core made and left. */
async function newShop() {
  const folder = await temporaryFolder();
  await (await openComptoir(folder.path))[Symbol.asyncDispose]();
  return {
    path: folder.path,
    async file(text: string, name = 'rows.csv') {
      await writeFile(join(folder.path, name), text);
      return join(folder.path, name);
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

function serveArgs(dataDir: string): readonly string[] {
  return ['--data', dataDir, '--port', '0', '--ui-port', '0', '--tunnel', 'none', '--no-notifications'];
}
