import type { ImportProgress } from '../bridge/import-commands';
import type { ExportProgress } from '../payment/export';
import type { Access, Today } from '../access/access';
import type { DeafPeriod, Hearing } from '../silence/hearing';
import { endpointKey, perEndpoint, type PerEndpoint } from '../payment/endpoint';
import { emptyDay, type Mode } from '../payment/payment';
import { mainProvider } from '../providers/providers';
import type { Knock } from '../diagnosis/knock';
import type { Refusal } from '../diagnosis/refusal';
import type { SettingsSummary } from '../settings/settings';
import type { Traffic } from '../diagnosis/traffic';
import { relayOriginOf, type RelayState } from './relay-state';
import { publicUrlOf, type TunnelState } from './tunnel';
import type { Notice } from './notice';
import type { ScreensState } from '../screens/screens-state';
import type { UpdateState } from './updates';
import type { DayWord } from '../voice/day-word';
import { noVerification, type VerificationState } from '../payment/verification';

export type ReceiverState =
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'listening';
      readonly port: number;
      /** Another program has this port now, and an address of the shop's own may still lead there. */
      readonly usualPort?: number;
    }
  | { readonly kind: 'failed'; readonly reason: 'port-taken' | 'unknown' };

export type LedgerState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready' }
  /** Nothing can be written: every call gets 503 until it can. */
  | { readonly kind: 'refusing'; readonly reason: 'disk-full' | 'read-only' | 'failing' | 'overloaded' };

/** KKiaPay's dashboard holds an address that is no longer ours: the present one must be pasted there. */
export interface AddressChange {
  /** An origin; null: nothing is left of the former address, path and secret are new too. */
  readonly pasted: string | null;
  /** An origin; null until the tunnel has one. */
  readonly present: string | null;
}

/** The addresses of one endpoint; null until they are known. */
export interface WebhookUrls {
  /** On this computer. */
  readonly local: string | null;
  /** Through the tunnel: the one to paste into the provider's dashboard. */
  readonly public: string | null;
}

/** The one state of the app that every window, the tray and its tooltip show. Payments are not in it: ask for pages. */
export interface AppState {
  /** Grows by one with each change; a gap means a missed broadcast. */
  readonly revision: number;
  readonly receiver: ReceiverState;
  readonly ledger: LedgerState;
  readonly tunnel: TunnelState;
  readonly relay: RelayState;
  readonly hearing: Hearing;
  /** Today's deaf periods, the earliest first. */
  readonly deafToday: readonly DeafPeriod[];
  /** Null where the address has not changed. */
  readonly addressChange: AddressChange | null;
  /** Null where the tunnel is not ngrok's: nothing is counted then. */
  readonly traffic: Traffic | null;
  /** Path of each endpoint on the receiver, with its random segment; null until the receiver listens. */
  readonly paths: PerEndpoint<string> | null;
  /** Whether a provider has ever called the present public address for real money: only that proves the whole path. */
  readonly isAddressCalled: boolean;
  /** ISO instant of the last call that proved the secret, by endpoint. */
  readonly lastAuthenticatedAt: PerEndpoint<string | null>;
  readonly settings: SettingsSummary;
  readonly access: Access;
  readonly today: Today;
  /** Null where the shop's key cannot be read. */
  readonly dayWord: DayWord | null;
  /** Payments that nobody has looked at yet. */
  readonly unseen: number;
  readonly verification: VerificationState;
  readonly refusals: { readonly sinceStart: number; readonly last: Refusal | null };
  /** Providers whose calls are refused, each endpoint once. */
  readonly knocks: readonly Knock[];
  /** The running export, or the last one; null: none since the start. */
  readonly exporting: ExportProgress | null;
  readonly importing: ImportProgress | null;
  readonly updates: UpdateState;
  readonly screens: ScreensState;
  readonly notices: readonly Notice[];
}

export function initialState(settings: SettingsSummary, today: string): AppState {
  return {
    revision: 0,
    receiver: { kind: 'starting' },
    ledger: { kind: 'opening' },
    tunnel: settings.tunnel === 'none' ? { kind: 'off' } : { kind: 'connecting', attempt: 0 },
    relay: { kind: 'off' },
    hearing: { kind: 'starting' },
    deafToday: [],
    addressChange: null,
    traffic: null,
    paths: null,
    isAddressCalled: false,
    lastAuthenticatedAt: perEndpoint(() => null),
    settings,
    access: { kind: 'open' },
    today: emptyDay(today),
    dayWord: null,
    unseen: 0,
    verification: noVerification,
    refusals: { sinceStart: 0, last: null },
    knocks: [],
    exporting: null,
    importing: null,
    updates: { kind: 'unsupported' },
    screens: { kind: 'off' },
    notices: [],
  };
}

export function webhookUrlsOf(state: AppState, mode: Mode, provider = mainProvider): WebhookUrls {
  const path = state.paths?.[endpointKey({ provider, mode })];
  if (path === undefined) return { local: null, public: null };
  // The provider stores one address: the relay's, which hears while this computer is off.
  const origin = relayOriginOf(state.relay) ?? publicUrlOf(state.tunnel);
  const local = localOriginOf(state);
  return {
    local: local === null ? null : local + path,
    public: origin === null ? null : origin + path,
  };
}

/** Where the receiver listens on this computer. */
export function localOriginOf({ receiver }: AppState): string | null {
  return receiver.kind === 'listening' ? `http://127.0.0.1:${receiver.port}` : null;
}

/** Whether the shop's own address leads to a port that another program has. ngrok and a relay need no fixed port. */
export function isLedAstray({ receiver, settings, relay }: AppState): boolean {
  const hasMoved = receiver.kind === 'listening' && receiver.usualPort !== undefined;
  return hasMoved && settings.tunnel !== 'ngrok' && relayOriginOf(relay) === null;
}
