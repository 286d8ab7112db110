import { describe, expect, it } from 'vitest';
import { hrefOf, parseView, type View } from '../../renderer/state/view';

const screens: readonly View[] = [
  { name: 'counter' },
  { name: 'payments', paymentId: null },
  { name: 'payments', paymentId: 'a/b c%#é' },
  { name: 'refusals' },
  { name: 'settings' },
  { name: 'settings', section: 'bell' },
  { name: 'settings', section: 'about' },
  { name: 'technician' },
  { name: 'setup', step: null },
  { name: 'setup', step: 2 },
];

describe('the address behind #', () => {
  it.each(screens)('is read as it was written: %o', (screen) => {
    expect(parseView(hrefOf(screen))).toEqual(screen);
  });

  it.each(['', '#', '#/', '#/nowhere', '#payments%'])(
    'is the counter where it says nothing known: %s',
    (fragment) => {
      expect(parseView(fragment)).toEqual({ name: 'counter' });
    },
  );

  it('is the index of settings where it names none of them', () => {
    expect(parseView('#settings/nowhere')).toEqual({ name: 'settings' });
  });

  it('keeps a broken payment id from breaking the window', () => {
    expect(parseView('#/payments/%E0%A4%A')).toEqual({ name: 'payments', paymentId: null });
  });
});
