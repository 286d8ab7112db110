import { isDeepStrictEqual } from 'node:util';
import { silenceOf, type DeafCause, type Hearing } from '../../shared/silence/hearing';
import { untilOpen } from '../../shared/silence/opening-hours';
import { providersOf, utcOffsetMinutes, type SettingsSummary } from '../../shared/settings/settings';
import { announceTexts } from '../../shared/texts/announce-texts';
import { trayTexts } from '../../shared/texts/tray-texts';
import type { Announcement } from '../../shared/voice/announcement';
import { timeOfDay } from '../../shared/calendar';
import type { Clock } from '../ports';

export interface OfflineParts {
  readonly clock: Clock;
  /** ms since the epoch, by the best clock known. */
  readonly now: () => number;
  readonly settings: () => Pick<SettingsSummary, 'language' | 'country' | 'openingHours' | 'hashSecret'>;
  readonly onAnnouncement: (announcement: Announcement) => void;
}

/** Announces once that the provider is not heard, and once that it is heard again. Short cuts are not announced. */
export interface Offline {
  readonly follow: (hearing: Hearing) => void;
  readonly stop: () => void;
}

/** The wait while the shop is open: a payment may be missed at any moment, but most lost links are back by then. */
const whileOpenMs = 60_000;
/** The wait where no opening hours are set: it may be night. */
const atAnyHourMs = 3 * 60_000;
/** A link that comes back for less than this counts as the same cut. */
const steadyMs = 10_000;

export function createOffline({ clock, now, settings, onAnnouncement }: OfflineParts): Offline {
  let cut: { readonly since: string; readonly cause: DeafCause } | null = null;
  let isTold = false;
  let last: Hearing = { kind: 'starting' };
  let heardAt = 0;
  let cancel = (): void => undefined;

  const closedForMs = (): number => {
    const { openingHours, country } = settings();
    return untilOpen(openingHours, now(), utcOffsetMinutes[country]);
  };
  const whenOpen = (delayMs: number, task: () => void): void => {
    cancel();
    cancel = clock.after(closedForMs() + delayMs, () => {
      // The hours may have been changed meanwhile, or the clock.
      if (closedForMs() > 0) whenOpen(delayMs, task);
      else task();
    });
  };
  const tellCut = (): void => {
    if (cut === null) return;
    isTold = true;
    onAnnouncement(cutOff(cut.since, cut.cause, settings()));
  };
  const tellEnd = (): void => {
    const since = cut?.since ?? null;
    cut = null;
    isTold = false;
    if (since !== null) onAnnouncement(heardAgain(since, new Date(heardAt).toISOString(), settings()));
  };

  return {
    follow(hearing) {
      if (isDeepStrictEqual(hearing, last)) return;
      last = hearing;
      const silence = silenceOf(hearing);
      if (silence !== null) {
        const goesOn = cut !== null;
        cut = { ...silence, since: cut?.since ?? silence.since };
        if (isTold) cancel();
        else if (!goesOn) whenOpen(settings().openingHours === null ? atAnyHourMs : whileOpenMs, tellCut);
        return;
      }
      if (cut === null) return;
      if (isTold) {
        heardAt = now();
        whenOpen(steadyMs, tellEnd);
        return;
      }
      cancel();
      cut = null;
    },
    stop: () => cancel(),
  };
}

type Words = ReturnType<OfflineParts['settings']>;

function cutOff(since: string, cause: DeafCause, settings: Words): Announcement {
  const { language, country } = settings;
  const providers = providersOf(settings);
  const { title, body } = announceTexts.naming(providers)[language].cutOff;
  const why = trayTexts.naming(providers)[language].causes[cause];
  return {
    sound: 'cut-off',
    title,
    body: body(shopTime(since, country), why),
    mode: 'live',
    paymentId: null,
    spoken: { kind: 'cut-off' },
  };
}

function heardAgain(from: string, to: string, settings: Words): Announcement {
  const { language, country } = settings;
  const { title, body } = announceTexts.naming(providersOf(settings))[language].heardAgain;
  return {
    sound: 'heard-again',
    title,
    body: body(shopTime(from, country), shopTime(to, country)),
    mode: 'live',
    paymentId: null,
    spoken: { kind: 'heard-again' },
  };
}

/** `HH:MM` on the shop's wall clock. */
function shopTime(instant: string, country: SettingsSummary['country']): string {
  return timeOfDay(instant, utcOffsetMinutes[country]);
}
