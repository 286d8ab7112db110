import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ServerResponse } from 'node:http';
import type { ChooseFilePlace, Clock } from '../core/ports';

/** Files for a browser: each has its own address, which works once and for a short time. */
export interface Downloads {
  readonly chooseFilePlace: ChooseFilePlace;
  /** False where there is no such download (any more). */
  send(key: string, response: ServerResponse): boolean;
}

export const downloadsPath = '/downloads';
/** The window asks for it at once. */
const fetchedWithinMs = 30_000;

interface Offer {
  readonly name: string;
  readonly take: (response: ServerResponse) => void;
}

export function createDownloads(clock: Pick<Clock, 'after'>): Downloads {
  const offers = new Map<string, Offer>();
  return {
    chooseFilePlace(name) {
      const key = randomBytes(24).toString('base64url');
      const taken = new Promise<ServerResponse>((take) => offers.set(key, { name, take }));
      return Promise.resolve({
        file: null,
        path: `${downloadsPath}/${key}`,
        async write(chunks, signal) {
          const response = await Promise.race([taken, untilStopped(signal), untilLate(clock)]).finally(() =>
            offers.delete(key),
          );
          await pipeline(Readable.from(chunks, { objectMode: false }), response, { signal });
        },
      });
    },
    send(key, response) {
      const offer = offers.get(key);
      if (offer === undefined) return false;
      offers.delete(key);
      // The name is ours: letters, digits, dots and dashes.
      response.setHeader('content-disposition', `attachment; filename="${offer.name}"`);
      response.setHeader('content-type', 'application/octet-stream');
      response.setHeader('cache-control', 'no-store');
      offer.take(response);
      return true;
    },
  };
}

function untilStopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
}

function untilLate(clock: Pick<Clock, 'after'>): Promise<never> {
  return new Promise((_, reject) => {
    clock.after(fetchedWithinMs, () => reject(new Error('nobody fetched it')));
  });
}
