import { describe, expect, it } from 'vitest';
import { createKeepHeaders, hasControls } from '../../src/core/receiver/headers';

/** As Node hands header bytes over. */
const latin1 = (text: string): string => Buffer.from(text).toString('latin1');
const keep = createKeepHeaders([], () => []);

describe('a head', () => {
  it.each(['\x00', '\x07', '\t', '\n', '\r', '\x1b', '\x7f'])('with %j in a header is refused', (sign) => {
    expect(hasControls({ url: '/plain', rawHeaders: ['user-agent', `a${sign}b`] })).toBe(true);
  });

  it.each(['\x00', '\x1b', '\x7f', '\x80', '\x9b', latin1('\u009b')])(
    'with %j in its path is refused',
    (sign) => {
      expect(hasControls({ url: `/a${sign}b`, rawHeaders: [] })).toBe(true);
    },
  );

  it.each(['É', 'à', 'œ', '€', '’', 'Àwa', '支付', '🔔'])('that says %s in a header is taken', (text) => {
    expect(hasControls({ url: '/plain', rawHeaders: ['user-agent', latin1(`Chez ${text}`)] })).toBe(false);
  });
});

describe('a header that is kept', () => {
  it.each([
    ['a\x9b2Jb', 'a?2Jb'],
    [latin1('a\u009b2Jb'), 'a?2Jb'],
    [latin1('É'), 'É'],
    ['Ã©', 'Ã©'],
  ])('has no sign that moves a cursor: %j', (value, kept) => {
    expect(keep({ 'user-agent': [value] })['user-agent']).toBe(kept);
  });
});
