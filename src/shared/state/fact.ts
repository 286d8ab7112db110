import type { Access } from '../access/access';
import type { AddressChange, LedgerState, ReceiverState } from './app-state';
import type { Notice } from './notice';
import type { EndpointName, PerEndpoint } from '../payment/endpoint';
import type { ImportProgress } from '../bridge/import-commands';
import type { ExportProgress } from '../payment/export';
import type { DeafPeriod } from '../silence/hearing';
import type { DaySummary, Payment } from '../payment/payment';
import type { Knock } from '../diagnosis/knock';
import type { Refusal } from '../diagnosis/refusal';
import type { RelayState } from './relay-state';
import type { SettingsSummary } from '../settings/settings';
import type { Traffic } from '../diagnosis/traffic';
import type { TunnelState } from './tunnel';
import type { ScreensState } from '../screens/screens-state';
import type { UpdateState } from './updates';
import type { DayWord } from '../voice/day-word';
import type { VerificationState } from '../payment/verification';

/** An event in the app. Only `reduce` turns facts into state; subscribers may act on them too. */
export type Fact =
  | { readonly kind: 'receiver-changed'; readonly receiver: ReceiverState }
  | { readonly kind: 'paths-known'; readonly paths: PerEndpoint<string> }
  | { readonly kind: 'ledger-changed'; readonly ledger: LedgerState }
  /** `heardAt`: the last moment at which the tunnel surely worked; null: never. */
  | { readonly kind: 'tunnel-changed'; readonly tunnel: TunnelState; readonly heardAt: string | null }
  | { readonly kind: 'relay-changed'; readonly relay: RelayState }
  | { readonly kind: 'address-changed'; readonly change: AddressChange | null }
  | { readonly kind: 'requests-counted'; readonly traffic: Traffic | null }
  /** `isOurTest`: this counter made the call, so it does not prove which address the provider has. */
  | { readonly kind: 'address-called'; readonly isCalled: boolean }
  | {
      readonly kind: 'call-authenticated';
      readonly endpoint: EndpointName;
      readonly at: string;
      readonly isOurTest?: boolean;
    }
  /** `duplicate`: this event was stored before. It counts as a delivery and does not ring. */
  | { readonly kind: 'payment-recorded'; readonly payment: Payment; readonly duplicate: boolean }
  /** A known payment: something was found out or done about it. */
  | { readonly kind: 'payment-changed'; readonly payment: Payment }
  | { readonly kind: 'verification-changed'; readonly verification: VerificationState }
  | { readonly kind: 'payments-seen' }
  | { readonly kind: 'access-changed'; readonly access: Access }
  | { readonly kind: 'today-changed'; readonly today: DaySummary; readonly deaf: readonly DeafPeriod[] }
  | { readonly kind: 'day-word-changed'; readonly word: DayWord | null }
  | { readonly kind: 'call-refused'; readonly refusal: Refusal }
  | { readonly kind: 'knocks-changed'; readonly knocks: readonly Knock[] }
  | { readonly kind: 'settings-changed'; readonly settings: SettingsSummary }
  | { readonly kind: 'deaf-period'; readonly period: DeafPeriod }
  | { readonly kind: 'export-progressed'; readonly exporting: ExportProgress }
  | { readonly kind: 'import-progressed'; readonly importing: ImportProgress | null }
  | { readonly kind: 'updates-changed'; readonly updates: UpdateState }
  | { readonly kind: 'screens-changed'; readonly screens: ScreensState }
  | { readonly kind: 'noticed'; readonly notice: Notice }
  | { readonly kind: 'notice-dismissed'; readonly notice: Notice['kind'] };
