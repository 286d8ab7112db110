import { ServerResponse, IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { createDownloads } from '../../src/headless/downloads';
import { fakeClock } from '../support/fake-clock';

const response = (): ServerResponse => new ServerResponse(new IncomingMessage(new Socket()));

it('a download’s address is good once, also for two who come together, and not for long', async () => {
  const clock = fakeClock();
  const downloads = createDownloads(clock);
  const offer = async (): Promise<string> => {
    const place = await downloads.chooseFilePlace('payments.csv');
    place?.write(Readable.from(['a row']), new AbortController().signal).catch(() => undefined); // its reader goes away
    return place?.path?.split('/').at(-1) ?? '';
  };
  const key = await offer();
  expect(downloads.send(`${key}x`, response())).toBe(false);
  expect(downloads.send(key, response())).toBe(true);
  expect(downloads.send(key, response())).toBe(false);

  const late = await offer();
  clock.advance(30_000);
  await new Promise((resolve) => setImmediate(resolve));
  expect(downloads.send(late, response())).toBe(false);
});
