import { expect, it } from 'vitest';
import { collectingCounter } from '../support/collecting-counter';

const joinedAt = '2026-11-23T08:00:00.000Z';
const lostAt = '2026-11-23T09:00:00.000Z';
const row = { seq: 1, kind: 'live', key: 'k', at: '2026-11-23T08:30:00.000Z', sealed: '' };

it('says which rows are news before it takes them, also where the log is read again', async () => {
  const happened: string[] = [];
  const page = (rows: readonly (typeof row)[]): Response =>
    Response.json({ head: 1, now: joinedAt, relayKey: '', calledAt: null, rows, refused: [] });
  const counter = collectingCounter({
    joinedAt,
    answer(asked) {
      if (asked.get('after') === '0') return page([row]);
      return asked.get('wait') === '0' ? page([]) : null;
    },
    onTake: (rows) => void happened.push(`takes ${rows.length}`),
    onState: (state) => state.kind === 'collecting' && happened.push(`news from ${state.newsFrom ?? ''}`),
  });
  await counter.atHead();
  expect(happened).toEqual([`news from ${joinedAt}`, 'takes 1']);
  happened.length = 0;
  const readAgain = counter.atHead();
  await counter.keep({ newsFrom: lostAt });
  counter.again();
  await readAgain;
  expect(happened).toEqual([`news from ${lostAt}`, 'takes 1']);
});

it('takes its time with a relay that says even of an empty place that it was set back', async () => {
  let asked = 0;
  const counter = collectingCounter({
    joinedAt,
    answer(question) {
      if (question.get('wait') !== '0') return null;
      asked += 1;
      if (asked <= 3) return new Response(null, { status: 409 });
      const [head, rows, refused] = [0, [], []];
      return Response.json({ head, now: joinedAt, relayKey: '', calledAt: null, rows, refused });
    },
    onTake: () => undefined,
  });
  const atHead = counter.atHead();
  for (const [at, pauseMs] of [1_000, 2_000, 4_000].entries()) {
    await expect.poll(() => asked).toBe(at + 1);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    expect(asked).toBe(at + 1);
    counter.clock.advance(pauseMs);
  }
  await atHead;
});
