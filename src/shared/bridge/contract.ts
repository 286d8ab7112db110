import * as v from 'valibot';
import type { NotificationWords } from '../voice/announcement';
import type { AppState } from '../state/app-state';
import { paymentOrders, type Payment, type PaymentDetail, type PaymentPage } from '../payment/payment';
import { preferencesChange } from '../settings/preferences';
import type { Refusal } from '../diagnosis/refusal';
import type { Ring } from '../voice/ring';
import { accessCommands } from './access-commands';
import { backupCommands } from './backup-commands';
import { claimCommands } from './claim-commands';
import { reportCommands } from './report-commands';
import { command } from './command';
import { dayCommands } from './day-commands';
import { diagnosticsCommands } from './diagnostics-commands';
import { endpointCommands } from './endpoint-commands';
import { exportCommands } from './export-commands';
import { hearingCommands } from './hearing-commands';
import { screenCommands } from './screen-commands';
import { shopCommands } from './shop-commands';
import { soundCommands } from './sound-commands';
import { technicianCommands } from './technician-commands';
import { importCommands } from './import-commands';
import { verificationCommands } from './verification-commands';
import { receiptCommands } from './receipt-commands';
import { paymentFilter } from './payment-filter';
import { voiceCommands } from './voice-commands';
import { messageCommands } from './message-commands';
import { relayCommands } from './relay-commands';
import { tunnelCommands } from './tunnel-commands';
import { updateCommands } from './update-commands';

/**
 * The whole surface between a window and the core. It holds the commands, each with the guard of its
 * untrusted argument and the roles that may give it, and the broadcasts. Handlers, transports and the test
 * driver take their types from here; preload is checked against it. No secret ever crosses it outwards. A
 * secret that somebody else made crosses inwards once, when it is pasted.
 */
export const commands = {
  ...accessCommands,
  ...backupCommands,
  ...claimCommands,
  ...reportCommands,
  ...soundCommands,
  ...technicianCommands,
  ...endpointCommands,
  ...verificationCommands,
  ...importCommands,
  ...tunnelCommands,
  ...messageCommands,
  ...voiceCommands,
  ...relayCommands,
  ...shopCommands,
  ...hearingCommands,
  ...dayCommands,
  ...receiptCommands,
  ...diagnosticsCommands,
  ...exportCommands,
  ...updateCommands,
  ...screenCommands,
  getState: command<AppState>('helper', 'second-counter', 'bell', 'display', 'owner-view')(v.null()),
  /** As far back as the caller's role may look: without the owner's PIN only today. */
  listPayments: command<PaymentPage>(
    'helper',
    'second-counter',
    'owner-view',
  )(
    v.strictObject({
      ...paymentFilter,
      order: v.exactOptional(v.picklist(paymentOrders)),
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
      after: v.exactOptional(v.pipe(v.string(), v.maxLength(100))),
    }),
  ),
  /** The cursor is in the search box: read the files now, so that the first search is fast. */
  prepareSearch: command<null>('owner-looking')(v.null()),
  /** Without the owner's PIN: null for a payment of another day, unless it came within the last hour. */
  getPayment: command<PaymentDetail | null>(
    'helper',
    'second-counter',
  )(v.strictObject({ id: v.pipe(v.string(), v.maxLength(100)) })),
  /** Newest first, at most 200. */
  listRefusals: command<readonly Refusal[]>('helper')(v.null()),
  sendTestPayment: command<TestPaymentReport>('helper')(v.null()),
  markPaymentsSeen: command<null>('helper')(v.null()),
  changeSettings: command<null>('owner')(preferencesChange),
  dismissNotice: command<null>('helper')(
    v.strictObject({
      kind: v.picklist([
        'settings-set-aside',
        'settings-partly-lost',
        'identity-mended',
        'secrets-set-aside',
        'vault-shut',
        'secrets-unopenable',
        'ledger-repaired',
        'restore-given-up',
        'copies-failing',
        'update-waits',
        'copy-holds-less',
        'secrets-not-encrypted',
        'secret-in-environment',
        'authority-in-environment',
        'clock-wrong',
        'last-sign-lost',
        'pin-removed',
        'owner-log',
        'parts-failing',
        'payments-missing',
        'relay-rows-unreadable',
        'relay-not-told',
        'claimed-twice',
        'domain-refused',
        'policy-refused',
        'bell-silent',
        'screens-moved',
        'screens-lost',
        'receipt-not-printed',
        'owner-message-refused',
      ]),
    }),
  ),
} as const;

/** What a window hears without asking. */
export interface Broadcasts {
  /** The whole state after each change; its revision tells whether one was missed. */
  state: AppState;
  payment: { readonly payment: Payment; readonly duplicate: boolean };
  refusal: Refusal;
  /** To be played at once. The core has already checked that sounds are wanted. */
  ring: Ring;
  /** Show this payment or this screen: a notification or the tray's menu was clicked. */
  reveal: { readonly paymentId: string } | { readonly screen: 'settings' | 'counter' };
  /** The desktop shows no notifications, so the window shows this one. */
  banner: NotificationWords;
  /** A regular sign that the core is alive, whatever else is sent. */
  beat: null;
}
export const broadcasts = [
  'state',
  'payment',
  'refusal',
  'ring',
  'reveal',
  'banner',
  'beat',
] as const satisfies readonly (keyof Broadcasts)[];

/** How the sandbox test payment went. */
export interface TestPaymentReport {
  /** HTTP status of the last try; null where none was answered. */
  readonly status: number | null;
  readonly tries: number;
  /** Through the public address, or on this computer only. */
  readonly through: 'tunnel' | 'loopback';
}

export type CommandName = keyof typeof commands;
export type BroadcastName = keyof Broadcasts;
export type Argument<Name extends CommandName> = v.InferOutput<(typeof commands)[Name]['argument']>;
export type Value<Name extends CommandName> = (typeof commands)[Name]['value'];

/** Why a command was not carried out. */
export type CommandError =
  | 'bad-argument'
  | 'disk-full'
  | 'unknown-command'
  | 'authtoken-malformed'
  | 'secret-malformed'
  | 'transaction-malformed'
  | 'transaction-unknown'
  | 'transaction-pending'
  | 'amount-needed'
  | 'file-unreadable'
  | 'file-too-large'
  | 'cloudflare-token-malformed'
  | 'invitation-malformed'
  | 'invitation-used'
  | 'relay-unreachable'
  | 'relay-address-taken'
  | 'voice-clip-refused'
  | 'voice-pack-missing'
  | 'voice-pack-unreadable'
  | 'voice-pack-too-large'
  | 'message-way-malformed'
  | 'message-chat-unknown'
  | 'message-refused'
  | 'message-unreachable'
  | 'phones-full'
  | 'counters-full'
  | 'phone-unknown'
  | 'shop-link-malformed'
  | 'shop-link-used'
  | 'shop-is-this-one'
  | 'shops-full'
  | 'secret-from-environment'
  | 'address-not-known'
  | 'clipboard-unavailable'
  | 'call-not-copyable'
  /** No real payment has been called in, or its call was dropped for newer ones. */
  | 'no-call-yet'
  | 'secret-store-failed'
  | 'vault-shut'
  | 'ledger-unavailable'
  | 'locked'
  | 'pin-wrong'
  | 'code-needed'
  | 'helper-unknown'
  | 'pin-wait'
  | 'payment-unknown'
  | 'already-handed-over'
  | 'not-to-hand-over'
  | 'not-handed-over'
  | 'not-to-settle'
  | 'no-dialog'
  | 'backup-failed'
  | 'backup-unreadable'
  | 'backup-newer'
  | 'backup-no-room'
  | 'copy-sealed'
  | 'pass-phrase-wrong'
  | 'copy-altered'
  | 'day-already-closed'
  | 'export-running'
  | 'file-not-written'
  | 'folder-not-shown'
  | 'printer-not-set'
  | 'printer-silent'
  | 'no-receipt'
  | 'part-failing'
  | 'screen-unknown'
  | 'screen-gone'
  | 'screens-full'
  | 'screens-unreachable'
  | 'firewall-closed'
  | 'digits-wrong'
  | 'internal';

export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  /** `message`: a plain sentence in the merchant's language, with the next step. */
  | { readonly ok: false; readonly code: CommandError; readonly message: string };

/** The core's side: one handler for each command. A missing one does not compile. */
export type CommandHandlers = {
  readonly [Name in CommandName]: (argument: Argument<Name>) => Promise<Value<Name>>;
};
/** The same, where the caller matters. */
export type HandlersFor<Caller> = {
  readonly [Name in CommandName]: (argument: Argument<Name>, caller: Caller) => Promise<Value<Name>>;
};

/** The window's side, whatever the transport. */
export interface Bridge {
  /** `electron`: sounds are played by the app itself, also with this window closed. `web`: this page must play them. */
  readonly transport: 'electron' | 'web';
  invoke<Name extends CommandName>(name: Name, argument: Argument<Name>): Promise<Reply<Value<Name>>>;
  /** Returns what ends the subscription. */
  on<Name extends BroadcastName>(name: Name, listener: (payload: Broadcasts[Name]) => void): () => void;
}
