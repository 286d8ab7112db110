import { once } from 'node:events';
import { printable } from '../core/announce/printable';
import { openLedgerReader } from '../core/ledger/open-ledger-reader';
import { maskAccount } from '../shared/payment/mask';
import { formatXof } from '../shared/payment/money';
import { mayHaveMissed, type DeafPeriod } from '../shared/silence/hearing';
import type { Payment, PaymentQuery } from '../shared/payment/payment';
import { needComptoir, offsetOf } from './data';
import { day, oneOf, readOptions, required, wholeNumber } from './options';

const pageSize = 500;
const firstDay = '1970-01-01';
const lastDay = '9999-12-31';
const longestText = 60;

/**
 * The payments, newest first, one JSON object a line (or one plain line without `--json`). Times in which some may have
 * been missed are in their places among them: on stdout for people, on stderr where a program reads stdout.
 */
export async function list(args: string[]): Promise<number> {
  const options = readOptions(args, {
    data: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    status: { type: 'string' },
    limit: { type: 'string' },
    json: { type: 'boolean' },
  });
  const dataDir = required('data', options.data);
  const from = day('from', options.from);
  const to = day('to', options.to);
  const status = oneOf('status', options.status, ['success', 'failed', 'check', 'all']) ?? 'all';
  let left = wholeNumber('limit', options.limit, { min: 1, max: Number.MAX_SAFE_INTEGER }) ?? Infinity;

  await needComptoir(dataDir);
  const offset = await offsetOf(dataDir);
  const ledger = await openLedgerReader({
    dataDir,
    utcOffsetMinutes: () => offset,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    const deaf =
      status === 'all'
        ? [...(await ledger.deafPeriods(from ?? firstDay, to ?? lastDay))].filter(mayHaveMissed)
        : [];
    const deafSince = (instant: string): string => {
      let lines = '';
      for (let newest = deaf.at(-1); newest !== undefined && newest.from > instant; newest = deaf.at(-1)) {
        lines += `${deafLine(newest)}\n`;
        deaf.pop();
      }
      if (options.json !== true) return lines;
      process.stderr.write(lines);
      return '';
    };
    let after: string | null = null;
    do {
      const query: PaymentQuery = {
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        ...(after === null ? {} : { after }),
        status,
        limit: Math.min(pageSize, left),
      };
      const page = await ledger.page(query);
      const text = page.payments
        .map((payment) => {
          const line = options.json === true ? JSON.stringify(payment) : plainLine(payment);
          return `${deafSince(payment.receivedAt)}${line}\n`;
        })
        .join('');
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
      left -= page.payments.length;
      after = page.next;
    } while (after !== null && left > 0);
    if (after === null) process.stdout.write(deafSince(''));
  } finally {
    await ledger.close();
  }
  return 0;
}

function deafLine({ from, to, cause, checked, since, until }: DeafPeriod): string {
  const seen = checked === null ? 'not checked' : `checked by ${shown(checked.by)} at ${checked.at}`;
  const end = to ?? (until === 'unknown' ? 'a time unknown: the clock is wrong' : 'now');
  const doubt = since === undefined ? [] : ['at least since then'];
  return [from, 'DEAF', `until ${end}`, cause, seen, ...doubt].join('\t');
}

/** Text from outside, without characters that a terminal would obey or that would look like another column. */
function shown(text: string | null): string {
  return printable(text ?? '', longestText);
}

function plainLine(payment: Payment): string {
  const amount = payment.amountXof === null ? '?' : formatXof(payment.amountXof, 'en');
  const test = payment.mode === 'sandbox' ? 'TEST' : '';
  return [
    payment.receivedAt,
    payment.status,
    amount,
    shown(payment.method),
    maskAccount(shown(payment.account)) ?? '',
    test,
  ].join('\t');
}
