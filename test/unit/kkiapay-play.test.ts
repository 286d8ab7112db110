import { describe, expect, it } from 'vitest';
import { bodyTextOf } from '../../src/core/body-text';
import { readKkiapayCall } from '../../src/shared/providers/kkiapay-call';
import { deliverAsKkiapay, kkiapayBody, randomTransactionId } from '../../src/core/kkiapay/play';
import { fakeClock } from '../support/fake-clock';

const parse = (bytes: Uint8Array, at: string | null) => readKkiapayCall(bodyTextOf(bytes), at);

const at = '2026-11-23T20:00:00.000Z';
const url = 'http://127.0.0.1:4242/kkiapay/segment';

/** KKiaPay's side of the wire: answers in turn, time flies whenever it is waited for. */
function played(...answers: (number | 'nobody' | 'silence')[]) {
  const startedAt = Date.parse(at);
  const time = fakeClock(startedAt);
  const posts: { afterMs: number; request: Request }[] = [];
  const post = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    posts.push({ afterMs: time.now() - startedAt, request });
    const answer = answers[posts.length - 1] ?? 'nobody';
    if (typeof answer === 'number') return Promise.resolve(new Response(null, { status: answer }));
    if (answer === 'nobody') return Promise.reject(new TypeError('fetch failed'));
    return new Promise((_resolve, reject) => {
      request.signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  };
  const clock = {
    now: () => time.now(),
    uptime: () => time.uptime(),
    after(delayMs: number, task: () => void) {
      let isWaitedFor = true;
      const cancel = time.after(delayMs, task);
      // Moves on once nothing else is going to happen.
      setImmediate(() => isWaitedFor && time.advance(delayMs));
      return () => {
        isWaitedFor = false;
        cancel();
      };
    },
  };
  const delivered = deliverAsKkiapay({ url, secret: 'the-secret', body: '{"a":1}', fetch: post, clock });
  return { delivered, posts };
}

describe('kkiapayBody', () => {
  it('is what the parser takes for a success and a failure', () => {
    const success = parse(
      Buffer.from(kkiapayBody({ event: 'success', amountXof: 1000, at, transactionId: 'a' })),
      at,
    );
    expect(success).toMatchObject({
      transactionId: 'a',
      status: 'success',
      amountXof: 1000,
      feesXof: 19,
      doubts: [],
    });
    const failure = parse(Buffer.from(kkiapayBody({ event: 'failed', amountXof: 1000, at })), at);
    expect(failure).toMatchObject({ status: 'failed', failureCode: 'insufficient_fund', doubts: [] });
  });

  it('numbers its payments apart', () => {
    const numbers = Array.from({ length: 1000 }, randomTransactionId);
    expect(new Set(numbers).size).toBe(1000);
    for (const number of numbers) expect(number).toMatch(/^[1-9]\d{15}$/);
  });
});

describe('deliverAsKkiapay', () => {
  it('posts the bytes with the secret in its header, and is done with any 2xx', async () => {
    const { delivered, posts } = played(204);
    expect(await delivered).toMatchObject({ status: 204, tries: 1 });
    const request = posts[0]?.request;
    expect(request?.method).toBe('POST');
    expect(request?.headers.get('x-kkiapay-secret')).toBe('the-secret');
    expect(request?.headers.get('content-type')).toBe('application/json');
    expect(request?.redirect).toBe('manual');
    expect(await request?.text()).toBe('{"a":1}');
  });

  it('tries five times, each wait half a second longer, and then gives up', async () => {
    const { delivered, posts } = played(503, 401, 'nobody', 302, 500);
    expect(await delivered).toMatchObject({ status: 500, tries: 5 });
    expect(posts.map(({ afterMs }) => afterMs)).toEqual([0, 500, 1500, 3000, 5000]);
  });

  it('stops as soon as it is taken', async () => {
    const { delivered, posts } = played('nobody', 503, 200);
    expect(await delivered).toMatchObject({ status: 200, tries: 3 });
    expect(posts).toHaveLength(3);
  });

  it('gives up on a try that is not answered within ten seconds', async () => {
    const { delivered, posts } = played('silence', 200);
    expect(await delivered).toMatchObject({ status: 200, tries: 2 });
    expect(posts[1]?.afterMs).toBe(10_500);
  });

  it('says that nobody answered', async () => {
    expect(await played().delivered).toMatchObject({ status: null, tries: 5 });
  });
});
