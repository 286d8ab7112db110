import type { Provider } from '../provider';
import { authenticate, secretHeader } from './authenticate';
import { askKkiapay } from './ask';
import { readKkiapayCall } from '../../shared/providers/kkiapay-call';
import { bodyTextOf } from '../body-text';

export const kkiapay: Provider = {
  name: 'kkiapay',
  authenticate,
  parse: (rawBody, receivedAt) => readKkiapayCall(bodyTextOf(rawBody), receivedAt),
  // Calls do not use the API's headers, but merchants mix them up, so mask these too.
  secretHeaders: [secretHeader, 'x-api-key', 'x-private-key', 'x-secret-key', 'authorization'],
  showsSecret: true,
  proofHeader: secretHeader,
  events: { success: 'transaction.success', failed: 'transaction.failed', failedToo: [], givenBack: [] },
  ask: askKkiapay,
};
