import { fedapay } from './fedapay/fedapay';
import { kkiapay } from './kkiapay/kkiapay';
import type { Provider } from './provider';

/** Every provider this counter can listen to; `src/shared/providers` describes them for people. */
export const providers: readonly Provider[] = [kkiapay, fedapay];
