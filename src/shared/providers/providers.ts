import { fedapayDescription } from './fedapay-description';
import { kkiapayDescription } from './kkiapay-description';
import type { ProviderDescription } from './provider-description';

/** Every provider this counter can listen to, as the shop sees it. The core has the same list with what it does. */
export const providerDescriptions: readonly ProviderDescription[] = [kkiapayDescription, fedapayDescription];

/** The one that set-up, tray and test payments are about. */
export const mainProvider = kkiapayDescription.name;

/** A payment of a provider that an older or newer Comptoir knew is not described here. */
export function descriptionOf(provider: string): ProviderDescription | null {
  return providerDescriptions.find(({ name }) => name === provider) ?? null;
}
