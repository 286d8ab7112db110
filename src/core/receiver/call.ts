import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DistinctHeaders } from '../provider';
import { distinctHeaders } from './headers';

/** One call on its way through the receiver. */
export class Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Without the query, which may contain secrets. */
  readonly path: string;
  readonly #isLast: () => boolean;
  #headers: DistinctHeaders | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, isLast: () => boolean) {
    this.request = request;
    this.response = response;
    this.path = pathOf(request.url ?? '');
    this.#isLast = isLast;
  }

  get headers(): DistinctHeaders {
    return (this.#headers ??= distinctHeaders(this.request.rawHeaders));
  }

  /**
   * Whether no byte of it is unread, and none behind it: then a refused sender may ask again on the same connection.
   * Only where two programs can hardly disagree about its end, so that bytes of this call cannot be taken for the next
   * one.
   */
  get isOver(): boolean {
    const { complete, httpVersion, headers } = this.request;
    const isPlain = headers['transfer-encoding'] ?? headers.upgrade ?? headers.expect;
    return complete && httpVersion === '1.1' && isPlain === undefined && this.#isLast();
  }
}

/** A proxy may send the whole address. */
function pathOf(url: string): string {
  const path = url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?#]*/i, '');
  const end = path.search(/[?#]/);
  return end < 0 ? path : path.slice(0, end);
}
