import { endpointKey, type PerEndpoint } from '../payment/endpoint';
import { modes } from '../payment/payment';
import type { Shift } from '../payment/shift';
import type { MessageWaySummary } from './owner-messages';
import { mainProvider, providerDescriptions } from '../providers/providers';
import type { Country, Preferences } from './preferences';

/** Minutes east of UTC: they decide where the business day begins. */
export const utcOffsetMinutes: Readonly<Record<Country, number>> = { BJ: 60, TG: 0, CI: 0, SN: 0 };

/**
 * Where the present secret comes from. One from the environment is used for the whole run, and the window cannot change
 * it.
 */
export type SecretSource = 'absent' | 'stored' | 'environment';

/** What a window may know of the settings: every value that is not secret, and for secrets only whether they are set. */
export interface SettingsSummary extends Preferences {
  /** ISO instant; in the past, or null: sounds are on. */
  readonly soundsPausedUntil: string | null;
  /** The helper who last took the counter: `presentShift` tells whether that still counts. */
  readonly shift: Shift | null;
  /** No vault encrypts the secrets: the digest of a PIN can be read from the disk, and a short PIN guessed. */
  readonly secretsInPlain: boolean;
  /** Keys of the helpers who have their own code. Only the owner sees them. */
  readonly helperCodes: readonly string[];
  /** The tunnel was chosen on the command line and stays so for this run. */
  readonly tunnelGiven?: true;
  readonly authtoken: SecretSource;
  readonly cloudflareToken: SecretSource;
  /** How the owner's phone gets messages of silence; null: it gets none. */
  readonly ownerMessages: MessageWaySummary | null;
  readonly hashSecret: PerEndpoint<SecretSource>;
  /** Until when (ISO instant) the former secret is still accepted; null: it is not. */
  readonly previousSecretUntil: PerEndpoint<string | null>;
}

/**
 * The providers that a shop takes, by the secrets it has. The main provider's secret is made here, the others' are
 * pasted.
 */
export function providersOf({ hashSecret }: Pick<SettingsSummary, 'hashSecret'>): readonly string[] {
  const isSetUp = (provider: string): boolean =>
    modes.some((mode) => (hashSecret[endpointKey({ provider, mode })] ?? 'absent') !== 'absent');
  return providerDescriptions
    .map(({ name }) => name)
    .filter((name) => name === mainProvider || isSetUp(name));
}
