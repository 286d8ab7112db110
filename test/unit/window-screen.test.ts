import { describe, expect, it } from 'vitest';
import { hrefOf, parseScreen, type Screen } from '../../renderer/state/screen';

const screens: readonly Screen[] = [
  { name: 'counter' },
  { name: 'payments', paymentId: null },
  { name: 'payments', paymentId: 'a/b c%#é' },
  { name: 'refusals' },
  { name: 'settings' },
  { name: 'technician' },
  { name: 'setup', step: null },
  { name: 'setup', step: 2 },
];

describe('the place behind #', () => {
  it.each(screens)('comes back as it went: %o', (screen) => {
    expect(parseScreen(hrefOf(screen))).toEqual(screen);
  });

  it.each(['', '#', '#/', '#/nowhere', '#payments%'])(
    'is the counter where it says nothing known: %s',
    (fragment) => {
      expect(parseScreen(fragment)).toEqual({ name: 'counter' });
    },
  );

  it('keeps a broken payment id from breaking the window', () => {
    expect(parseScreen('#/payments/%E0%A4%A')).toEqual({ name: 'payments', paymentId: null });
  });
});
