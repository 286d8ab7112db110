import { webhookUrlsOf, type AppState } from './app-state';
import { withoutTotalWhereLocked } from '../access/access';
import { pauses, type Pause } from '../bridge/sound-commands';
import { formatXof, plainSpaces } from '../payment/money';
import type { Fact } from './fact';
import { effectiveStatusOf, type Payment } from '../payment/payment';
import { providersOf, utcOffsetMinutes, type SettingsSummary } from '../settings/settings';
import { firstKnock } from '../diagnosis/knock';
import { announceTexts } from '../texts/announce-texts';
import { knockWords } from '../texts/knock-texts';
import { timeOfDay } from '../calendar';
import { trayTexts, type TrayTexts } from '../texts/tray-texts';

/** Each has its own shape: some people do not see colours, and macOS shows none. */
export const trayIcons = ['starting', 'ready', 'listening', 'deaf', 'alarm', 'unseen'] as const;
export type TrayIcon = (typeof trayIcons)[number];

export type TrayAction =
  | { readonly kind: 'open' }
  | { readonly kind: 'open-settings' }
  | { readonly kind: 'open-payment'; readonly paymentId: string }
  | { readonly kind: 'replay-last' }
  | { readonly kind: 'copy-url'; readonly url: string }
  /** Null: ends the pause. */
  | { readonly kind: 'pause-sounds'; readonly pause: Pause | null }
  | { readonly kind: 'send-test' }
  | { readonly kind: 'quit' };

export type TrayMenuItem =
  | { readonly kind: 'line'; readonly label: string }
  | { readonly kind: 'separator' }
  /** Null: the entry is shown, but disabled. */
  | { readonly kind: 'command'; readonly label: string; readonly action: TrayAction | null }
  | { readonly kind: 'menu'; readonly label: string; readonly items: readonly TrayMenuItem[] };

export interface TrayModel {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  readonly menu: readonly TrayMenuItem[];
}

/** The payment that the tray shows after this fact: the newest one, as it is now. */
export function lastAfter(fact: Fact, last: Payment | null): Payment | null {
  const isNew = fact.kind === 'payment-recorded' && !fact.duplicate;
  const isNews = fact.kind === 'payment-recorded' || fact.kind === 'payment-changed';
  return isNew || (isNews && fact.payment.id === last?.id) ? fact.payment : last;
}

function textsOf({ settings }: Pick<AppState, 'settings'>): TrayTexts {
  return trayTexts.naming(providersOf(settings))[settings.language];
}

const separator: TrayMenuItem = { kind: 'separator' };

/** Everything the tray shows: the icon's shape, the tooltip, the menu. */
export function trayModel(state: AppState, last: Payment | null): TrayModel {
  const texts = textsOf(state);
  const sentence = hearingSentence(state);
  const unseen = state.unseen === 0 ? [] : [texts.unseen(state.unseen)];
  const moved = state.addressChange === null ? [] : [texts.addressChanged];
  const knock = firstKnock(state.knocks);
  const knocking = knock === null ? [] : [plainSpaces(knockWords(knock, state.settings.language).title)];
  const missing = state.notices.flatMap((notice) =>
    notice.kind === 'payments-missing' ? [texts.missing(notice.count)] : [],
  );
  const sentences = [...moved, ...knocking, ...missing, sentence, ...unseen, ...pausedSentence(state)];
  return {
    icon: trayIcon(state),
    tooltip: ['Comptoir', ...sentences].join('\n'),
    menu: [
      ...sentences.map((label): TrayMenuItem => ({ kind: 'line', label })),
      ...lastPayment(state, last),
      ...today(state),
      separator,
      command(texts.open, { kind: 'open' }),
      command(texts.replayLast, last === null ? null : { kind: 'replay-last' }),
      ...sounds(state),
      copyAddress(state),
      command(texts.sendTest, state.receiver.kind === 'listening' ? { kind: 'send-test' } : null),
      separator,
      command(texts.settings, { kind: 'open-settings' }),
      command(texts.quit, { kind: 'quit' }),
    ],
  };
}

function command(label: string, action: TrayAction | null): TrayMenuItem {
  return { kind: 'command', label, action };
}

function lastPayment({ settings }: AppState, last: Payment | null): TrayMenuItem[] {
  if (last === null) return [];
  const { sandbox, amountUnknown } = announceTexts[settings.language];
  const amount = last.amountXof === null ? amountUnknown : formatXof(last.amountXof, settings.language);
  const time = shopTime(last.receivedAt, settings);
  const sentence = textsOf({ settings }).last(effectiveStatusOf(last), amount, time);
  return [
    command(last.mode === 'sandbox' ? sandbox(sentence) : sentence, {
      kind: 'open-payment',
      paymentId: last.id,
    }),
  ];
}

/** Left out for a caller without the PIN. */
function today({ settings, access, today: whole }: AppState): TrayMenuItem[] {
  const { totalXof, successCount } = withoutTotalWhereLocked(access, whole);
  if (totalXof === null) return [];
  const label = textsOf({ settings }).today(successCount, formatXof(totalXof, settings.language));
  return [{ kind: 'line', label }];
}

function sounds(state: AppState): TrayMenuItem[] {
  const { sound, soundsPausedUntil } = state.settings;
  const texts = textsOf(state);
  if (!sound) return [];
  if (soundsPausedUntil !== null) return [command(texts.resumeSounds, { kind: 'pause-sounds', pause: null })];
  const items = pauses.map((pause) => command(texts.pauses[pause], { kind: 'pause-sounds', pause }));
  return [{ kind: 'menu', label: texts.pauseSounds, items }];
}

function pausedSentence(state: AppState): string[] {
  const { settings } = state;
  const { sound, soundsPausedUntil } = settings;
  if (!sound || soundsPausedUntil === null) return [];
  return [textsOf(state).soundsPaused(shopTime(soundsPausedUntil, settings))];
}

/** Only the owner sees the address, as in the window. */
function copyAddress(state: AppState): TrayMenuItem {
  const texts = textsOf(state);
  const { public: internet, local } = webhookUrlsOf(state, 'live');
  const url = state.access.kind === 'locked' ? null : (internet ?? local);
  const label = internet === null && local !== null ? texts.copyLocalUrl : texts.copyPublicUrl;
  return command(label, url === null ? null : { kind: 'copy-url', url });
}

/**
 * A file of assets/tray. Electron finds the pictures for denser screens beside it; macOS colours its templates itself.
 */
export function trayImageName(icon: TrayIcon, platform: string): string {
  if (platform === 'darwin') return `${icon}Template.png`;
  return platform === 'win32' ? `${icon}-16.png` : `${icon}-22.png`;
}

/** First what the merchant must do, then what will pass by itself, then news. */
function trayIcon(state: AppState): TrayIcon {
  const { isAddressCalled, hearing, tunnel, unseen, addressChange, knocks, notices } = state;
  if (addressChange !== null || knocks.length > 0) return 'alarm';
  if (notices.some(({ kind }) => kind === 'payments-missing')) return 'alarm';
  if (hearing.kind === 'late') return 'deaf';
  if (hearing.kind === 'deaf') {
    const waits =
      tunnel.kind === 'refused' || hearing.cause === 'receiver-down' || hearing.cause === 'ledger-refusing';
    return waits ? 'alarm' : 'deaf';
  }
  if (unseen > 0) return 'unseen';
  // Green only once the provider has called: until then its dashboard may hold another address.
  if (hearing.kind === 'listening') return isAddressCalled ? 'listening' : 'ready';
  // Without a tunnel, as the merchant chose, everything works but nobody outside can call.
  return hearing.kind === 'local-only' && tunnel.kind === 'off' ? 'ready' : 'starting';
}

function hearingSentence({ hearing, tunnel, settings, isAddressCalled }: AppState): string {
  const texts = textsOf({ settings });
  switch (hearing.kind) {
    case 'starting':
      return texts.starting;
    case 'listening':
      return isAddressCalled ? texts.listening : texts.neverCalled;
    case 'local-only':
      return tunnel.kind === 'token-missing' ? texts.tokenMissing : texts.localOnly;
    case 'late':
      return texts.deaf(shopTime(hearing.since, settings), texts.causes['relay-silent']);
    case 'deaf': {
      const since = shopTime(hearing.since, settings);
      const cause =
        hearing.cause === 'tunnel-down' && tunnel.kind === 'refused'
          ? texts.advice[tunnel.advice]
          : texts.causes[hearing.cause];
      return texts.deaf(since, cause);
    }
  }
}

/** `HH:MM` on the shop's wall clock. */
function shopTime(instant: string, { country }: SettingsSummary): string {
  return timeOfDay(instant, utcOffsetMinutes[country]);
}
