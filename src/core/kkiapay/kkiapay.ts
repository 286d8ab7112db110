import type { Provider } from '../provider';
import { authenticate, secretHeader } from './authenticate';
import { askKkiapay } from './ask';
import { parse } from './parse';

export const kkiapay: Provider = {
  name: 'kkiapay',
  authenticate,
  parse,
  // The API's own headers have no business here, but a merchant mixes them up.
  secretHeaders: [secretHeader, 'x-api-key', 'x-private-key', 'x-secret-key', 'authorization'],
  showsSecret: true,
  proofHeader: secretHeader,
  events: { success: 'transaction.success', failed: 'transaction.failed', failedToo: [], givenBack: [] },
  ask: askKkiapay,
};
