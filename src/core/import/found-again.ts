import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type {
  AddedPayment,
  ImportColumns,
  ImportFate,
  ImportPreview,
  ImportRow,
} from '../../shared/bridge/truth-commands';
import type { EndpointName } from '../../shared/payment/endpoint';
import type { DeafPeriod } from '../../shared/silence/hearing';
import type { Found, Payment, PaymentStatus } from '../../shared/payment/payment';
import { dayOf } from '../../shared/calendar';
import { yieldToLoop } from '../storage/time-slice';
import { LedgerRefusal, type AppendOutcome, type Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';
import { unreadableEvent, type Provider, type ToldPayment } from '../provider';
import type { SettingsFile } from '../settings/settings-file';
import { verdictOn } from '../verification/compare';
import { guessColumns, readCsv, rowsOf, type CsvFile, type CsvRow } from './csv-rows';
import type { Verifier } from '../verification/verifier';

export interface FoundAgainParts {
  readonly ledger: Ledger;
  readonly providers: readonly Provider[];
  readonly settings: SettingsFile;
  readonly verifier: Verifier;
  readonly clock: Clock;
  readonly utcOffsetMinutes: () => number;
  /** A payment was put in: it is shown, and rings nothing. */
  readonly onFound: (payment: Payment) => void;
}

/** Who asks, and what may be shown to them. */
export interface Asking {
  readonly fail: (code: CommandError) => never;
  readonly isWithinReach: (payment: Payment) => boolean;
}

type Handlers = Pick<CommandHandlers, 'addPayment' | 'previewImport' | 'importPayments'>;

/** What is known of a payment that somebody puts in. */
type Facts = Pick<Payment, 'transactionId' | 'amountXof' | 'account' | 'method' | 'performedAt'> & {
  readonly feesXof: number | null;
  readonly status: Extract<PaymentStatus, 'success' | 'failed'>;
};

const mostShown = 50;
/** So many are less than a millisecond. */
const rowsAtOnce = 64;

/** Payments that no call announced, put in by their number or from a file. */
export function createFoundAgain(parts: FoundAgainParts, { fail, isWithinReach }: Asking): Handlers {
  const { ledger, providers, settings, verifier, clock } = parts;
  const now = (): string => new Date(clock.now()).toISOString();
  const refused = (error: unknown): never => {
    if (error instanceof LedgerRefusal) return fail('ledger-unavailable');
    throw error;
  };
  const providerOf = (name: string): Provider =>
    providers.find((provider) => provider.name === name) ?? fail('bad-argument');

  const put = ({ provider, mode }: EndpointName, facts: Facts, found: Found): Promise<AppendOutcome> => {
    const { status, ...said } = facts;
    const { events } = providerOf(provider);
    const event = { ...unreadableEvent, ...said, status, event: events[status], doubts: [] };
    const receivedAt = now();
    const rawBody = new Uint8Array();
    return ledger.append({ provider, mode, receivedAt, rawBody, headers: {}, event, found }).catch(refused);
  };

  /** Whoever has the number of another day's payment is not shown that payment for it. */
  const putByNumber: typeof put = async (endpoint, facts, found) => {
    const outcome = await put(endpoint, facts, found);
    return outcome.duplicate && !isWithinReach(outcome.payment) ? fail('locked') : outcome;
  };

  const addPayment: Handlers['addPayment'] = async ({ transactionId: typed, amountXof, by, ...endpoint }) => {
    const transactionId = typed.replace(/\s/g, '');
    if (!/^[\w-]{4,64}$/.test(transactionId)) fail('transaction-malformed');
    const found: Found = { how: 'typed', by, at: now() };
    const answer = await verifier.ask(endpoint.provider, endpoint.mode, transactionId);
    if (answer?.kind === 'unknown-payment') fail('transaction-unknown');
    if (answer?.kind !== 'told') {
      const facts = { ...untold, transactionId, amountXof: amountXof ?? fail('amount-needed') };
      const { payment, duplicate } = await putByNumber(endpoint, facts, found);
      if (!duplicate) tell(payment);
      return { payment, known: duplicate };
    }
    return addTold(endpoint, transactionId, answer.payment, found);
  };

  const addTold = async (
    endpoint: EndpointName,
    transactionId: string,
    told: ToldPayment,
    found: Found,
  ): Promise<AddedPayment> => {
    const { outcome, isIncoming: _direction, ...said } = told;
    if (outcome === 'pending') fail('transaction-pending');
    const status = outcome === 'failed' ? 'failed' : 'success';
    const { payment, duplicate } = await putByNumber(endpoint, { ...said, transactionId, status }, found);
    const verdict =
      status === 'failed' ? null : verdictOn(payment, { kind: 'told', payment: told }, clock.now());
    const annotated =
      verdict === null
        ? payment
        : ((await ledger.annotate(payment.id, { field: 'verification', value: verdict }).catch(refused)) ??
          payment);
    tell(annotated);
    return { payment: annotated, known: duplicate };
  };
  const tell = (payment: Payment): void => {
    verifier.follow(payment);
    parts.onFound(payment);
  };

  const fileIn = (text: string): CsvFile => readCsv(text) ?? fail('file-unreadable');
  const fateOf = async ({ provider, mode }: EndpointName, row: CsvRow): Promise<ImportFate> => {
    const { transactionId, amountXof } = row;
    if (transactionId === null || amountXof === null) return 'unreadable';
    if (row.status === 'check' || row.status === 'failed') return 'not-received';
    const event = providerOf(provider).events.success;
    return (await ledger.find({ provider, mode, event, transactionId })) === null ? 'new' : 'known';
  };

  return {
    addPayment,
    async previewImport({ text, columns: chosen, ...endpoint }) {
      const file = fileIn(text);
      const columns = chosen ?? guessColumns(file.names, settings.current().importColumns);
      const rows = rowsOf(file, columns, parts.utcOffsetMinutes());
      const deaf = await deafAround(rows, ledger, parts.utcOffsetMinutes());
      const seen = new Set<string>();
      const shown: ImportRow[] = [];
      for (const [at, { account: _account, method: _method, ...row }] of rows.entries()) {
        if (at % rowsAtOnce === rowsAtOnce - 1) await yieldToLoop();
        const fate = await fateOf(endpoint, { ...row, account: null, method: null }).catch(refused);
        const again = row.transactionId !== null && seen.has(row.transactionId);
        if (row.transactionId !== null) seen.add(row.transactionId);
        shown.push({ ...row, fate: fate === 'new' && again ? 'known' : fate, whileDeaf: isIn(deaf, row) });
      }
      return previewOf(file, columns, shown);
    },
    async importPayments({ text, columns, by, ...endpoint }) {
      const file = fileIn(text);
      await settings.change({ importColumns: columns });
      const rows = rowsOf(file, columns, parts.utcOffsetMinutes());
      const deaf = await deafAround(rows, ledger, parts.utcOffsetMinutes());
      const inOrder = [...rows.filter((row) => isIn(deaf, row)), ...rows.filter((row) => !isIn(deaf, row))];
      let [added, addedXof, known] = [0, 0, 0];
      for (const [at, row] of inOrder.entries()) {
        if (at % rowsAtOnce === rowsAtOnce - 1) await yieldToLoop();
        const fate = await fateOf(endpoint, row).catch(refused);
        if (fate === 'known') known += 1;
        if (fate !== 'new') continue;
        const { line: _line, ...said } = row;
        const facts: Facts = { ...said, feesXof: null, status: 'success' };
        const { payment, duplicate } = await put(endpoint, facts, { how: 'imported', by, at: now() });
        if (duplicate) continue;
        added += 1;
        addedXof += payment.amountXof ?? 0;
        tell(payment);
      }
      return { added, addedXof, known };
    },
  };
}

const untold = {
  ...{ feesXof: null, method: null, account: null, performedAt: null },
  status: 'success',
} as const;

function previewOf(file: CsvFile, columns: ImportColumns, rows: readonly ImportRow[]): ImportPreview {
  const fresh = rows.filter(({ fate }) => fate === 'new');
  const count = (fate: ImportFate): number => rows.filter((row) => row.fate === fate).length;
  return {
    names: file.names,
    columns,
    rows: [...rows.filter(({ whileDeaf }) => whileDeaf), ...rows.filter(({ whileDeaf }) => !whileDeaf)].slice(
      0,
      mostShown,
    ),
    counts: {
      new: fresh.length,
      known: count('known'),
      'not-received': count('not-received'),
      unreadable: count('unreadable'),
    },
    newXof: fresh.reduce((sum, { amountXof }) => sum + (amountXof ?? 0), 0),
    newWhileDeaf: fresh.filter(({ whileDeaf }) => whileDeaf).length,
  };
}

async function deafAround(
  rows: readonly CsvRow[],
  ledger: Ledger,
  utcOffsetMinutes: number,
): Promise<readonly DeafPeriod[]> {
  const times = rows.flatMap(({ performedAt }) => (performedAt === null ? [] : [performedAt])).sort();
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined) return [];
  return ledger.deafPeriods(dayOf(first, utcOffsetMinutes), dayOf(last, utcOffsetMinutes));
}

function isIn(deaf: readonly DeafPeriod[], { performedAt }: Pick<CsvRow, 'performedAt'>): boolean {
  if (performedAt === null) return false;
  return deaf.some(({ from, to }) => from <= performedAt && (to === null || performedAt <= to));
}
