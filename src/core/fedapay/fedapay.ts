import type { Provider } from '../provider';
import { authenticate, signatureHeader } from './authenticate';
import { events, parse } from './parse';

export const fedapay: Provider = {
  name: 'fedapay',
  authenticate,
  parse,
  // A signature is good for one body and five minutes, but it is nobody's business either.
  secretHeaders: [signatureHeader, 'authorization'],
  showsSecret: false,
  proofHeader: signatureHeader,
  events,
  ask: null,
};
