import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import * as v from 'valibot';
import { addRows, lookUpIn } from '../core/import/add-rows';
import { fileTextOf } from '../core/import/file-text';
import { openImport } from '../core/import/open-import';
import { verdictsOn, type JudgedRow, type LookUp } from '../core/import/verdicts';
import { openLedger } from '../core/ledger/open-ledger';
import { openLedgerReader } from '../core/ledger/open-ledger-reader';
import { prepareData } from '../core/backup/prepare-data';
import { systemClock, type Log } from '../core/ports';
import { providers } from '../core/providers';
import {
  importColumns,
  longestImportBytes,
  type ImportColumns,
  type ImportFate,
} from '../shared/bridge/import-commands';
import { commandTexts } from '../shared/texts/command-texts';
import { needComptoir, offsetOf, readSettings } from './data';
import { CommandFailure } from './failure';
import { oneOf, readOptions, required, UsageError } from './options';

const log: Log = (line) => process.stderr.write(`${line}\n`);
const mode = 'live';
const unsaidPerson = 'comptoir import';
const linesAtOnce = 512;

/** A file of a provider's dashboard, a verdict for each of its rows; what is new is put in unless the run is dry. */
export async function importFile(args: string[]): Promise<number> {
  const options = readOptions(args, {
    data: { type: 'string' },
    file: { type: 'string' },
    provider: { type: 'string' },
    columns: { type: 'string' },
    by: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  });
  const dataDir = required('data', options.data);
  const path = required('file', options.file);
  const provider = oneOf('provider', options.provider, ['kkiapay', 'fedapay']) ?? null;
  const columns = columnsIn(options.columns);
  await needComptoir(dataDir);
  const settings = await readSettings(dataDir);
  const { text, encoding } = fileTextOf(await bytesOf(path));
  const opened = openImport(text, {
    ...{
      provider,
      onlyProvider: null,
      columns,
      remembered: settings?.importColumns ?? null,
      words: settings?.importWords ?? {},
    },
    utcOffsetMinutes: await offsetOf(dataDir),
  });
  if (opened === null) throw new CommandFailure(commandTexts.en['file-unreadable']);

  const isDry = options['dry-run'] === true;
  const target = await (isDry ? openKnown(dataDir) : openTarget(dataDir, options.by ?? unsaidPerson));
  const totals = new Map<ImportFate, number>();
  const fresh: JudgedRow[] = [];
  let [rows, newXof] = [0, 0];
  try {
    let lines = '';
    for await (const row of verdictsOn(opened, target.lookUp)) {
      rows += 1;
      totals.set(row.fate, (totals.get(row.fate) ?? 0) + 1);
      if (row.fate === 'new') newXof += row.amountXof ?? 0;
      if (row.fate === 'new' && !isDry) fresh.push(row);
      lines += lineOf(row);
      if (rows % linesAtOnce !== 0) continue;
      await target.add(fresh.splice(0));
      await write(lines);
      lines = '';
      if (process.stderr.isTTY) process.stderr.write(`\r${rows} `);
    }
    await target.add(fresh);
    const count = (fate: ImportFate): number => totals.get(fate) ?? 0;
    const sums = {
      ...{ rows, new: count('new'), known: count('known'), notReceived: count('not-received') },
      ...{ unknownStatus: count('unknown-status'), otherCurrency: count('other-currency') },
      ...{ notAPayment: count('not-a-payment'), unreadable: count('unreadable'), newXof },
      ...{ provider: opened.reading.provider, encoding, columns: opened.reading.columns },
    };
    await write(`${lines}${JSON.stringify(sums)}\n`);
  } finally {
    await target.close();
  }
  if (opened.provider === null)
    log(
      'The columns do not tell whose file this is: it was read as KKiaPay’s. Say --provider fedapay if it is FedaPay’s.',
    );
  return 0;
}

function columnsIn(text: string | undefined): Partial<ImportColumns> | null {
  if (text === undefined) return null;
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new UsageError('--columns wants JSON such as {"amountXof":"Montant"}');
  }
  const parsed = v.safeParse(v.partial(importColumns), given);
  if (!parsed.success)
    throw new UsageError(`--columns knows ${Object.keys(importColumns.entries).join(', ')}`);
  // A name that was left out is guessed, so it must not stand there as undefined.
  return Object.fromEntries(Object.entries(parsed.output).filter(([, name]) => name !== undefined));
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const size = await stat(path).then(
    ({ size }) => size,
    () => null,
  );
  if (size === null) throw new CommandFailure(`The file ${path} is not there. Check what follows --file.`);
  if (size > longestImportBytes) throw new CommandFailure(commandTexts.en['file-too-large']);
  return readFile(path);
}

interface Target {
  readonly lookUp: LookUp;
  readonly add: (rows: readonly JudgedRow[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Reads only, also while a server runs on the same folder. */
async function openKnown(dataDir: string): Promise<Target> {
  const offset = await offsetOf(dataDir);
  const ledger = await openLedgerReader({ dataDir, log, utcOffsetMinutes: () => offset });
  const known = new Map<string, number | null>();
  const received = new Set(['success', 'check']);
  for await (const { provider, mode: side, transactionId, status, amountXof } of ledger.payments({}))
    if (side === mode && transactionId !== null && received.has(status))
      known.set(`${provider} ${transactionId}`, amountXof);
  return {
    lookUp(provider, transactionId) {
      const amountXof = known.get(`${provider} ${transactionId}`);
      return Promise.resolve(amountXof === undefined ? null : { amountXof });
    },
    add: () => Promise.resolve(),
    close: () => ledger.close(),
  };
}

/** Refused with exit 3 while another Comptoir writes into the folder. */
async function openTarget(dataDir: string, by: string): Promise<Target> {
  const offset = await offsetOf(dataDir);
  const { ledger } = await openLedger({
    ...{ dataDir, log, clock: systemClock, utcOffsetMinutes: () => offset },
    prepare: () => prepareData(dataDir, systemClock.now(), log),
  });
  const to = { ledger, providers, mode } as const;
  return {
    lookUp: lookUpIn(to),
    add: (rows) =>
      addRows(to, rows, {
        by,
        now: () => new Date(systemClock.now()).toISOString(),
        onAdded: () => undefined,
      }),
    close: () => ledger.close(),
  };
}

function lineOf({
  line,
  fate,
  transactionId,
  amountXof,
  performedAt,
  account,
  method,
  reference,
  provider,
  word,
  reason,
}: JudgedRow): string {
  const said = { row: line, verdict: fate, transactionId, amountXof, performedAt, account, method, reason };
  return `${JSON.stringify({ ...said, reference, provider, word })}\n`;
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
