import { fedapayFace } from './fedapay-face';
import { kkiapayFace } from './kkiapay-face';
import type { ProviderFace } from './provider-face';

/** Every provider this counter can listen to, as the shop sees it. The core has the same list with what it does. */
export const providerFaces: readonly ProviderFace[] = [kkiapayFace, fedapayFace];

/** The one that set-up, tray and test payments are about. */
export const mainProvider = kkiapayFace.name;

/** A payment of a provider that an older or newer Comptoir knew has no face here. */
export function faceOf(provider: string): ProviderFace | null {
  return providerFaces.find(({ name }) => name === provider) ?? null;
}
