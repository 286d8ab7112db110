import type { Language } from '../settings/preferences';

/** What the shop sees of a payment provider. How its calls are proven and read is the core's matter. */
export interface ProviderDescription {
  /** The name used in payments and in the paths of its endpoints. */
  readonly name: string;
  readonly label: string;
  /** What a call proves by itself: that its sender knows a secret, or that its very bytes were signed. */
  readonly strength: 'secret' | 'signed';
  /** Who makes the secret between the provider and this counter; the other one has it pasted. */
  readonly secretMadeBy: 'comptoir' | 'provider';
  /** The provider can be asked about a payment, with these keys of the merchant's; none: it cannot. */
  readonly apiKeys: readonly ApiKeyField[];
  /** Without its `https://`. */
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
  /** What the secret is taken for by mistake. */
  readonly notThis: string;
}
