import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { livePath, receiverOfThisTest, type ListeningReceiver } from '../support/listening-receiver';
import { rawCall, requestBytes } from '../support/raw-call';
import { request, success } from '../support/receiver-cases';

const raindrops = Number(process.env.COMPTOIR_TRIALS ?? 200) * 4;

/** Posts an honest call on a connection of its own until told to stop, and says what it was answered. */
function honestPoster(receiver: ListeningReceiver) {
  const over = new AbortController();
  const statuses: number[] = [];
  const ran = (async () => {
    while (!over.signal.aborted) {
      const { answers } = await rawCall({ port: receiver.port, parts: [request()], answers: 1 });
      statuses.push(answers[0]?.status ?? 0);
    }
  })();
  return async (): Promise<readonly number[]> => {
    over.abort();
    await ran;
    return statuses;
  };
}

function openConnections(port: number, count: number): Promise<Socket[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.on('error', () => socket.destroy());
      await once(socket, 'connect');
      return socket;
    }),
  );
}

it('hands a call to Express as the server made it: with another prototype it would take twice as long', async () => {
  const receiver = await receiverOfThisTest();
  const made: { message: object; prototype: unknown }[] = [];
  const onStart = (started: unknown): void => {
    const { request: asked, response } = started as { request: object; response: object }; // as Node documents it
    for (const message of [asked, response])
      made.push({ message, prototype: Object.getPrototypeOf(message) });
  };
  subscribe('http.server.request.start', onStart);
  onTestFinished(() => void unsubscribe('http.server.request.start', onStart));
  const { answers } = await rawCall({ port: receiver.port, parts: [request()], answers: 1 });
  expect(answers[0]?.status).toBe(200);
  expect(made).toHaveLength(2);
  for (const { message, prototype } of made)
    expect(Object.getPrototypeOf(message) === prototype, message.constructor.name).toBe(true);
});

describe('a sender that is too slow', () => {
  it('hears 408 and is counted, with its head before its body; silence alone is no call', async () => {
    const receiver = await receiverOfThisTest();
    const order: string[] = [];
    const heard = async (what: string, ...parts: (string | Uint8Array)[]) => {
      const { answers, ended } = await rawCall({ port: receiver.port, parts });
      order.push(what);
      return { statuses: answers.map(({ status }) => status), ended };
    };
    const talks = await Promise.all([
      heard('head', request().subarray(0, 40)),
      heard('body', request({ body: '{"amount":', length: 200 })),
      heard('body', request({ extra: ['Transfer-Encoding: chunked'], body: '5\r\n{"a":\r\n', length: null })),
      heard('head'),
    ]);
    for (const talk of talks) expect(talk).toEqual({ statuses: [408], ended: true });
    expect(order).toEqual(['head', 'head', 'body', 'body']);
    expect(receiver.counted('too-slow')).toBe(3);
    expect(await receiver.eventCount()).toBe(0);
  });
});

describe('honest calls are answered 200 under pressure', () => {
  it('while 500 connections say nothing', async () => {
    const receiver = await receiverOfThisTest();
    const silent = await openConnections(receiver.port, 500);
    const stop = honestPoster(receiver);
    await expect.poll(() => receiver.told.recorded.length, { timeout: 10_000 }).toBeGreaterThan(50);
    expect(new Set(await stop())).toEqual(new Set([200]));
    for (const socket of silent) socket.destroy();
  });

  it('while 50 senders of large bodies are refused', async () => {
    const receiver = await receiverOfThisTest();
    const stop = honestPoster(receiver);
    const large = requestBytes('wrong', livePath, { body: Buffer.alloc(1_000_000, 0x20) });
    const talks = await Promise.all(
      Array.from({ length: 50 }, () => rawCall({ port: receiver.port, parts: [large] })),
    );
    for (const { answers } of talks) expect(answers).toMatchObject([{ status: 401 }]);
    expect(new Set(await stop())).toEqual(new Set([200]));
  });

  it('during a flood of wrong secrets, which costs neither memory nor log lines', async () => {
    const receiver = await receiverOfThisTest();
    const wrong = requestBytes('guess', livePath, { body: success() });
    const rain = async (calls: number): Promise<void> => {
      const one = async (): Promise<void> => {
        for (let n = 0; n < calls / 20; n += 1)
          await rawCall({ port: receiver.port, parts: [wrong], answers: 1 });
      };
      await Promise.all(Array.from({ length: 20 }, one));
    };
    await rain(100);
    const before = process.memoryUsage().heapUsed;
    const stop = honestPoster(receiver);
    await rain(raindrops);
    expect(new Set(await stop())).toEqual(new Set([200]));
    expect(receiver.counted('secret-wrong') + receiver.counted('too-many')).toBe(100 + raindrops);
    expect(receiver.told.refused.length).toBeLessThanOrEqual(4);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
  });

  it('while every refusal comes from another address', async () => {
    const receiver = await receiverOfThisTest();
    const stop = honestPoster(receiver);
    for (let n = 0; n < 300; n += 1) {
      const address = n % 2 === 0 ? `198.51.100.${n % 250}` : `n${n}`.repeat(500);
      const extra = [`x-forwarded-for: ${address}`];
      await rawCall({ port: receiver.port, parts: [requestBytes('guess', livePath, { extra })], answers: 1 });
    }
    expect(new Set(await stop())).toEqual(new Set([200]));
    expect(receiver.told.logged).toEqual([]);
    expect(receiver.refusals().length).toBeLessThanOrEqual(2);
  });
});
