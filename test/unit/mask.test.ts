import { expect, it } from 'vitest';
import { lastFour, maskAccount } from '../../src/shared/payment/mask';

it.each([
  ['2290197000042', '•••• 42', '•••• 0042'],
  ['awa@boutique.bj', '••••', '••••'],
  ['awa1@boutique.bj', '••••', '••••'],
  ['0042', '••••', '••••'],
  [null, null, null],
])('of %s a notification shows %s, the counter %s', (account, told, shown) => {
  expect(maskAccount(account)).toBe(told);
  expect(lastFour(account)).toBe(shown);
});
