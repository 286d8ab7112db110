import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import * as v from 'valibot';
import { addRows, lazyReferences, lookUpIn } from '../core/import/add-rows';
import { choicesOf, rememberedOf, type SaidOfFile } from '../core/import/choices';
import { createFileTally, type FileTally } from '../core/import/file-tally';
import { fileTextOf, type FileEncoding } from '../core/import/file-text';
import { openImport, type OpenedImport } from '../core/import/open-import';
import { verdictsOn, type JudgedRow, type LookUp } from '../core/import/verdicts';
import type { LedgerReader } from '../core/ledger/ledger';
import { openLedger } from '../core/ledger/open-ledger';
import { openLedgerReader } from '../core/ledger/open-ledger-reader';
import { prepareData } from '../core/backup/prepare-data';
import { systemClock, type Log } from '../core/ports';
import { providers } from '../core/providers';
import { openSettings } from '../core/settings/settings-file';
import { importColumns, importWords, type ImportPeriod } from '../shared/bridge/import-commands';
import { longestImportBytes } from '../shared/settings/bounds';
import { formatXof, plainSpaces } from '../shared/payment/money';
import { commandTexts } from '../shared/texts/command-texts';
import { importTexts, sanityOf } from '../shared/texts/import-texts';
import { needComptoir, offsetOf, readSettings } from './data';
import { CommandFailure, inTerminal, spokenLanguage, words } from './failure';
import { oneOf, readOptions, required, UsageError } from './options';

const log: Log = (line) => process.stderr.write(`${plainSpaces(line)}\n`);
const mode = 'live';
const unsaidPerson = 'comptoir import';
const linesAtOnce = 512;

/**
 * Reads a file from a provider's dashboard, with a verdict for each row, and adds new payments unless it is a dry run.
 */
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
  const said = { provider, ...columnsIn(options.columns) };
  await needComptoir(dataDir);
  const utcOffsetMinutes = await offsetOf(dataDir);
  const shop = { onlyProvider: null, utcOffsetMinutes };
  const { text, encoding } = fileTextOf(await bytesOf(path));
  const opened = openImport(text, choicesOf(await readSettings(dataDir), said, shop));
  if (opened === null) throw new CommandFailure(inTerminal(commandTexts)['file-unreadable']);

  const isDry = options['dry-run'] === true;
  const target = await (isDry ? openKnown(dataDir) : openTarget(dataDir, options.by ?? unsaidPerson));
  const tally = createFileTally(opened.reading.words, utcOffsetMinutes);
  try {
    const fresh: JudgedRow[] = [];
    let lines = '';
    for await (const row of verdictsOn(opened, target.lookUp)) {
      tally.add(row);
      if (row.fate === 'new' && !isDry) fresh.push(row);
      lines += lineOf(row);
      if (tally.rowCount % linesAtOnce !== 0) continue;
      await target.add(fresh.splice(0));
      await write(lines);
      lines = '';
      if (process.stderr.isTTY) process.stderr.write(`\r${tally.rowCount} `);
    }
    await target.add(fresh);
    await target.remember(rememberedOf(opened));
    await write(`${lines}${JSON.stringify({ ...sumsOf(tally), ...whatWasRead(opened, encoding) })}\n`);
    tell(opened, tally, await tally.period(target.ledger));
  } finally {
    await target.close();
  }
  return 0;
}

function sumsOf({ counts, rowCount, newXof }: FileTally) {
  return {
    rows: rowCount,
    new: counts.new,
    known: counts.known,
    notReceived: counts['not-received'],
    unknownStatus: counts['unknown-status'],
    otherCurrency: counts['other-currency'],
    notAPayment: counts['not-a-payment'],
    unreadable: counts.unreadable,
    newXof,
  };
}

function whatWasRead({ reading }: OpenedImport, encoding: FileEncoding) {
  return { provider: reading.provider, encoding, columns: reading.columns };
}

/** For a person, before the lines for machines: sum and days, and what only a person can decide. */
function tell({ provider, reading }: OpenedImport, tally: FileTally, period: ImportPeriod | null): void {
  const language = spokenLanguage();
  const texts = inTerminal(importTexts);
  if (process.stderr.isTTY) log('');
  log(texts.commandLine.sum(tally.counts.new, formatXof(tally.newXof, language)));
  if (period !== null)
    for (const sentence of sanityOf(period, tally.newXof, { language, dayName: (day) => day }).sentences)
      log(sentence);
  if (provider === null) log(texts.commandLine.unsureProvider);
  if (tally.reasons().some(({ reason }) => reason === 'number-is-reference')) log(texts.referencesOnly);
  const unsaid = tally.words().filter(({ word }) => !Object.hasOwn(reading.words, word));
  if (unsaid.length > 0)
    log(texts.commandLine.unknownWords(unsaid.map(({ word, count }) => texts.word(word, count)).join(', ')));
}

function columnsIn(text: string | undefined): Pick<SaidOfFile, 'columns' | 'words'> {
  if (text === undefined) return { columns: null, words: {} };
  const texts = inTerminal(importTexts).commandLine;
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new UsageError(texts.columnsNotJson);
  }
  const parsed = v.safeParse(
    v.strictObject({ ...v.partial(importColumns).entries, words: v.optional(importWords, {}) }),
    given,
  );
  if (!parsed.success)
    throw new UsageError(texts.columnsUnknown([...Object.keys(importColumns.entries), 'words'].join(', ')));
  const { words, ...columns } = parsed.output;
  // A name that was left out is guessed, so its key must be absent, not undefined.
  return {
    columns: Object.fromEntries(Object.entries(columns).filter(([, name]) => name !== undefined)),
    words,
  };
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const size = await stat(path).then(
    ({ size }) => size,
    () => null,
  );
  if (size === null) throw new CommandFailure(words().noSuchFile(path));
  if (size > longestImportBytes) throw new CommandFailure(inTerminal(commandTexts)['file-too-large']);
  return readFile(path);
}

interface Target {
  readonly ledger: Pick<LedgerReader, 'day'>;
  readonly lookUp: LookUp;
  readonly add: (rows: readonly JudgedRow[]) => Promise<void>;
  readonly remember: (columns: ReturnType<typeof rememberedOf>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Only reads, even while a server uses the same folder. */
async function openKnown(dataDir: string): Promise<Target> {
  const offset = await offsetOf(dataDir);
  const ledger = await openLedgerReader({ dataDir, log, utcOffsetMinutes: () => offset });
  const known = new Map<string, number | null>();
  const received = new Set(['success', 'check']);
  for await (const { provider, mode: side, transactionId, status, amountXof } of ledger.payments({}))
    if (side === mode && transactionId !== null && received.has(status))
      known.set(`${provider} ${transactionId}`, amountXof);
  const references = lazyReferences(ledger, mode);
  return {
    ledger,
    async lookUp(provider, { transactionId, reference }) {
      if (transactionId === null)
        return reference === null ? null : ((await references(provider)).get(reference) ?? null);
      const amountXof = known.get(`${provider} ${transactionId}`);
      return amountXof === undefined ? null : { amountXof };
    },
    add: () => Promise.resolve(),
    remember: () => Promise.resolve(),
    close: () => ledger.close(),
  };
}

/** Exits with 3 while another Comptoir uses the folder. */
async function openTarget(dataDir: string, by: string): Promise<Target> {
  const offset = await offsetOf(dataDir);
  const { ledger } = await openLedger({
    dataDir,
    log,
    clock: systemClock,
    utcOffsetMinutes: () => offset,
    prepare: () => prepareData(dataDir, systemClock.now(), log),
  });
  const to = { ledger, providers, mode } as const;
  return {
    ledger,
    async remember(columns) {
      const { settings } = await openSettings(dataDir, () => systemClock.now(), log);
      await settings.change(columns);
    },
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
