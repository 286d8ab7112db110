import type { Mode } from '../../shared/payment/payment';
import type { UnsureReason } from '../../shared/payment/verification';
import type { ApiKeys, ProviderAnswer, ProviderQuestion, ToldPayment } from '../provider';

/** KKiaPay's REST API with plain fetch, because its SDK turns every error into "Transaction Not Found". */
const bases: Readonly<Record<Mode, string>> = {
  live: 'https://api.kkiapay.me',
  sandbox: 'https://api-sandbox.kkiapay.me',
};
const timeoutMs = 15_000;
const retryAfterMs = 2_000;

const outcomes: Readonly<Record<string, ToldPayment['outcome']>> = {
  SUCCESS: 'success',
  FAILED: 'failed',
  INSUFFICIENT_FUND: 'failed',
  PENDING: 'pending',
  REVERTED: 'reversed',
};
/** Statuses that say that there is no such payment. */
const denials: ReadonlySet<string> = new Set(['TRANSACTION_NOT_FOUND', 'INVALID_TRANSACTION']);
const retried: ReadonlySet<UnsureReason> = new Set(['unreachable', 'provider-failing']);

/** Asks for the status of a transaction, and again after two seconds where no answer came. */
export async function askKkiapay(question: ProviderQuestion): Promise<ProviderAnswer> {
  const first = await askOnce(question);
  if (first.kind !== 'unsure' || !retried.has(first.reason)) return first;
  await new Promise<void>((resolve) => void question.clock.after(retryAfterMs, resolve));
  return askOnce(question);
}

async function askOnce({
  mode,
  transactionId,
  keys,
  fetch: send,
  clock,
}: ProviderQuestion): Promise<ProviderAnswer> {
  const timeout = new AbortController();
  const cancel = clock.after(timeoutMs, () => timeout.abort());
  try {
    const response = await send(`${bases[mode]}/api/v1/transactions/status`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headersOf(keys) },
      body: JSON.stringify({ transactionId }),
      // The keys must not be sent to another address.
      redirect: 'manual',
      signal: timeout.signal,
    });
    return understand(response.status, await response.text(), transactionId);
  } catch {
    return unsure('unreachable');
  } finally {
    cancel();
  }
}

function headersOf(keys: ApiKeys): Record<string, string> {
  return {
    'x-api-key': keys.publicKey ?? '',
    'x-private-key': keys.privateKey ?? '',
    'x-secret-key': keys.secretKey ?? '',
  };
}

function understand(httpStatus: number, text: string, transactionId: string): ProviderAnswer {
  const answer = parseObject(text);
  const status = answer?.status;
  if (typeof status === 'number') return unsure(status === invalidApiKey ? 'keys-refused' : 'odd-answer');
  if (httpStatus === 401 || httpStatus === 403) return unsure('keys-refused');
  if (httpStatus === 429) return unsure('too-many-questions');
  if (httpStatus >= 500) return unsure('provider-failing');
  // A 404 must contain this word too: without it, it may come from a gateway or a moved API.
  if (typeof status === 'string' && denials.has(status)) return { kind: 'unknown-payment' };
  if (answer === null || httpStatus < 200 || httpStatus > 299) return unsure('odd-answer');
  const outcome =
    typeof status === 'string' && Object.hasOwn(outcomes, status) ? outcomes[status] : undefined;
  // Ignore an answer about another transaction.
  const isAbout = typeof answer.transactionId !== 'string' || answer.transactionId === transactionId;
  return outcome === undefined || !isAbout
    ? unsure('odd-answer')
    : { kind: 'told', payment: toldPayment(answer, outcome) };
}

/** A numeric status is an error of the API, not of a payment. This one means wrong keys. */
const invalidApiKey = 4003;

function toldPayment(
  answer: Readonly<Record<string, unknown>>,
  outcome: ToldPayment['outcome'],
): ToldPayment {
  const { type, client } = answer;
  const phone = typeof client === 'object' && client !== null && 'phone' in client ? client.phone : null;
  return {
    outcome,
    isIncoming: typeof type === 'string' ? type === 'DEBIT' : null,
    amountXof: wholeNumber(answer.amount),
    feesXof: wholeNumber(answer.fees),
    method: words(answer.source),
    account: words(phone),
    // `performedAt` is a date as DD/MM/YYYY: no instant.
    performedAt: instant(answer.performed_at),
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    // JSON objects have string keys only.
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

function words(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function instant(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value))
    ? new Date(value).toISOString()
    : null;
}

function unsure(reason: UnsureReason): ProviderAnswer {
  return { kind: 'unsure', reason };
}
