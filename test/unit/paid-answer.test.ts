import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatXof } from '../../src/shared/payment/money';
import type { DeafPeriod } from '../../src/shared/silence/hearing';
import {
  answerPaid,
  paidLongBefore,
  type PaidAnswer,
  type PaidQuestion,
} from '../../src/shared/payment/paid-answer';
import { matchesClue, parseClue } from '../../src/shared/payment/paid-clue';
import type { Payment } from '../../src/shared/payment/payment';
import { paymentAt } from '../support/window/scenes';

const now = Date.parse('2026-11-24T11:00:00Z');
const claim = { by: 'Awa', at: '2026-11-24T10:32:00.000Z' };
const at = '2026-11-24T10:40:00.000Z';

function pay(over: Partial<Payment> = {}): Payment {
  return paymentAt(now, 2, { amountXof: 5_000, account: '22997000042', ...over });
}

function deaf(from: string, to: string | null, over: Partial<DeafPeriod> = {}): DeafPeriod {
  const instant = (time: string): string => `2026-11-24T${time}:00.000Z`;
  return {
    id: from,
    from: instant(from),
    to: to === null ? null : instant(to),
    cause: 'tunnel-down',
    checked: null,
    ...over,
  };
}

function ask(text: string, payments: readonly Payment[], over: Partial<PaidQuestion> = {}): PaidAnswer {
  const clue = parseClue(text);
  if (clue === null) throw new Error('nothing to look for');
  const shop = { deafPeriods: [], openingHours: null, utcOffsetMinutes: 60, now };
  return answerPaid({ clue, payments, ...shop, ...over });
}

describe('"he says he paid"', () => {
  it('answers with the payment that fits and is not handed over yet', () => {
    const payment = pay();
    expect(ask('5000', [payment])).toEqual({ kind: 'free', payments: [payment], count: 1 });
  });

  it('was handed over before, by whom and when; his own may have come while we were deaf', () => {
    const payment = pay({ claim });
    const period = deaf('10:02', '10:41');
    expect(ask('5000', [payment])).toEqual({ kind: 'handed-over', payments: [payment], deaf: [] });
    expect(ask('5000', [payment], { deafPeriods: [period] })).toEqual({
      ...{ kind: 'handed-over', payments: [payment] },
      deaf: [period],
    });
  });

  it('lists five of those that fit, and counts them all', () => {
    const many = (over: Partial<Payment>) =>
      Array.from({ length: 8 }, (_, at) => pay({ id: `${at}`, ...over }));
    expect(ask('5000', many({}))).toMatchObject({ kind: 'free', count: 8, payments: { length: 5 } });
    expect(ask('5000', many({ claim }))).toMatchObject({ kind: 'handed-over', count: 8 });
    expect(ask('5000', many({ status: 'check' }))).toMatchObject({ kind: 'doubtful', count: 8 });
    expect(ask('5000', [pay({ claim })])).not.toHaveProperty('count');
  });

  it('prefers the payment that nobody has handed over yet', () => {
    const free = pay({ id: 'free' });
    expect(ask('5000', [pay({ claim }), free])).toEqual({ kind: 'free', payments: [free], count: 1 });
  });

  it('was not received, and names the try that failed', () => {
    const failed = pay({ status: 'failed' });
    expect(ask('5000', [])).toEqual({ kind: 'not-received', failed: [] });
    expect(ask('5000', [failed])).toEqual({ kind: 'not-received', failed: [failed] });
  });

  it.each([
    ['a doubt', pay({ status: 'check', doubts: ['contradiction'] })],
    ['a giving back', pay({ givenBack: { how: 'wholly', at } })],
    ['a giving back of a part', pay({ givenBack: { how: 'partly', at } })],
    ['a reversal', pay({ verification: { kind: 'reversed', at } })],
    ['a difference', pay({ verification: { kind: 'disputed', at, difference: 'amount' } })],
  ])('is doubtful for %s, and never free', (_why, payment) => {
    expect(ask('5000', [payment])).toEqual({ kind: 'doubtful', payments: [payment] });
  });

  it('may be the payment whose amount could not be read', () => {
    const unreadable = pay({ status: 'check', amountXof: null, doubts: ['amount-missing'] });
    expect(ask('7 500 F', [unreadable]).kind).toBe('doubtful');
    expect(ask('carte', [unreadable]).kind).toBe('not-received');
  });

  it.each(['0097', '01 96 00 00 97', '+229 01 96 00 00 97', '96000097', '4 321'])(
    'is not the payment without an amount of another number than %s',
    (text) => {
      const unreadable = pay({ status: 'check', amountXof: null, doubts: ['amount-missing'] });
      expect(ask(text, [unreadable]).kind).toBe('not-received');
      // Of an unknown payer nothing contradicts it.
      expect(ask(text, [{ ...unreadable, account: null }]).kind).toBe('doubtful');
    },
  );

  it('names the time of a payment whose call was long on its way', () => {
    const receivedAt = '2026-11-24T10:40:00.000Z';
    const yesterday = '2026-11-23T21:22:00.000Z';
    expect(paidLongBefore(pay({ receivedAt, performedAt: yesterday }))).toBe(yesterday);
    expect(paidLongBefore(pay({ receivedAt, performedAt: '2026-11-24T10:39:00.000Z' }))).toBeNull();
    expect(paidLongBefore(pay({ receivedAt, performedAt: null }))).toBeNull();
  });

  it('counts no test payment as money', () => {
    expect(ask('5000', [pay({ mode: 'sandbox' })])).toEqual({ kind: 'not-received', failed: [] });
  });

  it('mentions the time in which it could not hear', () => {
    const before = deaf('08:02', '08:41');
    const lasting = deaf('10:50', null);
    expect(ask('5000', [], { deafPeriods: [before, lasting] })).toEqual({
      ...{ kind: 'not-received-but-deaf', failed: [] },
      deaf: [before, lasting],
    });
  });

  it('leaves out what was looked into since, and the hours in which the shop was closed', () => {
    const checked = deaf('08:02', '08:41', { checked: { by: 'Awa', at } });
    const night = deaf('00:00', '06:30');
    const openingHours = { opensAt: '08:00', closesAt: '20:00' };
    expect(ask('5000', [], { deafPeriods: [checked, night], openingHours }).kind).toBe('not-received');
    const intoTheMorning = deaf('00:00', '07:30');
    expect(ask('5000', [], { deafPeriods: [intoTheMorning], openingHours }).kind).toBe(
      'not-received-but-deaf',
    );
  });

  it('shows no more than five to choose from, the newest first, and counts them all', () => {
    const payments = Array.from({ length: 9 }, (_, index) => pay({ id: `${index}` }));
    const answer = ask('5000', payments);
    expect(answer.kind === 'free' && answer.payments.map(({ id }) => id)).toEqual(['0', '1', '2', '3', '4']);
    expect(answer.kind === 'free' && answer.count).toBe(9);
  });

  it('never lets goods go for what is not received, free, live money, whatever is asked', () => {
    const anyPayment = fc.record({
      status: fc.constantFrom('success' as const, 'failed' as const, 'check' as const),
      mode: fc.constantFrom('live' as const, 'sandbox' as const),
      claim: fc.constantFrom(null, claim),
      amountXof: fc.constantFrom(5_000, 500, null),
      verification: fc.constantFrom<Payment['verification']>(
        { kind: 'announced' },
        { kind: 'verified', at },
        { kind: 'reversed', at },
        { kind: 'disputed', at, difference: 'amount' },
      ),
    });
    fc.assert(
      fc.property(fc.array(anyPayment, { maxLength: 6 }), fc.boolean(), (traits, wasDeaf) => {
        const payments = traits.map((over, index) => pay({ ...over, id: `${index}` }));
        const answer = ask('5000', payments, { deafPeriods: wasDeaf ? [deaf('10:02', '10:41')] : [] });
        const free = payments.filter(
          (payment) =>
            payment.status === 'success' &&
            payment.mode === 'live' &&
            payment.claim === null &&
            payment.amountXof === 5_000 &&
            !['reversed', 'disputed'].includes(payment.verification.kind),
        );
        expect(answer.kind === 'free' ? answer.payments : []).toEqual(free.slice(0, 5));
        if (answer.kind === 'not-received') expect(wasDeaf).toBe(false);
      }),
    );
  });
});

describe('what the customer tells', () => {
  const matches = (text: string, over: Partial<Payment> = {}): boolean => {
    const clue = parseClue(text);
    return clue !== null && matchesClue(pay({ transactionId: '1490687397590250', ...over }), clue);
  };

  it.each(['5000', '5 000', '5 000 F', '5.000 FCFA', '5\u202f000\u00a0F\u202fCFA', '5000 francs'])(
    'is the amount as it is said: %s',
    (text) => expect(matches(text)).toBe(true),
  );

  it.each(['fr', 'en'] as const)('is the amount as the window itself writes it in %s', (language) =>
    expect(matches(formatXof(5_000, language))).toBe(true),
  );

  it.each(['500', '15000', '50000', '0'])('is not an amount that merely looks like it: %s', (text) =>
    expect(matches(text)).toBe(false),
  );

  it.each(['22997000042', '2290197000042'])(
    'finds both forms of a number of Benin stored as %s',
    (account) => {
      for (const text of [
        '42',
        '0042',
        '97000042',
        '0197000042',
        '01 97 00 00 42',
        '+229 01 97 00 00 42',
        '22997000042',
        '00229 97 00 00 42',
      ])
        expect(matches(text, { account }), text).toBe(true);
      expect(matches('97000043', { account })).toBe(false);
    },
  );

  it('keeps the 01 at the beginning of a number from another country', () => {
    expect(matches('0102030405', { account: '2250102030405' })).toBe(true);
    expect(matches('0702030405', { account: '2250102030405' })).toBe(false);
  });

  it.each(['momo', 'Mobile Money', 'mobile'])('finds a payment by how it was paid: %s', (text) =>
    expect(matches(text)).toBe(true),
  );
  it('is the means in its words with accents or without', () => {
    expect(matches('carte', { method: 'CARD' })).toBe(true);
    expect(matches('card', { method: 'MOBILE_MONEY' })).toBe(false);
    expect(matches('constructor', { method: 'constructor' })).toBe(true);
  });

  it('is part of a transaction number, long enough not to fit by chance', () => {
    expect(matches('97590')).toBe(true);
    expect(matches('9759')).toBe(false);
    expect(matches('6wjh', { transactionId: '3iH6wjHJ3' })).toBe(true);
  });

  it('may be two things at once, and then both must fit', () => {
    expect(matches('5000 momo')).toBe(true);
    expect(matches('5000 0042')).toBe(true);
    expect(matches('5000 carte')).toBe(false);
  });

  it.each(['', '  ', '5', 'a', 'ab', '5 F', '?'])('is too little: "%s"', (text) =>
    expect(parseClue(text)).toBeNull(),
  );
});
