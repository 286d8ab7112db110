import Papa from 'papaparse';
import type { ImportColumns } from '../../shared/bridge/truth-commands';
import type { PaymentStatus } from '../../shared/payment/payment';

/** A row of a provider's file as far as it can be understood; null where a column is missing or says nothing. */
export interface CsvRow {
  readonly line: number;
  readonly transactionId: string | null;
  readonly amountXof: number | null;
  /** ISO instant. */
  readonly performedAt: string | null;
  /** `check`: neither received nor failed, so reversed, waiting or unknown. */
  readonly status: PaymentStatus | null;
  readonly account: string | null;
  readonly method: string | null;
}

export interface CsvFile {
  readonly names: readonly string[];
  /** Values by column name. */
  readonly records: readonly Readonly<Record<string, string>>[];
}

const mostRows = 5_000;
/** More, or longer names, are no list of payments: understanding them would hold calls up for seconds. */
const mostColumns = 200;
const longestName = 200;
const longestHeading = mostColumns * (longestName + 3);
/** So is a longer value no amount, number or date. */
const longestValue = 500;

/** The columns of KKiaPay's file are not documented: these are names that such files bear. Longer ones win. */
const likelyNames: Readonly<Record<keyof ImportColumns, readonly string[]>> = {
  transactionId: ['transactionid', 'idtransaction', 'numerodetransaction', 'transaction', 'reference', 'id'],
  amountXof: ['montantbrut', 'montant', 'amount', 'total'],
  performedAt: ['performedat', 'dateheure', 'datedetransaction', 'createdat', 'date'],
  status: ['status', 'statut', 'etat', 'resultat'],
  account: ['account', 'telephone', 'numero', 'phone', 'payeur', 'client'],
  method: ['source', 'method', 'methode', 'moyen', 'operateur', 'type'],
};

const received = [
  'success',
  'successful',
  'succes',
  'reussi',
  'reussie',
  'approved',
  'paid',
  'paye',
  'payee',
];
const failed = [
  'failed',
  'failure',
  'echec',
  'echoue',
  'echouee',
  'declined',
  'canceled',
  'refuse',
  'refusee',
];

/** Null where there is no heading of a bearable size with at least one row under it. */
export function readCsv(text: string): CsvFile | null {
  const rows = text.replace(/^\uFEFF/, '').replace(/^\s*\n/, '');
  const heading = Papa.parse<string[]>(rows.slice(0, longestHeading), { preview: 1 });
  const first = heading.data[0] ?? [];
  if (first.length > mostColumns || first.some((name) => name.length > longestName)) return null;
  const parsed = Papa.parse<Record<string, string>>(rows, {
    header: true,
    delimiter: heading.meta.delimiter,
    skipEmptyLines: 'greedy',
    preview: mostRows,
    transformHeader: (name, at) => name.trim() || `#${at + 1}`,
  });
  const names = parsed.meta.fields ?? [];
  return names.length === 0 || parsed.data.length === 0 ? null : { names, records: parsed.data };
}

/** `remembered`, where the file has those columns; else whatever the names suggest. */
export function guessColumns(names: readonly string[], remembered: ImportColumns | null): ImportColumns {
  const isThere = (name: string | null): boolean => name === null || names.includes(name);
  if (remembered !== null && Object.values(remembered).every(isThere)) return remembered;
  const taken = new Set<string>();
  const guess = (field: keyof ImportColumns): string | null => {
    const free = names.filter((name) => !taken.has(name));
    const found =
      likelyNames[field]
        .flatMap((likely) => free.filter((name) => plain(name) === likely))
        .concat(likelyNames[field].flatMap((likely) => free.filter((name) => plain(name).includes(likely))))
        .at(0) ?? null;
    if (found !== null) taken.add(found);
    return found;
  };
  return {
    transactionId: guess('transactionId'),
    amountXof: guess('amountXof'),
    performedAt: guess('performedAt'),
    status: guess('status'),
    account: guess('account'),
    method: guess('method'),
  };
}

/** Times without a zone are the shop's own. */
export function rowsOf(file: CsvFile, columns: ImportColumns, utcOffsetMinutes: number): readonly CsvRow[] {
  return file.records.map((record, at) => {
    const value = (field: keyof ImportColumns): string => {
      const name = columns[field];
      return name === null || !Object.hasOwn(record, name)
        ? ''
        : (record[name] ?? '').slice(0, longestValue).trim();
    };
    return {
      line: at + 2,
      transactionId: /^[\w-]{4,64}$/.test(value('transactionId')) ? value('transactionId') : null,
      amountXof: amountIn(value('amountXof')),
      performedAt: instantIn(value('performedAt'), utcOffsetMinutes),
      status: columns.status === null ? null : statusIn(value('status')),
      account: value('account') || null,
      method: value('method') || null,
    };
  });
}

/** "25 350", "25,350.00", "25350 XOF": francs have no cents, so two digits at the end after a point are none. */
function amountIn(text: string): number | null {
  const number = text.replace(/\s|\u202f|f\s*cfa|fcfa|xof|f$/gi, '').replace(/[.,]00?$/, '');
  const digits = number.replace(/[.,](?=\d{3}(\D|$))/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

function instantIn(text: string, utcOffsetMinutes: number): string | null {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(text)) return isoOf(Date.parse(text));
  const dayFirst = /^(\d\d?)[/.-](\d\d?)[/.-](\d{4})(?:[ T,]+(\d\d?)[:h](\d\d)(?::(\d\d))?)?/.exec(text);
  const yearFirst = /^(\d{4})[/.-](\d\d?)[/.-](\d\d?)(?:[ T,]+(\d\d?)[:h](\d\d)(?::(\d\d))?)?/.exec(text);
  const [, a, b, c, hour = '12', minute = '0', second = '0'] = dayFirst ?? yearFirst ?? [];
  if (a === undefined || b === undefined || c === undefined) return null;
  const [year, month, day] = dayFirst === null ? [a, b, c] : [c, b, a];
  const local = Date.UTC(
    ...([Number(year), Number(month) - 1, Number(day)] as const),
    ...([Number(hour), Number(minute), Number(second)] as const),
  );
  return Number(month) > 12 || Number(day) > 31 ? null : isoOf(local - utcOffsetMinutes * 60_000);
}

function isoOf(ms: number): string | null {
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

function statusIn(text: string): PaymentStatus {
  const word = plain(text);
  return received.includes(word) ? 'success' : failed.includes(word) ? 'failed' : 'check';
}

/** Without accents, spaces and signs. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
