import type { Language } from '../settings/preferences';

/** What the shop sees of a payment provider. The core knows how its calls are authenticated and read. */
export interface ProviderDescription {
  /** The name used in payments and in the paths of its endpoints. */
  readonly name: string;
  readonly label: string;
  /** What a call proves: that its sender knows a secret, or that its exact bytes were signed. */
  readonly strength: 'secret' | 'signed';
  /** Which side makes the secret. It is pasted at the other side. */
  readonly secretMadeBy: 'comptoir' | 'provider';
  /** The merchant's keys with which the provider can be asked about a payment; empty: it cannot be asked. */
  readonly apiKeys: readonly ApiKeyField[];
  /** Without `https://`. */
  readonly dashboard: string;
  readonly words: Readonly<Record<Language, ProviderWords>>;
}

/** `name`: as the provider's own screens call the key. */
export interface ApiKeyField {
  readonly key: string;
  readonly name: string;
}

/** What to do in the provider's dashboard, in the words of its own screens. */
export interface ProviderWords {
  readonly where: string;
  readonly whereSandbox: string;
  readonly secretField: string;
  readonly events: readonly string[];
  readonly eventsHint: string;
  readonly create: string;
  /** What people paste by mistake instead of the secret. */
  readonly notThis: string;
}
