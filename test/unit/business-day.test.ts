import { describe, expect, it } from 'vitest';
import { businessDayOf } from '../../src/shared/payment/business-day';

const made = '2026-11-24T08:00:00.000Z';

describe('the day of a payment', () => {
  it.each([
    ['2026-11-24T08:00:03.000Z', made, '2026-11-24'],
    ['2026-11-25T08:00:03.000Z', made, '2026-11-24'],
    ['2026-12-24T08:00:03.000Z', made, '2026-12-24'],
    ['2015-01-01T00:00:00.000Z', made, '2015-01-01'],
    ['2026-11-24T23:30:00.000Z', null, '2026-11-25'],
    ['2026-11-24T08:00:03.000Z', 'soon', '2026-11-24'],
  ])('received %s and made %s is %s', (receivedAt, performedAt, day) => {
    expect(businessDayOf(receivedAt, performedAt, 60)).toBe(day);
  });

  it.each(['2015-01-01T00:00:00.000Z', '2026-11-23T18:00:00.000Z', '2036-01-01T00:00:00.000Z'])(
    "is the provider's where our own clock, %s, is suspect",
    (receivedAt) => {
      expect(businessDayOf(receivedAt, made, 60, { isClockSuspect: true })).toBe('2026-11-24');
    },
  );
});
