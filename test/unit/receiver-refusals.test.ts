import { describe, expect, it } from 'vitest';
import { createRefusals } from '../../src/core/receiver/refusals';
import type { Refusal } from '../../src/shared/diagnosis/refusal';
import { fakeClock } from '../support/fake-clock';
import { refusalWords } from '../../src/shared/texts/refusal-texts';

function refusals() {
  const clock = fakeClock(Date.parse('2026-11-23T20:00:00.000Z'));
  const told: Refusal[] = [];
  return { clock, told, refusals: createRefusals(clock, (refusal) => told.push(refusal)) };
}

describe('createRefusals', () => {
  it('tells the first at once, and those of its minute in one go', () => {
    const { clock, told, refusals: kept } = refusals();
    kept.record('secret-wrong', 'live', 'other-length');
    expect(told).toEqual([
      {
        reason: 'secret-wrong',
        mode: 'live',
        httpStatus: 401,
        at: '2026-11-23T20:00:00.000Z',
        lastAt: '2026-11-23T20:00:00.000Z',
        count: 1,
        diagnosis: 'other-length',
      },
    ]);
    clock.advance(10_000);
    kept.record('secret-wrong', 'live', 'different');
    clock.advance(49_999);
    expect(told).toHaveLength(1);
    clock.advance(1);
    expect(told[1]).toMatchObject({
      count: 2,
      at: told[0]?.at,
      lastAt: '2026-11-23T20:00:10.000Z',
      diagnosis: 'different',
    });
  });

  it('tells a flood of ten minutes in eleven lines that add up', () => {
    const { clock, told, refusals: kept } = refusals();
    for (let second = 0; second < 600; second += 1) {
      for (let n = 0; n < 100; n += 1) kept.record('unknown-path', null);
      clock.advance(1000);
    }
    kept.flush();
    expect(told.length).toBeLessThanOrEqual(11);
    const lastOfEach = new Map(told.map((refusal) => [refusal.at, refusal.count]));
    expect([...lastOfEach.values()].reduce((sum, count) => sum + count, 0)).toBe(60_000);
    expect(kept.latest().reduce((sum, { count }) => sum + count, 0)).toBe(60_000);
  });

  it('keeps providers apart, each with a remedy of its own', () => {
    const { refusals: kept } = refusals();
    for (const provider of ['kkiapay', 'fedapay', 'fedapay'])
      kept.record('secret-wrong', 'live', 'different', null, provider);
    kept.record('body-incomplete', 'live', null, null, 'fedapay');
    kept.record('unknown-path', null);
    const latest = kept.latest();
    expect(latest.map(({ provider, count }) => [provider, count])).toEqual([
      [undefined, 1],
      ['fedapay', 1],
      ['fedapay', 2],
      ['kkiapay', 1],
    ]);
    const words = latest.map((refusal) => refusalWords(refusal, 'fr'));
    expect(words[1]?.next).toContain('votre tableau de bord FedaPay');
    expect(words[2]?.next).toContain('copiez le secret du webhook chez FedaPay');
    expect(words[3]?.next).toContain('copiez de nouveau le secret de hachage');
    for (const { what, next } of words.slice(1, 3)) expect(`${what} ${next}`).not.toContain('KKiaPay');
  });

  it('never tells the same kind twice within a minute', () => {
    const clock = fakeClock();
    const toldAt: number[] = [];
    const kept = createRefusals(clock, () => toldAt.push(clock.now()));
    for (const gapMs of [0, 59_000, 2_000, 30_000, 31_000, 200_000, 60_000, 1]) {
      clock.advance(gapMs);
      kept.record('too-slow', 'sandbox');
    }
    clock.advance(300_000);
    for (const [index, at] of toldAt.slice(1).entries())
      expect(at - (toldAt[index] ?? at)).toBeGreaterThanOrEqual(60_000);
    expect(kept.latest().reduce((sum, { count }) => sum + count, 0)).toBe(8);
  });

  it('keeps reasons and modes apart, newest first', () => {
    const { refusals: kept } = refusals();
    kept.record('secret-wrong', 'live');
    kept.record('secret-wrong', 'sandbox');
    kept.record('secret-missing', 'live');
    kept.record('secret-wrong', 'live');
    expect(kept.latest().map(({ reason, mode, count }) => [reason, mode, count])).toEqual([
      ['secret-missing', 'live', 1],
      ['secret-wrong', 'sandbox', 1],
      ['secret-wrong', 'live', 2],
    ]);
  });

  it('remembers the latest 200 groups', () => {
    const { clock, refusals: kept } = refusals();
    for (let n = 0; n < 300; n += 1) {
      kept.record('malformed-request', null);
      clock.advance(180_000);
    }
    expect(kept.latest()).toHaveLength(200);
    expect(kept.latest()[0]?.at).toBe(new Date(clock.now() - 180_000).toISOString());
  });

  it('flushes what was counted and not yet told, once', () => {
    const { clock, told, refusals: kept } = refusals();
    kept.record('stopping', 'live');
    kept.record('stopping', 'live');
    kept.flush();
    kept.flush();
    clock.advance(600_000);
    expect(told.map(({ count }) => count)).toEqual([1, 2]);
  });
});
