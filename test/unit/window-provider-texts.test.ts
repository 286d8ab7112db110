import { expect, it } from 'vitest';
import { textsOf } from '../../renderer/parts/payment-words';
import { textsFor } from '../../src/shared/texts/texts';

it('speaks of a FedaPay payment in its name, with spaces that no line breaks at', () => {
  const { payment } = textsOf({ provider: 'fedapay' }, textsFor('fr'), 'fr');
  expect(payment.doubts.contradiction).toBe(
    'FedaPay se contredit\u00a0: l’événement et le résultat ne disent pas la même chose.',
  );
  expect(JSON.stringify(payment)).not.toMatch(/ [:;!?»]|« /);
});
