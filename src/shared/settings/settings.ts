import { endpointKey, type PerEndpoint } from '../payment/endpoint';
import { modes } from '../payment/payment';
import type { Shift } from '../payment/shift';
import type { MessageWaySummary } from './owner-messages';
import { mainProvider, providerDescriptions } from '../providers/providers';
import type { Country, Preferences } from './preferences';

/** Minutes east of UTC: decides where the business day begins. */
export const utcOffsetMinutes: Readonly<Record<Country, number>> = { BJ: 60, TG: 0, CI: 0, SN: 0 };

/** Where a secret in force comes from. The environment wins for the run and cannot be changed from the window. */
export type SecretSource = 'absent' | 'stored' | 'environment';

/** What a window may know of the settings: every value that is not a secret, and for secrets only where they are. */
export interface SettingsSummary extends Preferences {
  /** ISO instant; in the past, or null: sounds are heard. */
  readonly soundsPausedUntil: string | null;
  /** Who has the counter, as it was handed over last: `presentShift` tells whether that still counts. */
  readonly shift: Shift | null;
  /** No vault seals the secrets: the digest of a PIN can be read from the disk, and a short PIN guessed. */
  readonly secretsInPlain: boolean;
  /** Keys of the helpers who have their own code. Only the owner sees them. */
  readonly helperCodes: readonly string[];
  /** The tunnel was chosen as this run was started, and goes on so until its end. */
  readonly tunnelGiven?: true;
  readonly authtoken: SecretSource;
  readonly cloudflareToken: SecretSource;
  /** How the owner's phone is told of silence; null: it is not. */
  readonly ownerMessages: MessageWaySummary | null;
  readonly hashSecret: PerEndpoint<SecretSource>;
  /** Until when (ISO instant) the secret before the present one is still accepted; null where it is not. */
  readonly previousSecretUntil: PerEndpoint<string | null>;
}

/** The providers whose payments a shop takes, by what it set up: the main one's secret is made here, the others' are pasted. */
export function providersOf({ hashSecret }: Pick<SettingsSummary, 'hashSecret'>): readonly string[] {
  const isSetUp = (provider: string): boolean =>
    modes.some((mode) => (hashSecret[endpointKey({ provider, mode })] ?? 'absent') !== 'absent');
  return providerDescriptions
    .map(({ name }) => name)
    .filter((name) => name === mainProvider || isSetUp(name));
}
