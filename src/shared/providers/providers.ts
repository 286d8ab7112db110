import { fedapayDescription } from './fedapay-description';
import { kkiapayDescription } from './kkiapay-description';
import type { ProviderDescription } from './provider-description';

/** Every provider this counter can listen to, as the shop sees it. The core has the same list with their rooms. */
export const providerDescriptions: readonly ProviderDescription[] = [kkiapayDescription, fedapayDescription];

/** The provider of the set-up, the tray and the test payments. */
export const mainProvider = kkiapayDescription.name;

/** Null for a provider that only an older or newer Comptoir knows. */
export function descriptionOf(provider: string): ProviderDescription | null {
  return providerDescriptions.find(({ name }) => name === provider) ?? null;
}
