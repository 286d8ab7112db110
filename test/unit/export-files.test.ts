import Papa from 'papaparse';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { exportFile, type ExportParts } from '../../src/core/export/export';
import type { ExportRequest } from '../../src/shared/payment/export';
import type { DeafPeriod } from '../../src/shared/silence/hearing';
import type { MissingPayments } from '../../src/shared/payment/missing';
import type { Payment } from '../../src/shared/payment/payment';
import { paymentAt } from '../support/window/scenes';
import { eventually } from '../support/window/eventually';
import { cellsOf, workbookIn } from '../support/workbook';
import { trials } from '../support/trials';

const now = Date.parse('2026-11-23T20:00:00Z');
const deaf: DeafPeriod = {
  id: 'd1',
  from: '2026-11-23T19:30:00.000Z',
  to: '2026-11-23T19:41:00.000Z',
  cause: 'tunnel-down',
  checked: null,
};

interface Shop {
  readonly payments: readonly Payment[];
  readonly deafPeriods?: readonly DeafPeriod[];
  readonly missing?: MissingPayments | null;
}

async function bytesOf(shop: Shop, request: Partial<ExportRequest>): Promise<Buffer> {
  const { payments, deafPeriods = [], missing = null } = shop;
  const ledger: ExportParts['ledger'] = {
    deafPeriods: () => Promise.resolve(deafPeriods),
    missing: () => Promise.resolve(missing),
    payments: () => Readable.from(payments),
  };
  const parts = {
    ledger,
    language: 'fr',
    utcOffsetMinutes: 60,
    exportedAt: new Date(now).toISOString(),
  } as const;
  const chunks: Buffer[] = [];
  const file = exportFile(
    { ...parts, onProgress: () => undefined },
    { format: 'csv', payers: 'whole', ...request },
  );
  for await (const chunk of file) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function csvRows(shop: Shop, request: Partial<ExportRequest> = {}): Promise<Record<string, string>[]> {
  const text = (await bytesOf(shop, { ...request, format: 'csv' })).toString();
  return Papa.parse<Record<string, string>>(text, { header: true, delimiter: ';', skipEmptyLines: true })
    .data;
}

const odd = [
  paymentAt(now, 1, { amountXof: 43_500, claim: { by: 'Awa', at: '2026-11-23T19:59:30.000Z' } }),
  paymentAt(now, 5, { amountXof: 900, mode: 'sandbox' }),
  paymentAt(now, 40, {
    amountXof: 15_000,
    status: 'failed',
    failureMessage: 'Solde; insuffisant',
    failureCode: 'x',
  }),
  paymentAt(now, 50, { amountXof: null, status: 'check', doubts: ['amount-missing'] }),
  paymentAt(now, 60, {
    amountXof: 7_000,
    verification: { kind: 'reversed', at: '2026-11-23T19:00:00.000Z' },
  }),
].reverse(); // the earliest first

describe('a CSV export', () => {
  it('begins with the byte order mark and has one line for each payment and each deaf period, in order of time', async () => {
    const bytes = await bytesOf({ payments: odd, deafPeriods: [deaf] }, { format: 'csv' });
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const rows = await csvRows({ payments: odd, deafPeriods: [deaf] });
    expect(rows.map((row) => [row['\ufeffLigne'] ?? row.Ligne, row['Résultat'], row['Reçu (F)']])).toEqual([
      ['Paiement', 'Annulé', ''],
      ['Paiement', 'À vérifier', ''],
      ['Paiement', 'Échoué', ''],
      ['Hors ligne', '', ''],
      ['Paiement', 'Essai', ''],
      ['Paiement', 'Reçu', '43500'],
    ]);
    expect(rows[5]).toMatchObject({
      'Arrivé le': '2026-11-23 20:59:00',
      'Servi par': 'Awa',
      'Servi le': '2026-11-23 20:59:30',
    });
    expect(rows[3]).toMatchObject({ 'Arrivé le': '2026-11-23 20:30:00' });
    expect(rows[3]?.['À vérifier']).toContain('jusqu’au 2026-11-23 20:41:00');
    expect(rows[3]?.['À vérifier']).toContain('Pas encore vérifié');
    expect(rows[2]).toMatchObject({
      'Raison de l’échec': 'Solde; insuffisant / x',
      'Montant annoncé (F)': '15000',
    });
    expect(rows[1]?.['À vérifier']).toBe('Le montant manque.');
  });

  it('holds no cell that a spreadsheet would carry out, and loses nothing of what came', async () => {
    const hostile = fc.tuple(
      fc.constantFrom('', ' ', '\t', '\n', '\u00a0'),
      fc.constantFrom('=', '+', '-', '@', '＝', '"', ';', "'", '0', 'a'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        hostile.map((parts) => parts.join('')),
        async (label) => {
          const [row] = await csvRows({ payments: [paymentAt(now, 1, { label })] });
          const cell = row?.Motif ?? '';
          const quoted = /^="((?:[^"]|"")*)"$/.exec(cell)?.[1];
          if (quoted === undefined) expect(cell).not.toMatch(/^\s*[=+\-@＝]/);
          expect(quoted?.replaceAll('""', '"') ?? cell.replace(/^'/, '')).toBe(
            label.replace(/[\u00a0\u202f\u2009]/g, ' '),
          );
        },
      ),
      { numRuns: trials(50, 300) },
    );
  });

  it.each([
    ['1490687397590251', '="1490687397590251"'],
    ['0012345', '="0012345"'],
    ['+2290197000042', '="+2290197000042"'],
    ['1E5', '="1E5"'],
    ['3/4', '="3/4"'],
    ['"12"', '="""12"""'],
    ['5 mai', '="5 mai"'],
    ['VRAI', '="VRAI"'],
    ["'sac", `="'sac"`],
    ['=1+1', "'=1+1"],
    ['-2+cmd|x!A1', "'-2+cmd|x!A1"],
    ['1\n2', "'1\n2"],
    [`9${'0'.repeat(300)}`, `'9${'0'.repeat(300)}`],
    ['Pagne', 'Pagne'],
  ])('writes the text %j as %j', async (label, cell) => {
    const [row] = await csvRows({ payments: [paymentAt(now, 1, { label })] });
    expect(row?.Motif).toBe(cell);
  });

  it('leaves amounts and counts as bare numbers', async () => {
    const [row] = await csvRows({ payments: [paymentAt(now, 1, { amountXof: 43_500, feesXof: 650 })] });
    expect(row).toMatchObject({ 'Reçu (F)': '43500', 'Frais (F)': '650', Annonces: '1' });
  });

  it('has no blank line, whatever the number of payments', async () => {
    for (const count of [0, 1, 500, 501]) {
      const payments = Array.from({ length: count }, (_, at) =>
        paymentAt(now, 1, { transactionId: `t${at}` }),
      );
      const text = (await bytesOf({ payments, deafPeriods: [deaf] }, { format: 'csv' })).toString();
      expect(text).not.toMatch(/\r\n\r\n/);
      expect(text.split('\r\n')).toHaveLength(count + 3);
    }
  });

  it('puts the time of a failed payment under a name that says nothing was paid', async () => {
    const performedAt = '2026-11-23T19:58:00.000Z';
    const rows = await csvRows({
      payments: [paymentAt(now, 2, { status: 'failed', performedAt }), paymentAt(now, 1, { performedAt })],
    });
    expect(rows.map((row) => [row['Payé le'], row['Heure chez KKiaPay']])).toEqual([
      ['', '2026-11-23 20:58:00'],
      ['2026-11-23 20:58:00', ''],
    ]);
  });

  it('hides payers where that is asked for, in every format', async () => {
    const payments = [paymentAt(now, 1, { account: '2290197000042', stateData: { tel: '0197000042' } })];
    for (const format of ['csv', 'json', 'xlsx'] as const) {
      const bytes = await bytesOf({ payments }, { format, payers: 'masked' });
      const text = format === 'xlsx' ? Object.values(workbookIn(bytes)).join('') : bytes.toString();
      expect(text).not.toContain('97000042');
      expect(text).toContain('•••• 42');
    }
  });
});

it('a workbook shows "_x0041_" as it is: Excel would read an A', async () => {
  const payments = [paymentAt(now, 1, { label: '_x0041_ et _X000d_' })];
  const sheet = workbookIn(await bytesOf({ payments }, { format: 'xlsx' }))['xl/worksheets/sheet1.xml'] ?? '';
  expect(sheet).toContain('_x005F_x0041_ et _x005F_X000d_');
});

describe('a JSON export', () => {
  it('holds payments, deaf periods and totals; only live money that stayed is received', async () => {
    const file = JSON.parse(
      (await bytesOf({ payments: odd, deafPeriods: [deaf] }, { format: 'json' })).toString(),
    ) as unknown;
    expect(file).toMatchObject({
      currency: 'XOF',
      deafPeriods: [deaf],
      payments: odd,
      totals: {
        received: { count: 1, amountXof: 43_500 },
        byMethod: [{ method: 'MOBILE_MONEY', count: 1, amountXof: 43_500 }],
        reversed: { count: 1, amountXof: 7_000 },
        failed: { count: 1, amountXof: 15_000 },
        check: { count: 1, amountXof: 0 },
        doubts: [{ doubt: 'amount-missing', count: 1 }],
        byHelper: [{ by: 'Awa', count: 1, amountXof: 43_500 }],
        notHandedOver: { count: 0, amountXof: 0 },
        tests: 1,
      },
    });
  });

  it('is well formed without any payment', async () => {
    expect(JSON.parse((await bytesOf({ payments: [] }, { format: 'json' })).toString())).toMatchObject({
      payments: [],
    });
  });
});

describe('an Excel export', () => {
  it('types its cells: times are days, amounts numbers, numbers of payers text; the heading stays in sight', async () => {
    const workbook = workbookIn(await bytesOf({ payments: odd, deafPeriods: [deaf] }, { format: 'xlsx' }));
    const sheet = workbook['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toContain('state="frozen"');
    const rows = cellsOf(sheet);
    const [heading, last] = [rows[0], rows.at(-1)];
    expect(heading?.slice(0, 4).map(({ text }) => text)).toEqual([
      'Arrivé le',
      'Payé le',
      'Résultat',
      'Reçu (F)',
    ]);
    // 2026-11-23 20:59 in Porto-Novo: 46349 days after Excel's beginning.
    expect(Number(last?.[0]?.number)).toBeCloseTo(46_349 + (20 * 60 + 59) / 1_440, 6);
    expect(last?.[3]).toMatchObject({ ref: 'D6', number: '43500', style: '2' });
    expect(last?.find(({ ref }) => ref === 'H6')).toMatchObject({
      text: '2290197000042',
      number: undefined,
    });
    const totals = cellsOf(workbook['xl/worksheets/sheet3.xml'] ?? '');
    expect(totals[1]?.map(({ text, number }) => text ?? number)).toEqual(['Reçu', '1', '43500']);
    const deafRows = cellsOf(workbook['xl/worksheets/sheet2.xml'] ?? '');
    expect(deafRows[1]?.at(-1)?.text).toBe('la liaison internet était coupée');
  });

  it('keeps any text as itself, in XML that every reader accepts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (label) => {
        const workbook = workbookIn(
          await bytesOf({ payments: [paymentAt(now, 1, { label })] }, { format: 'xlsx' }),
        );
        const sheet = workbook['xl/worksheets/sheet1.xml'] ?? '';
        const cell = cellsOf(sheet)[1]?.find(({ ref }) => ref === 'J2');
        expect(cell?.number).toBeUndefined();
        expect(sheet).not.toMatch(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/u);
        const readable = label
          .replace(/[\u00a0\u202f\u2009]/g, ' ')
          .replace(
            /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
            '\ufffd',
          );
        expect(cell?.text).toBe(readable);
      }),
      { numRuns: trials(15, 60) },
    );
  });
});

describe('marks that nobody sees', () => {
  it.each(['csv', 'xlsx'] as const)('are replaced by a visible sign: %s', async (format) => {
    const payments = [paymentAt(now, 1, { label: 'sac\u202e000 5\u0007\u2066x\u200f' })];
    const bytes = await bytesOf({ payments }, { format });
    const text = format === 'xlsx' ? Object.values(workbookIn(bytes)).join('') : bytes.toString();
    expect(text).toContain('sac\ufffd000 5\ufffd\ufffdx\ufffd');
  });
});

describe('an export that its reader interrupts', () => {
  it.each(['csv', 'json', 'xlsx'] as const)('stops reading the ledger: %s', async (format) => {
    let isReading = true;
    const endless = async function* (): AsyncGenerator<Payment> {
      try {
        for (let n = 0; ; n += 1) yield await Promise.resolve(paymentAt(now, 1, { transactionId: `t${n}` }));
      } finally {
        isReading = false;
      }
    };
    const parts: ExportParts = {
      ledger: {
        deafPeriods: () => Promise.resolve([]),
        missing: () => Promise.resolve(null),
        payments: endless,
      },
      ...{ language: 'fr', utcOffsetMinutes: 60, exportedAt: '', onProgress: () => undefined },
    };
    let taken = 0;
    for await (const chunk of exportFile(parts, { format, payers: 'whole' })) {
      taken += chunk.length;
      if (taken > 50_000) break;
    }
    await eventually(() => expect(isReading).toBe(false));
  });

  it('tells a ledger that fails in the middle, and makes no whole workbook of it', async () => {
    const failing = async function* (): AsyncGenerator<Payment> {
      yield* odd;
      await Promise.reject(new Error('the disk is gone'));
    };
    const parts: ExportParts = {
      ledger: {
        deafPeriods: () => Promise.resolve([]),
        missing: () => Promise.resolve(null),
        payments: failing,
      },
      ...{ language: 'fr', utcOffsetMinutes: 60, exportedAt: '', onProgress: () => undefined },
    };
    const take = async (): Promise<void> => {
      for await (const _ of exportFile(parts, { format: 'xlsx', payers: 'whole' }));
    };
    await expect(take()).rejects.toThrow('the disk is gone');
  });
});
