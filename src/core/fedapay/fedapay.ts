import type { Provider } from '../provider';
import { authenticate, signatureHeader } from './authenticate';
import { fedapayEvents, readFedapayCall } from '../../shared/providers/fedapay-call';
import { bodyTextOf } from '../body-text';

export const fedapay: Provider = {
  name: 'fedapay',
  authenticate,
  parse: (rawBody) => readFedapayCall(bodyTextOf(rawBody)),
  // A signature is valid for one body and five minutes; it is masked all the same.
  secretHeaders: [signatureHeader, 'authorization'],
  showsSecret: false,
  proofHeader: signatureHeader,
  events: fedapayEvents,
  ask: null,
};
