import { STATUS_CODES } from 'node:http';
import type { RefusalReason } from '../../shared/diagnosis/refusal';

/** The only table of refusals and their HTTP status. None is a redirect, because KKiaPay would not follow it. */
export const statusOf: Readonly<Record<RefusalReason, number>> = {
  'secret-missing': 401,
  'secret-wrong': 401,
  'secret-repeated': 401,
  'no-secret-configured': 401,
  'unknown-path': 404,
  'method-not-allowed': 405,
  'body-too-large': 413,
  'body-incomplete': 400,
  'encoding-not-supported': 415,
  'headers-too-large': 431,
  'malformed-request': 400,
  'too-slow': 408,
  'too-many': 429,
  'ledger-unavailable': 503,
  'vault-shut': 503,
  stopping: 503,
};

/**
 * Refusals of calls that were read to the last byte: the sender may reuse the connection. For all others it is closed.
 */
export const keepsConnection: ReadonlySet<RefusalReason> = new Set<RefusalReason>([
  'secret-missing',
  'secret-wrong',
  'no-secret-configured',
  'unknown-path',
  'method-not-allowed',
  'too-many',
  'ledger-unavailable',
  'vault-shut',
]);

/** The headers of a refusal. */
export function refusalHeaders(
  reason: RefusalReason,
  endsConnection: boolean,
): Readonly<Record<string, string>> {
  return {
    ...(endsConnection && { connection: 'close' }),
    'content-length': '0',
    ...(reason === 'method-not-allowed' && { allow: 'POST' }),
    ...(statusOf[reason] === 503 && { 'retry-after': '1' }),
    ...(reason === 'too-many' && { 'retry-after': '10' }),
  };
}

/** The same answer where Node's parser failed and there is no response object. */
export function rawRefusal(reason: RefusalReason): string {
  const status = statusOf[reason];
  const headers = Object.entries(refusalHeaders(reason, true)).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${headers.join('')}\r\n`;
}
