import type { PerEndpoint } from '../payment/endpoint';
import type { Preferences } from './preferences';

export type Language = Preferences['language'];
/** Countries KKiaPay serves here; each has one zone without daylight saving. */
export type Country = Preferences['country'];

/** Minutes east of UTC: decides where the business day begins. */
export const utcOffsetMinutes: Readonly<Record<Country, number>> = { BJ: 60, TG: 0, CI: 0, SN: 0 };

/** Who says the amount: our own clips, a voice of the computer where it has one in the language, or nobody. */
export const voices = ['recorded', 'computer', 'none'] as const;
export type Voice = (typeof voices)[number];

/** `none`: no program of ours. The shop may have a public address of its own all the same. */
export type TunnelChoice = Preferences['tunnel'];

/** Of one of those who work at the counter. */
export const longestHelperName = 30;
export const mostHelpers = 20;

/** How long the owner's things may stay open unused. */
export const lockDelaysMinutes = [1, 5, 15, 60] as const;
export type LockDelayMinutes = (typeof lockDelaysMinutes)[number];

/** Where a secret in force comes from. The environment wins for the run and cannot be changed from the window. */
export type SecretSource = 'absent' | 'stored' | 'environment';

/** What a window may know of the settings: every value that is not a secret, and for secrets only where they are. */
export interface SettingsSummary extends Preferences {
  /** ISO instant; in the past, or null: sounds are heard. */
  readonly soundsPausedUntil: string | null;
  readonly authtoken: SecretSource;
  readonly cloudflareToken: SecretSource;
  readonly hashSecret: PerEndpoint<SecretSource>;
}
