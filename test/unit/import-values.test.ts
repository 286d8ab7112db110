import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../../src/shared/calendar';
import { rowsIn, told } from '../support/import-reading';

const at = '2026-11-27T13:05:00.000Z';

describe('an amount', () => {
  const amount = (cell: string): string => told(`ID\tMontant\nabcd1\t${cell}`).join().replace('2 ', '');
  it.each([
    ...([
      ['1 500 F CFA', 1_500],
      ['1\u202f500', 1_500],
      ['1.500', 1_500],
      ['1,500', 1_500],
      ['1.500.000', 1_500_000],
      ['1500,00', 1_500],
    ] as const),
    ...([
      ['1500,000', 1_500],
      ['1500.000', 1_500],
      ['XOF 2,000.00', 2_000],
      ['FCFA 500', 500],
      ["1'500", 1_500],
      ['+700', 700],
    ] as const),
    ...([
      ['1.500,00', 1_500],
      ['25 350 francs', 25_350],
      ['0500', 500],
      ['１５００', 1_500],
      ['300F', 300],
    ] as const),
  ])('%s is %i francs', (cell, francs) => {
    expect(amount(cell)).toBe(`received abcd1 ${francs} - undated`);
  });
  it.each([
    ...([
      ['1500,50', 'amount-not-whole'],
      ['1,5', 'amount-not-whole'],
      ['15,00,000', 'amount-unclear'],
      ['1.500,000', 'amount-unclear'],
    ] as const),
    ...([
      ['1 500.000 000', 'amount-unclear'],
      ['0', 'amount-zero'],
      ['0,00', 'amount-zero'],
      ['gratuit', 'amount-unclear'],
      ['', 'amount-missing'],
    ] as const),
    ...([
      ['9999999999', 'amount-too-large'],
      ['1500 à 2000', 'amount-unclear'],
      ['0,500', 'amount-unclear'],
    ] as const),
  ])('%j is refused: %s', (cell, reason) => {
    expect(amount(cell)).toBe(`unreadable abcd1 - - ${reason}`);
  });
  it.each(['-1500', '(1500)', '1500-', '\u22121 500 F'])('%s went out', (cell) => {
    expect(amount(cell)).toBe('not-a-payment abcd1 - - negative');
  });
  it.each(['15 €', '15 EUR', 'GNF 250 000', '$15', '1500 XAF', '₦1,500'])(
    'in %s is in another currency',
    (cell) => {
      expect(amount(cell)).toBe('other-currency abcd1 - - currency');
    },
  );

  it('is read back however a spreadsheet groups it', () => {
    const groups = fc.constantFrom(' ', '\u00a0', '\u202f', '.', ',', "'", '');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999 }),
        groups,
        fc.constantFrom('', ' F', ' FCFA', ' XOF'),
        (francs, sign, unit) => {
          const cell = String(francs).replace(/\B(?=(\d{3})+$)/g, sign);
          expect(amount(`${cell}${unit}`)).toBe(`received abcd1 ${francs} - undated`);
        },
      ),
    );
  });
});

describe('a date', () => {
  const date = (cell: string): string =>
    told(`ID\tMontant\tDate\nabcd1\t1500\t${cell}`).join().replace('2 ', '');
  it.each([
    ...[
      '27/11/2026 14:05',
      '27-11-2026 14h05',
      '27.11.2026 14:05:00',
      '2026/11/27 14:05',
      '27/11/26 14:05',
      '27 nov. 2026 14:05',
    ],
    ...[
      '27 novembre 2026 à 14h05',
      'vendredi 27 novembre 2026 14:05',
      'Nov 27, 2026 2:05 PM',
      'November 27th, 2026 at 2:05 p.m.',
    ],
    ...[
      '2026-11-27T13:05:00.000Z',
      '2026-11-27T14:05:00+01:00',
      '2026-11-27 14:05:00 +0100',
      '2026-11-27 13:05:00 UTC',
      '20261127140500',
    ],
    ...[
      '1795784700',
      '1795784700000',
      '46353,586805556',
      '46353.586805556',
      'Fri Nov 27 2026 14:05:00 GMT+0100 (WAT)',
      '27-Nov-26 14:05',
    ],
    ...['27/11/2026 02:05:00 PM', '27/11/2026, 14:05', "'27/11/2026 14:05", '27/11/2026 - 14:05'],
  ])('%s', (cell) => {
    expect(date(cell)).toBe(`received abcd1 1500 ${at} -`);
  });
  it.each([
    '26 nov. 2026',
    '1er déc. 2026',
    'Dec 2, 2026',
    '3 décembre 2026',
    '2026-12-04',
    '05/12/2026',
    '46362',
  ])('%s is a day', (cell) => {
    expect(date(cell)).toMatch(/^received abcd1 1500 2026-1[12]-\d\dT11:00:00\.000Z -$/);
  });
  it.each([
    '31/02/2026',
    '29/02/2026 10:00',
    '2026-13-01',
    '27/11/2026 25:99',
    '27/11/2026 24:30',
    '00/11/2026',
    '32 nov. 2026',
    '27/11/2026 13:05 PM',
  ])('%s is impossible', (cell) => expect(date(cell)).toBe('unreadable abcd1 1500 - date-impossible'));
  it.each(['hier', 'nov. 2026', '27 xyz 2026', '27/11/2026 midi', '12'])('%s is not understood', (cell) =>
    expect(date(cell)).toBe('unreadable abcd1 1500 - date-unclear'),
  );
  it('that a spreadsheet shortened is refused', () =>
    expect(date('4,6E+04')).toBe('unreadable abcd1 1500 - date-shortened'));
});

describe('a word for the state', () => {
  const state = (word: string, words = {}): string | undefined =>
    rowsIn(`ID\tMontant\tDate\tStatut\nabcd1\t1500\t27/11/2026 14:05\t${word}`, { words })[0]?.finding;
  it.each(['Paiement réussi', 'Transaction successful', 'EFFECTUÉE', 'payment.success', 'Succès ✓'])(
    '%s: received',
    (word) => expect(state(word)).toBe('received'),
  );
  it.each([
    'Non payé',
    'pas reçu',
    'not paid',
    'Unpaid',
    'Non abouti',
    'Paiement échoué',
    'INSUFFICIENT_FUND',
    'transaction.declined',
    'En attente',
    'Chargeback',
    'KO',
  ])('%s: not received', (word) => expect(state(word)).toBe('not-received'));
  it.each([
    'TS',
    '1',
    'TRUE',
    '✓',
    'traité',
    'success failed',
    'pas échoué',
    'code 00',
    'constructor',
    '__proto__',
  ])('%s: unknown', (word) => expect(state(word)).toBe('unknown-status'));
  it('keeps the meaning that the owner gave it', () => {
    expect(state('TS', { ts: 'received' })).toBe('received');
    expect(state('ts', { ts: 'not-received' })).toBe('not-received');
  });
});

describe('a date in any writing', () => {
  const zones = ['UTC', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'] as const;
  const withIntl =
    (locale: string, dateStyle: 'short' | 'medium' | 'long' | 'full', timeStyle: 'short' | 'medium') =>
    (wall: Date): string =>
      new Intl.DateTimeFormat(locale, { dateStyle, timeStyle, timeZone: 'UTC' }).format(wall);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = (wall: Date): string => `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`;
  const dayFirst =
    (sign: string, isShort: boolean) =>
    (wall: Date): string => {
      const year = String(wall.getUTCFullYear()).slice(isShort ? 2 : 0);
      return `${[two(wall.getUTCDate()), two(wall.getUTCMonth() + 1), year].join(sign)} ${clock(wall)}`;
    };
  /** Of the shop's own wall: what spreadsheets and dashboards make of it. */
  const writers: readonly ((wall: Date) => string)[] = [
    ...['fr-FR', 'fr-BJ', 'en-GB'].flatMap((locale) =>
      (['short', 'medium', 'long', 'full'] as const).flatMap((style) => [
        withIntl(locale, style, 'short'),
        withIntl(locale, style, 'medium'),
      ]),
    ),
    // The order of the figures alone is the reader's guess: only names are sure.
    withIntl('en-US', 'medium', 'short'),
    withIntl('en-US', 'long', 'medium'),
    ...['/', '-', '.'].flatMap((sign) => [dayFirst(sign, false), dayFirst(sign, true)]),
    (wall) => wall.toISOString().slice(0, 16).replace('T', ' '),
    (wall) => wall.toISOString().slice(0, 19),
    (wall) => String((wall.getTime() - Date.UTC(1899, 11, 30)) / dayMs),
    (wall) => ((wall.getTime() - Date.UTC(1899, 11, 30)) / dayMs).toFixed(6).replace('.', ','),
  ];
  const minutes = fc.integer({ min: Date.UTC(2001, 0, 1) / 60_000, max: Date.UTC(2098, 0, 1) / 60_000 });
  const read = (cell: string, utcOffsetMinutes: number, others: readonly string[] = []): string => {
    const rows = [cell, ...others].map((date) => `abcd1\t1500\t${date}`);
    const [row] = rowsIn(['ID\tMontant\tDate', ...rows].join('\n'), { utcOffsetMinutes });
    return row?.performedAt ?? row?.reason ?? 'no row';
  };

  it('is read back to the minute, or refused, and is never another', () => {
    fc.assert(
      fc.property(minutes, fc.constantFrom(...writers), fc.constantFrom(0, 60), (minute, write, offset) => {
        const wall = new Date(minute * 60_000);
        const cell = write(wall);
        const meant = new Date(wall.getTime() - offset * 60_000).toISOString();
        expect([meant, 'date-unclear', 'date-impossible', 'date-shortened'], cell).toContain(
          read(cell, offset),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('with its months first is known by a date that can be nothing else', () => {
    fc.assert(
      fc.property(minutes, (minute) => {
        const wall = new Date(minute * 60_000);
        const cell = withIntl('en-US', 'short', 'short')(wall);
        expect(read(cell, 60, ['11/27/2026 2:05 PM']), cell).toBe(
          new Date(wall.getTime() - 3_600_000).toISOString(),
        );
      }),
    );
  });

  it('that names its distance from Greenwich is that instant, in zones with a summer time too', () => {
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, timeZone) => {
        const instant = new Date(minute * 60_000);
        const parts = new Intl.DateTimeFormat('en-GB', {
          ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' },
          ...{ minute: '2-digit', hourCycle: 'h23', timeZoneName: 'longOffset' },
        } as const).formatToParts(instant);
        const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
        const zone = part('timeZoneName').replace('GMT', '');
        const date = `${part('year')}-${part('month')}-${part('day')}`;
        const cell = `${date}T${part('hour')}:${part('minute')}:00${zone === '' ? 'Z' : zone}`;
        expect(read(cell, 60), cell).toBe(instant.toISOString());
      }),
    );
  });
});
