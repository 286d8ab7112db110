import { fedapay } from './fedapay/fedapay';
import { kkiapay } from './kkiapay/kkiapay';
import type { Provider } from './provider';

/** Every provider this counter can listen to; `src/shared/providers` says how each shows itself. */
export const providers: readonly Provider[] = [kkiapay, fedapay];
