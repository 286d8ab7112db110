import type { Announcement, Spoken } from '../../shared/voice/announcement';
import type { DayWord } from '../../shared/voice/day-word';
import type { OwnVoice } from '../../shared/voice/voice-pack';
import type { Pause } from '../../shared/bridge/sound-commands';
import type { AskedHandlers } from '../access/caller';
import type { Reaching } from '../access/reach';
import { effectiveStatusOf, type Payment } from '../../shared/payment/payment';
import { isAudible, type Ring } from '../../shared/voice/ring';
import { utcOffsetMinutes } from '../../shared/settings/settings';
import type { LedgerReader } from '../ledger/ledger';
import type { Clock } from '../ports';
import type { SettingsFile } from '../settings/settings-file';
import { dayOf, nextMidnight } from '../../shared/calendar';
import { announce } from './announce';

export interface BellParts {
  readonly settings: SettingsFile;
  readonly ledger: Pick<LedgerReader, 'page' | 'day'>;
  readonly clock: Clock;
  readonly reach: Pick<Reaching, 'includes'>;
  readonly dayWord: () => DayWord | null;
  /** What the shop's own voice says of a sentence; null: nothing. */
  readonly ownVoice?: (spoken: Spoken, dayWord?: DayWord) => OwnVoice | null;
  /** A pause of sounds was set, or is over. */
  readonly onPauseChanged: () => void;
}

/** Decides what is played, and when. Pages with a loudspeaker play it. */
export interface Bell {
  readonly onRing: (listener: (ring: Ring) => void) => () => void;
  readonly ring: (announcement: Announcement) => void;
  /** Takes the payment as it is now, and rings again and again while it is large enough and not handed over. */
  readonly follow: (payment: Payment) => void;
  readonly handlers: Pick<AskedHandlers, 'pauseSounds' | 'replayLast' | 'sayDayTotal' | 'tryBell'>;
  readonly stop: () => void;
}

/** Often enough to be noticed, and not so often that it annoys. */
const againMs = 20_000;

export function createBell({
  settings,
  ledger,
  clock,
  reach,
  dayWord,
  ownVoice = () => null,
  onPauseChanged,
}: BellParts): Bell {
  const listeners = new Set<(ring: Ring) => void>();
  /** Amounts by payment, the oldest first. */
  const unclaimed = new Map<string, number>();
  let cancelAgain: (() => void) | null = null;
  let cancelPause = (): void => undefined;

  const play = (
    { sound, spoken }: Pick<Ring, 'sound' | 'spoken'>,
    audience: 'all' | 'owner' = 'all',
  ): void => {
    const { language, voice, volume, sayDayWord } = settings.current();
    const word = sayDayWord && sound !== 'reminder' && isMoney(spoken) ? dayWord() : null;
    const own = voice === 'own' && spoken !== null ? ownVoice(spoken, word ?? undefined) : null;
    const ring: Ring = {
      sound,
      spoken,
      language,
      voice,
      volume: volume / 100,
      ...(word !== null && { dayWord: word }),
      ...(own !== null && { ownVoice: own }),
      ...(audience === 'owner' && { isOwners: true }),
    };
    for (const listener of listeners) listener(ring);
  };
  const ringAloud = (ring: Pick<Ring, 'sound' | 'spoken'>): void => {
    if (isAudible(settings.current(), clock.now())) play(ring);
  };

  const ringAgain = (): void => {
    cancelAgain = null;
    const from = settings.current().ringUntilClaimedXof ?? Infinity;
    const oldest = [...unclaimed.values()].find((amountXof) => amountXof >= from);
    if (oldest === undefined) {
      unclaimed.clear(); // the merchant has turned it off since
      return;
    }
    ringAloud({ sound: 'reminder', spoken: { kind: 'unclaimed', amountXof: oldest } });
    cancelAgain = clock.after(againMs, ringAgain);
  };

  const setPausedUntil = async (until: string | null): Promise<void> => {
    await settings.change({ soundsPausedUntil: until });
    onPauseChanged();
    watchPause();
  };
  /**
   * Report the end of a pause, so that windows stop showing it. Rings compare the instant themselves, so a late timer
   * does no harm.
   */
  const watchPause = (): void => {
    cancelPause();
    const { soundsPausedUntil } = settings.current();
    if (soundsPausedUntil === null) return;
    cancelPause = clock.after(Math.max(0, Date.parse(soundsPausedUntil) - clock.now()), () => {
      // If the disk refuses, the bell still rings, because the instant of the pause has passed.
      setPausedUntil(null).catch(() => undefined);
    });
  };
  watchPause();

  return {
    onRing(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ring: ringAloud,
    follow(payment) {
      const { id, mode, amountXof, claim } = payment;
      const from = settings.current().ringUntilClaimedXof ?? Infinity;
      const isWaiting = effectiveStatusOf(payment) === 'success' && mode === 'live' && claim === null;
      if (isWaiting && amountXof !== null && amountXof >= from) unclaimed.set(id, amountXof);
      else unclaimed.delete(id);
      if (unclaimed.size > 0) cancelAgain ??= clock.after(againMs, ringAgain);
    },
    handlers: {
      async pauseSounds({ pause }) {
        const { country } = settings.current();
        const until = pause === null ? null : endOf(pause, clock.now(), utcOffsetMinutes[country]);
        await setPausedUntil(until);
        return null;
      },
      async replayLast(_nothing, caller) {
        // A recovered payment is not news: it was put in long after it was made.
        const { payments } = await ledger.page({ limit: 100 });
        const payment = payments.find(({ found }) => found === undefined);
        if (payment === undefined || !reach.includes(caller.role(), payment)) return null;
        // A payment of another day is for the owner only, as in the list.
        const audience = reach.includes('helper', payment) ? 'all' : 'owner';
        if (payment.verification.kind === 'reversed') {
          play({ sound: 'reversal', spoken: null }, audience);
          return null;
        }
        const asItStands = { ...payment, status: effectiveStatusOf(payment) };
        const again = announce({ payment: asItStands, duplicate: false }, settings.current());
        if (again !== null) play(again, audience);
        return null;
      },
      async sayDayTotal() {
        const { country } = settings.current();
        const today = dayOf(clock.now(), utcOffsetMinutes[country]);
        const { successCount: count, totalXof } = await ledger.day(today);
        // A single payment is announced as itself: "1 payments" would be wrong.
        const total: Pick<Ring, 'sound' | 'spoken'> = {
          sound: 'reminder',
          spoken:
            count === 1
              ? { kind: 'payment', status: 'success', mode: 'live', amountXof: totalXof }
              : { kind: 'several', count, totalXof },
        };
        play(total, 'owner');
        return null;
      },
      tryBell() {
        play({
          sound: 'success',
          spoken: { kind: 'payment', status: 'success', mode: 'sandbox', amountXof: 5_000 },
        });
        return Promise.resolve(null);
      },
    },
    stop() {
      cancelAgain?.();
      cancelPause();
    },
  };
}

/** Received money, which a customer's phone could imitate. The day's total is not news, even with one payment. */
function isMoney(spoken: Spoken | null): boolean {
  return spoken?.kind === 'payment' && spoken.status === 'success' && spoken.mode === 'live';
}

/** ISO instant at which a pause that begins now ends. */
function endOf(pause: Pause, now: number, offsetMinutes: number): string {
  const ends: Readonly<Record<Pause, number>> = {
    '15-minutes': now + 15 * 60_000,
    '1-hour': now + 60 * 60_000,
    'until-tomorrow': nextMidnight(now, offsetMinutes),
  };
  return new Date(ends[pause]).toISOString();
}
