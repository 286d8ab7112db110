import * as v from 'valibot';
import { withoutTotalWhereLocked, type Access } from './access';
import { endpointKey, perEndpoint } from '../payment/endpoint';
import { emptyDay } from '../payment/payment';
import { preferences, type Preferences } from '../settings/preferences';
import type { Printer } from '../settings/printer';
import type { SettingsSummary } from '../settings/settings';
import { initialState, type AppState } from '../state/app-state';
import { ownersNotices, type Notice } from '../state/notice';
import type { TunnelState } from '../state/tunnel';
import type { Role, ScreenRole } from './roles';

/** The value of every setting that nobody has set. */
const defaults: Preferences = v.parse(v.object(preferences), {});
const lockedForGood: Access = { kind: 'locked', retryAt: null };

/** The core's state as a role may see it. Each field that the role may not see is empty. */
export function projectState(role: Role, state: AppState): AppState {
  switch (role) {
    case 'owner':
      return state.access.kind === 'locked' ? { ...state, access: { kind: 'unlocked' } } : state;
    case 'helper':
      return atTheCounter(state);
    default:
      return onScreen(role, state);
  }
}

/** The counter without the PIN: no total, no address, and only the settings that it works with. */
function atTheCounter(state: AppState): AppState {
  const { addressChange, settings, relay, screens } = state;
  return {
    ...state,
    today: withoutTotalWhereLocked(state.access, state.today),
    tunnel: withoutAddress(state.tunnel),
    relay: relay.kind === 'off' ? relay : { ...relay, origin: '' },
    screens: screens.kind === 'open' ? { ...screens, addresses: [] } : screens,
    // Another sentence is shown when nothing of the pasted address is left, so keep that null.
    addressChange: addressChange && { pasted: addressChange.pasted === null ? null : '', present: null },
    paths: null,
    settings: {
      ...ofTheShop(settings),
      setUp: settings.setUp,
      ringUntilClaimedXof: settings.ringUntilClaimedXof,
      sayDayWord: settings.sayDayWord,
      notifications: settings.notifications,
      tunnel: settings.tunnel,
      helperNames: settings.helperNames,
      shift: settings.shift,
      printer: settings.printer && withoutPlace(settings.printer),
      hashSecret: settings.hashSecret,
    },
    exporting: null,
    updates: { kind: 'unsupported' },
    notices: state.notices.filter(({ kind }) => !ownersNotices.some((owners) => owners === kind)).map(plain),
  };
}

/** Another screen: whether the counter hears, and as much of the day as the role may see. */
function onScreen(role: ScreenRole, state: AppState): AppState {
  const { revision, receiver, ledger, hearing, isAddressCalled, today, deafToday } = state;
  const isOfDay = role === 'second-counter' || role === 'owner-view';
  const settings = ofTheShop(state.settings);
  const { helperNames, shift } = state.settings;
  return {
    ...initialState(settings, today.day),
    revision,
    receiver,
    ledger,
    hearing,
    isAddressCalled,
    tunnel: withoutAddress(state.tunnel),
    access: lockedForGood,
    settings: role === 'second-counter' ? { ...settings, helperNames, shift } : settings,
    today:
      role === 'owner-view'
        ? today
        : isOfDay
          ? withoutTotalWhereLocked(lockedForGood, today)
          : emptyDay(today.day),
    deafToday: isOfDay ? deafToday : [],
  };
}

function ofTheShop(settings: SettingsSummary): SettingsSummary {
  const { language, shopName, country, openingHours, sound, voice, volume, soundsPausedUntil } = settings;
  return {
    ...defaults,
    language,
    shopName,
    country,
    openingHours,
    sound,
    voice,
    volume,
    soundsPausedUntil,
    authtoken: 'absent',
    cloudflareToken: 'absent',
    ownerMessages: null,
    // Which providers the shop takes, and no more.
    hashSecret: perEndpoint((endpoint) =>
      settings.hashSecret[endpointKey(endpoint)] === 'absent' ? 'absent' : 'stored',
    ),
    previousSecretUntil: perEndpoint(() => null),
    shift: null,
    secretsInPlain: false,
    helperCodes: [],
  };
}

/** Whether a printer exists decides about a button. Its address is for the owner only. */
function withoutPlace(printer: Printer): Printer {
  return printer.kind === 'network' ? { ...printer, host: '' } : { ...printer, name: '' };
}

function withoutAddress(tunnel: TunnelState): TunnelState {
  return 'url' in tunnel ? { ...tunnel, url: '' } : tunnel;
}

/** Without names of files, addresses, sums and details. */
function plain(notice: Notice): Notice {
  if ('file' in notice) return { ...notice, file: '' };
  if ('address' in notice) return { ...notice, address: '' };
  if ('details' in notice) return { ...notice, details: '' };
  return 'amountXof' in notice ? { ...notice, amountXof: null } : notice;
}
