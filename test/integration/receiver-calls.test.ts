import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { kkiapay } from '../../src/core/kkiapay/kkiapay';
import { deliverAsKkiapay, kkiapayBody } from '../../src/core/kkiapay/play';
import { LedgerRefusal, type AppendOutcome, type ReceivedEvent } from '../../src/core/ledger/ledger';
import { systemClock } from '../../src/core/ports';
import { openServer, PortTaken } from '../../src/core/receiver/server';
import type { Payment } from '../../src/shared/payment/payment';
import {
  listeningReceiver,
  livePath,
  liveSecret,
  receiverOfThisTest,
  sandboxSecret,
} from '../support/listening-receiver';
import { rawCall, requestBytes } from '../support/raw-call';
import { realNow } from '../support/real-now';

const at = (): string => new Date(realNow()).toISOString();
const successBody = (transactionId?: string, amountXof = 1000): string =>
  kkiapayBody({
    event: 'success',
    amountXof,
    at: at(),
    ...(transactionId !== undefined && { transactionId }),
  });

function post(url: string, secret: string, body: string | Uint8Array = successBody()): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-kkiapay-secret': secret },
    body: Buffer.from(body),
    redirect: 'manual',
  });
}

/** A ledger whose writes the test controls. */
function heldLedger() {
  const waiting: {
    received: ReceivedEvent;
    resolve: (outcome: AppendOutcome) => void;
    reject: (error: Error) => void;
  }[] = [];
  let noticed: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (noticed = resolve));
  return {
    waiting,
    /** Resolves once the first call waits for the disk. */
    arrived: () => arrived,
    append: (received: ReceivedEvent) =>
      new Promise<AppendOutcome>((resolve, reject) => {
        waiting.push({ received, resolve, reject });
        noticed();
      }),
  };
}

const outcome = (): AppendOutcome => ({ payment: {} as Payment, duplicate: false }); // only passed on, never looked into

describe('an honest call', () => {
  it('is stored exactly, answered 200, and told', async () => {
    const receiver = await receiverOfThisTest();
    const body = successBody('3iH6wjHJ3');
    const report = await deliverAsKkiapay({
      url: receiver.url,
      secret: liveSecret,
      body,
      clock: systemClock,
    });
    expect(report).toMatchObject({ status: 200, tries: 1 });
    expect(receiver.told.authenticated).toEqual(['live']);
    const [told] = receiver.told.recorded;
    expect(told).toMatchObject({
      duplicate: false,
      payment: { transactionId: '3iH6wjHJ3', status: 'success', mode: 'live' },
    });
    const stored = await receiver.ledger.payment(told?.payment.id ?? '');
    expect(Buffer.from(stored?.rawBody ?? []).toString()).toBe(body);
    expect(stored?.headers['x-kkiapay-secret']).toBe('****');
    expect(JSON.stringify(stored)).not.toContain(liveSecret);
  });

  it('is taken with a slash at the end, and in sandbox by the sandbox secret', async () => {
    const receiver = await receiverOfThisTest();
    expect((await post(`${receiver.url}/`, liveSecret)).status).toBe(200);
    expect((await post(`${receiver.sandboxUrl}?from=dashboard`, sandboxSecret)).status).toBe(200);
    expect(receiver.told.recorded.map(({ payment }) => payment.mode)).toEqual(['live', 'sandbox']);
  });

  it('names no server software', async () => {
    const receiver = await receiverOfThisTest();
    for (const response of [
      await post(receiver.url, liveSecret),
      await post(receiver.url, 'x'),
      await fetch(new URL('/', receiver.url)),
    ]) {
      expect(await response.text()).toBe('');
      for (const name of ['x-powered-by', 'etag', 'server', 'location'])
        expect(response.headers.get(name)).toBeNull();
    }
  });

  it('is stored once where it comes two hundred times at once, and every copy is answered 200', async () => {
    const receiver = await receiverOfThisTest();
    const body = successBody('same');
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => post(receiver.url, liveSecret, body)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await receiver.ledger.check()).toMatchObject({ events: 200, payments: 1, duplicates: 199 });
    expect(receiver.told.recorded.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
  });

  it('uses a changed secret at once', async () => {
    let secrets = ['before'];
    const receiver = await receiverOfThisTest({
      endpoints: [{ provider: kkiapay, mode: 'live', path: livePath, secrets: () => secrets }],
    });
    expect((await post(receiver.url, 'before')).status).toBe(200);
    secrets = ['after'];
    expect((await post(receiver.url, 'before')).status).toBe(401);
    expect((await post(receiver.url, 'after')).status).toBe(200);
    secrets = [];
    expect((await post(receiver.url, 'after')).status).toBe(401);
    expect(receiver.counted('no-secret-configured')).toBe(1);
  });
});

describe('the answer', () => {
  it('waits for the disk, and the announcement for the answer', async () => {
    const ledger = heldLedger();
    const order: string[] = [];
    const receiver = await receiverOfThisTest({ ledger, onRecorded: () => order.push('announced') });
    const answered = post(receiver.url, liveSecret).then(({ status }) => order.push(`answered ${status}`));
    await ledger.arrived();
    expect(order).toEqual([]);
    order.push('flushed');
    ledger.waiting[0]?.resolve(outcome());
    await answered;
    expect(order[0]).toBe('flushed');
    expect([...order].sort()).toEqual(['announced', 'answered 200', 'flushed']);
  });

  it('is 503 with an invitation to come back where the ledger refuses', async () => {
    const append = (): Promise<never> => Promise.reject(new LedgerRefusal('disk-full'));
    const receiver = await receiverOfThisTest({ ledger: { append } });
    const response = await post(receiver.url, liveSecret);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(receiver.counted('ledger-unavailable')).toBe(1);
    expect(receiver.told.logged).toEqual([]);
    expect(receiver.told.recorded).toEqual([]);
  });

  it('is 503 on an unexpected failure of the ledger, which is logged', async () => {
    const append = (): Promise<never> => Promise.reject(new Error('unforeseen'));
    const receiver = await receiverOfThisTest({ ledger: { append } });
    expect((await post(receiver.url, liveSecret)).status).toBe(503);
    expect(receiver.told.logged.join()).toContain('unforeseen');
  });

  it('is 200 whatever the rest of the program makes of the payment', async () => {
    const fail = (): never => {
      throw new Error('a fault of ours');
    };
    const receiver = await receiverOfThisTest({
      ...{ onAuthenticated: fail, onRecorded: fail, onRefused: fail },
      endpoints: [
        { provider: { ...kkiapay, parse: fail }, mode: 'live', path: livePath, secrets: () => [liveSecret] },
      ],
    });
    const body = successBody();
    expect((await post(receiver.url, liveSecret, body)).status).toBe(200);
    expect((await post(receiver.url, 'wrong')).status).toBe(401);
    expect(receiver.told.logged).toHaveLength(4);
    const { payments } = await receiver.ledger.page({ limit: 5 });
    expect(payments).toMatchObject([{ status: 'check', doubts: ['unreadable'] }]);
    const stored = await receiver.ledger.payment(payments[0]?.id ?? '');
    expect(Buffer.from(stored?.rawBody ?? []).toString()).toBe(body);
  });

  it('is not needed for the event to be kept: a sender that left is stored', async () => {
    const ledger = heldLedger();
    const receiver = await receiverOfThisTest({ ledger });
    const leaving = new AbortController();
    const call = fetch(receiver.url, {
      method: 'POST',
      headers: { 'x-kkiapay-secret': liveSecret },
      body: successBody(),
      signal: leaving.signal,
    }).catch(() => null);
    await ledger.arrived();
    leaving.abort();
    await call;
    ledger.waiting[0]?.resolve(outcome());
    await new Promise((resolve) => setImmediate(resolve));
    expect(receiver.told.recorded).toHaveLength(1);
    expect(receiver.told.logged).toEqual([]);
  });
});

describe('a wrong secret', () => {
  it('is told from that of the other mode', async () => {
    const receiver = await receiverOfThisTest();
    await post(receiver.url, sandboxSecret);
    await post(receiver.sandboxUrl, `${sandboxSecret}x`);
    expect(receiver.refusals().map(({ mode, diagnosis }) => [mode, diagnosis])).toEqual([
      ['sandbox', 'other-length'],
      ['live', 'other-mode'],
    ]);
  });

  it('never reaches the ledger, the log or what is told', async () => {
    const receiver = await receiverOfThisTest();
    await post(receiver.url, 'a-guess-that-must-not-be-shown');
    expect(await receiver.eventCount()).toBe(0);
    expect(JSON.stringify([receiver.told, receiver.refusals()])).not.toContain('a-guess');
  });

  it('is limited by the address before the tunnel, and an honest call from there is not', async () => {
    const receiver = await receiverOfThisTest();
    const from = (address: string, secret: string): Promise<Response> =>
      fetch(receiver.url, {
        method: 'POST',
        headers: { 'x-kkiapay-secret': secret, 'x-forwarded-for': `10.9.8.7, ${address}` },
        body: successBody(),
      });
    const guesses = await Promise.all(Array.from({ length: 250 }, () => from('203.0.113.9', 'guess')));
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(200);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(50);
    expect(receiver.counted('too-many')).toBe(50);
    expect((await from('198.51.100.4', 'guess')).status).toBe(401);
    expect((await from('203.0.113.9', liveSecret)).status).toBe(200);
  });
});

describe('stopping', () => {
  it('answers the call under way, turns a new one away, and leaves the port free', async () => {
    const ledger = heldLedger();
    const receiver = await listeningReceiver({ ledger });
    const underWay = rawCall({
      port: receiver.port,
      parts: [requestBytes(liveSecret, livePath, { body: successBody() })],
    });
    await ledger.arrived();
    const stopped = receiver.stop();
    await expect(post(receiver.url, liveSecret)).rejects.toThrow();
    ledger.waiting[0]?.resolve(outcome());
    const { answers, ended } = await underWay;
    expect(answers).toMatchObject([{ status: 200, headers: { connection: 'close' } }]);
    expect(ended).toBe(true);
    await stopped;
    const again = await openServer(receiver.port, systemClock);
    await again.close(0);
    await receiver.close();
  });

  it('takes no call that follows on a connection still in use', async () => {
    const ledger = heldLedger();
    const receiver = await listeningReceiver({ ledger });
    let stopped = Promise.resolve();
    async function* calls() {
      yield requestBytes(liveSecret, livePath, { body: successBody('one') });
      await ledger.arrived();
      stopped = receiver.stop();
      yield requestBytes(liveSecret, livePath, { body: successBody('two') });
    }
    const talk = rawCall({ port: receiver.port, parts: calls() });
    await ledger.arrived();
    await expect.poll(() => receiver.counted('stopping')).toBe(1);
    ledger.waiting[0]?.resolve(outcome());
    expect((await talk).answers[0]).toMatchObject({ status: 200 });
    expect(ledger.waiting).toHaveLength(1);
    await stopped;
    await receiver.close();
  });

  it('does not wait for connections on which nothing is under way', async () => {
    const receiver = await listeningReceiver();
    await post(receiver.url, liveSecret);
    const silent = rawCall({ port: receiver.port, parts: [] });
    await post(receiver.url, liveSecret);
    await receiver.stop();
    // If the stop had waited for it, it would have got a 408 for its silence.
    expect(await silent).toMatchObject({ answers: [], ended: true });
    await receiver.close();
  });

  it('tells what was counted and not yet said', async () => {
    const receiver = await listeningReceiver();
    await post(receiver.url, 'x');
    await post(receiver.url, 'x');
    await receiver.close();
    expect(receiver.told.refused.map(({ count }) => count)).toEqual([1, 2]);
  });
});

describe('a port', () => {
  it('that is taken is said to be taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const refused = openServer(port, systemClock);
    await expect(refused).rejects.toBeInstanceOf(PortTaken);
    await expect(refused).rejects.toMatchObject({ port });
    other.close();
  });

  it('is only open on this computer', async () => {
    const receiver = await receiverOfThisTest();
    await expect(fetch(receiver.url.replace('127.0.0.1', '[::1]'))).rejects.toThrow();
  });
});
