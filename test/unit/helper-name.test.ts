import { describe, expect, it } from 'vitest';
import { createHelperNames, isSameHelper } from '../../src/shared/payment/helper-name';

describe('the name of a helper', () => {
  it.each([
    ['Awa', 'awa', true],
    ['Awa', ' AWA ', true],
    ['Zoé', 'ZOE\u0301', true],
    ['Awa  B', 'awa b', true],
    ['Awa', 'Awa B', false],
    ['Zoé', 'Zoe', false],
  ])('%s and %s are the same: %s', (one, other, same) => {
    expect(isSameHelper(one, other)).toBe(same);
  });

  it('is shown as it was typed most often, in whatever order', () => {
    for (const typed of [
      ['Awa', 'awa', 'Awa'],
      ['awa', 'Awa', 'Awa'],
    ]) {
      const names = createHelperNames();
      const [key = ''] = typed.map((name) => names.of(name));
      expect(names.nameOf(key)).toBe('Awa');
    }
  });
});
