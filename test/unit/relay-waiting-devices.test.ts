import { expect, it } from 'vitest';
import { createSharedQuestions } from '../../src/relay/collect/shared-questions';
import { createWaitingDevices } from '../../src/relay/collect/waiting-devices';

/** News of shops, told by the test. */
function newsOfTest() {
  const wakes = new Map<() => void, number>();
  const counts = new Map<number, number>();
  return {
    wait(shop: number, wake: () => void) {
      wakes.set(wake, shop);
      return () => void wakes.delete(wake);
    },
    count: (shop: number) => counts.get(shop) ?? 0,
    waiting: () => wakes.size,
    tell(shop: number) {
      counts.set(shop, (counts.get(shop) ?? 0) + 1);
      for (const [wake, of] of [...wakes]) {
        if (of !== shop) continue;
        wakes.delete(wake);
        wake();
      }
    },
  };
}

/** Questions that the test answers, one after the other. */
function questionsOfTest<T>() {
  const asked: { readonly resolve: (answer: T) => void; readonly reject: (error: Error) => void }[] = [];
  const question = (): Promise<T> => new Promise((resolve, reject) => asked.push({ resolve, reject }));
  return { asked, question };
}

const row = Buffer.from('a row');
const answered = { kind: 'answer', body: row };

it('looks once for all that wait for the same, and tells them in pieces', async () => {
  const news = newsOfTest();
  const devices = createWaitingDevices(news);
  let looks = 0;
  const look = (): Promise<Buffer> => {
    looks += 1;
    return Promise.resolve(row);
  };
  let turn = 0;
  let isOver = false;
  const toldIn = new Map<number, number>();
  const waits = Array.from({ length: 1_000 }, async () => {
    const end = await devices.enter(1, 'phones', look).end;
    toldIn.set(turn, (toldIn.get(turn) ?? 0) + 1);
    return end;
  });
  const other = devices.enter(2, 'of another shop', look);
  expect([devices.count(), news.waiting()]).toEqual([1_001, 2]);
  const nextTurn = (): void => {
    turn += 1;
    if (!isOver) setImmediate(nextTurn);
  };
  nextTurn();
  news.tell(1);
  expect(new Set(await Promise.all(waits))).toEqual(new Set([answered]));
  isOver = true;
  expect(looks).toBe(1);
  // In between a call is taken.
  expect(Math.max(...toldIn.values())).toBeLessThanOrEqual(64);
  expect(devices.count()).toBe(1);
  other.leave();
  expect(await other.end).toEqual({ kind: 'over' });
  expect([devices.count(), news.waiting()]).toEqual([0, 0]);
});

it('misses no row that comes while it reads, and keeps waiting if there was none', async () => {
  const news = newsOfTest();
  const devices = createWaitingDevices(news);
  const { asked, question: look } = questionsOfTest<Buffer | null>();
  const wait = devices.enter(1, 'phones', look);
  news.tell(1);
  news.tell(1);
  asked[0]?.resolve(null);
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.resolve(null);
  await expect.poll(() => news.waiting()).toBe(1);
  news.tell(1);
  asked[2]?.resolve(row);
  expect(await wait.end).toEqual(answered);
});

it('gives no device rows that were read before it asked', async () => {
  const news = newsOfTest();
  const devices = createWaitingDevices(news);
  const { asked, question: look } = questionsOfTest<Buffer | null>();
  const early = devices.enter(1, 'phones', look);
  news.tell(1);
  const late = devices.enter(1, 'phones', look);
  asked[0]?.resolve(row);
  expect(await early.end).toEqual(answered);
  expect([devices.count(), asked.length]).toEqual([1, 1]);
  news.tell(1);
  asked[1]?.resolve(Buffer.from('a later row'));
  expect(await late.end).toEqual({ kind: 'answer', body: Buffer.from('a later row') });
});

it('tells all of them that the database does not answer', async () => {
  const news = newsOfTest();
  const devices = createWaitingDevices(news);
  const { asked, question: look } = questionsOfTest<Buffer | null>();
  const waits = [devices.enter(1, 'phones', look), devices.enter(1, 'phones', look)];
  news.tell(1);
  const error = new Error('away');
  asked[0]?.reject(error);
  for (const { end } of waits) expect(await end).toEqual({ kind: 'failed', error });
});

it('ends every wait with nothing as the relay stops', async () => {
  const news = newsOfTest();
  const devices = createWaitingDevices(news);
  const { question: look } = questionsOfTest<Buffer | null>();
  const waits = [devices.enter(1, 'phones', look), devices.enter(2, 'a counter', look)];
  devices.endAll();
  for (const { end } of waits) expect(await end).toEqual({ kind: 'over' });
  expect(news.waiting()).toBe(0);
});

it('answers a question by none that was put before it, and puts one for all that came meanwhile', async () => {
  const share = createSharedQuestions<string>();
  const { asked: put, question } = questionsOfTest<string>();
  const ask = (): Promise<string> => share('the log', question);
  const first = ask();
  const meanwhile = [ask(), ask(), ask()];
  expect(put).toHaveLength(1);
  put[0]?.reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await expect.poll(() => put.length).toBe(2);
  const last = ask();
  put[1]?.resolve('new');
  expect(await Promise.all(meanwhile)).toEqual(['new', 'new', 'new']);
  await expect.poll(() => put.length).toBe(3);
  put[2]?.resolve('newer');
  expect(await last).toBe('newer');
  const again = ask();
  put[3]?.resolve('newest');
  expect(await again).toBe('newest');
});
