import type { Announcement } from '../../../shared/voice/announcement';
import type { Ring } from '../../../shared/voice/ring';
import { createBell, type Bell } from '../../announce/bell';
import { createOutages } from '../../announce/outages';
import type { Recorded } from '../../intake/call-listeners';
import type { Intake } from '../../intake/intake';
import type { Remark } from '../../hints/remarks';
import type { VoiceStore } from '../../voice/voice-store';
import type { Derived, Part } from '../derived';

/** The bell, with its notifications and its voice. */
export interface Sounds {
  readonly bell: Part<Bell>;
  /** Rings for the announcement and shows it. Null: nothing to announce. */
  readonly tell: (announcement: Announcement | null) => void;
  readonly onAnnouncement: (listener: (announcement: Announcement) => void) => () => void;
  readonly onRing: (listener: (ring: Ring) => void) => () => void;
  /** Whether a payment is announced later, together with other late ones. */
  readonly holdsBack: (outcome: Pick<Recorded, 'payment' | 'waited'>, remark: Remark | null) => boolean;
  /** The held payments have been announced. */
  readonly onLateTold: (listener: () => void) => () => void;
}

export async function openSounds(
  derived: Derived,
  voice: Part<VoiceStore>,
  { settings, ledger, clocks, dispatch, onFact, summary, runInBackground, reach, state }: Intake,
): Promise<Sounds> {
  const announcementListeners = new Set<(announcement: Announcement) => void>();
  const ringListeners = new Set<(ring: Ring) => void>();
  const lateListeners = new Set<() => void>();
  const bell = await derived.open(
    'bell',
    () => {
      const opened = createBell({
        settings,
        ledger,
        reach,
        clock: derived.clockFor('bell'),
        dayWord: () => state().dayWord,
        ownVoice: (spoken, dayWord) => voice.current()?.says(spoken, dayWord) ?? null,
        onPauseChanged: () => dispatch({ kind: 'settings-changed', settings: summary() }),
      });
      opened.onRing((ring) => {
        for (const listener of ringListeners) derived.guard('bell', () => listener(ring));
      });
      return opened;
    },
    (opened) => opened.stop(),
  );
  onFact((fact) => {
    if (fact.kind === 'payment-recorded' || fact.kind === 'payment-changed')
      bell.use((opened) => opened.follow(fact.payment));
  });
  const tell = (announcement: Announcement | null): void => {
    if (announcement === null) return;
    bell.use((opened) => opened.ring(announcement));
    for (const listener of announcementListeners)
      runInBackground('an announcement', () => listener(announcement));
  };
  const outages = await derived.open(
    'late-payments',
    () =>
      createOutages({
        clock: derived.clockFor('late-payments'),
        now: clocks.now,
        settings: summary,
        onAnnouncement: tell,
        onTold() {
          for (const listener of lateListeners) listener();
        },
      }),
    (opened) => opened.stop(),
  );
  onFact((fact, led) => outages.use((opened) => opened.follow(fact, led)));
  const listenTo =
    <Heard>(listeners: Set<(heard: Heard) => void>) =>
    (listener: (heard: Heard) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
  return {
    bell,
    tell,
    onAnnouncement: listenTo(announcementListeners),
    onRing: listenTo(ringListeners),
    onLateTold(listener) {
      lateListeners.add(listener);
      return () => lateListeners.delete(listener);
    },
    holdsBack({ payment, waited = false }, remark): boolean {
      let held = false;
      outages.use((opened) => (held = opened.takes(payment, remark, waited)));
      return held;
    },
  };
}
