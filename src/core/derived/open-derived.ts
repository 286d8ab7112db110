import { mayHaveMissed, type DeafPeriod } from '../../shared/silence/hearing';
import type { Language } from '../../shared/settings/preferences';
import type { Announcement } from '../../shared/voice/announcement';
import type { Ring } from '../../shared/voice/ring';
import type { DerivedPart } from '../../shared/diagnosis/derived-parts';
import { localOriginOf } from '../../shared/state/app-state';
import { announceAddress } from '../announce/address-alarm';
import { announce, announceVerdict } from '../announce/announce';
import type { Bell } from '../announce/bell';
import { createBackups, type Backups } from '../backup/backups';
import type { ComptoirConfig, ComptoirPorts } from '../comptoir-ports';
import { checkCloses, openCloseBook, type CloseBook } from '../day-close/close-book';
import { watchHearing, type HearingWatch } from '../hearing/watch-hearing';
import type { Intake } from '../intake/open-intake';
import { openKnocks } from '../knocks/knocks';
import type { AppendOutcome } from '../ledger/ledger';
import { providers } from '../providers';
import { openRefusalLog, type RefusalLog } from '../receiver/refusal-log';
import type { Relay } from '../relay/counter-relay';
import { realDisk } from '../storage/disk';
import type { PublicSide } from '../tunnel/public-side';
import { createTechnician, type Technician } from '../technician/technician';
import { createUpdates, type Updates } from '../updates/updates';
import { openHints } from '../hints/open-hints';
import type { Remark } from '../hints/remarks';
import { forgetPayersInTime } from '../retention/forget-payers';
import { openVerification, type Verification } from '../verification/open-verification';
import { watchDay } from '../watch-day';
import { watchDamage } from './watch-damage';
import { openScreensLater, type ScreensPart } from './open-screens';
import { openSounds } from './open-sounds';
import { openRelayPart } from './open-relay';
import { openTunnel } from './open-tunnel';
import { createDerived, type Derived, type Part } from './derived';

/** The parts behind the intake. Each may be closed at the moment, and is tried again. */
export interface DerivedParts {
  readonly closes: Part<CloseBook>;
  readonly copies: Part<Backups>;
  readonly silences: Part<HearingWatch>;
  readonly bell: Part<Bell>;
  readonly verification: Part<Verification>;
  readonly tunnel: Part<PublicSide>;
  readonly relay: Part<Relay>;
  readonly refusals: Part<RefusalLog>;
  readonly technician: Part<Technician>;
  readonly updates: Part<Updates>;
  readonly screens: ScreensPart;
  /** The day's totals and deaf periods anew; resolves whether or not that worked. */
  readonly refreshToday: () => Promise<void>;
  /** Settings or secrets changed: the tunnel follows, and windows are told. */
  readonly onSettingsChanged: () => Promise<void>;
  readonly onDeafPeriod: (period: DeafPeriod) => void;
  readonly onAnnouncement: (listener: (announcement: Announcement) => void) => () => void;
  readonly onRing: (listener: (ring: Ring) => void) => () => void;
  readonly derived: Derived;
}

/** A total that could not be read is asked for again after this. */
const refreshAgainMs = 5_000;

/** Opens what stands behind the intake, in the order in which it rests on each other. Never rejects. */
export async function openDerived(
  intake: Intake,
  ports: ComptoirPorts,
  config: ComptoirConfig,
): Promise<DerivedParts> {
  const { clock, log, ledger, settings, dispatch, onFact, state, clocks, followers } = intake;
  const failing = new Set<DerivedPart>();
  const derived = createDerived({
    ...{ clock, log, sabotage: ports.sabotage },
    onChange(name, works) {
      if (works) failing.delete(name);
      else failing.add(name);
      if (failing.size > 0) intake.notices.raise({ kind: 'parts-failing', parts: [...failing] });
      else intake.notices.clear('parts-failing');
    },
  });
  const language = (): Language => settings.current().language;

  // The day as it stands.
  const totals = await derived.open('totals', () => ({
    async refresh(): Promise<true> {
      const day = intake.today();
      const deaf = (await ledger.deafPeriods(day, day)).filter(mayHaveMissed);
      dispatch({ kind: 'today-changed', today: await ledger.day(day), deaf });
      return true;
    },
  }));
  let cancelRefresh: (() => void) | null = null;
  const refreshToday = async (): Promise<void> => {
    if ((await totals.ask((today) => today.refresh())) !== null) return;
    cancelRefresh ??= clock.after(refreshAgainMs, () => {
      cancelRefresh = null;
      return refreshToday();
    });
  };
  await refreshToday();

  const copies = await derived.open(
    'copies',
    () =>
      createBackups({
        ...{ dataDir: intake.dataDir, ledger, log, dispatch, utcOffsetMinutes: intake.offset },
        clock: derived.clockFor('copies'),
        lastAliveAt: clocks.lastAliveAt,
        notify: (notice) => intake.notices.raise(notice),
      }),
    (backups) => backups.stop(),
  );
  const tunnel = await openTunnel(derived, intake, ports, config);
  const onDeafPeriod = (period: DeafPeriod): void => dispatch({ kind: 'deaf-period', period });
  const silences = await derived.open(
    'silences',
    async () => {
      const watch = await watchHearing({
        ...{ dataDir: intake.dataDir, ledger, log, trust: clocks.trust },
        clock: derived.clockFor('silences'),
        onClock(isWrong) {
          if (isWrong) intake.notices.raise({ kind: 'clock-wrong' });
          else intake.notices.clear('clock-wrong');
        },
        onPeriod: onDeafPeriod,
        onStoodStill: () => tunnel.use((side) => side.probe()),
        onWritten: () => intake.runInBackground('the totals', refreshToday),
      });
      // Opened late, it has missed what led here.
      if (state().receiver.kind === 'listening') watch.hears(state().hearing);
      return watch;
    },
    (watch) => watch.stop(),
  );
  onFact((fact, led) => silences.use((watch) => watch.follow(fact, led)));

  const sounds = await openSounds(derived, intake);
  const verification = await derived.open(
    'verification',
    () =>
      openVerification({
        ...{ ledger, secrets: intake.secrets, log, dispatch, utcOffsetMinutes: intake.offset },
        clock: derived.clockFor('verification'),
        fetch: clocks.fetchWith(ports.fetchProvider),
        onVerdict(payment, before) {
          sounds.tell(announceVerdict(payment, before, intake.summary()));
          intake.runInBackground('the totals', refreshToday);
        },
      }),
    ({ verifier }) => verifier.stop(),
  );
  const hints = await derived.open('hints', () =>
    openHints({
      ...{ ledger, log, dispatch, refreshToday, clock: derived.clockFor('hints') },
      onChanged: (payment) => verification.use(({ verifier }) => verifier.follow(payment)),
    }),
  );
  const knocks = await derived.open(
    'knocks',
    () => openKnocks({ dataDir: intake.dataDir, clock, log, dispatch, tell: sounds.tell, language }),
    (opened) => opened.close(),
  );
  onFact((fact) => knocks.use((opened) => opened.follow(fact)));
  const stopAnnouncingAddress = announceAddress({ clock, state, onFact, tell: sounds.tell, language });

  const refusals = await derived.open(
    'refusals',
    () =>
      openRefusalLog(intake.dataDir, (error) =>
        log(`the log of refusals cannot be written: ${String(error)}`),
      ),
    (opened) => opened.close(),
  );
  followers.follow({
    onRefused(refusal) {
      refusals.use((opened) => opened.record(refusal));
      dispatch({ kind: 'call-refused', refusal });
    },
  });

  const closes = await derived.open('closes', () => openCloseBook(realDisk, intake.dataDir, ledger));
  const technician = await derived.open('technician', () =>
    createTechnician({
      ...{ ledger, providers, clock, logTail: intake.logTail, language },
      ...{
        writeClipboard: ports.writeClipboard,
        checkCloses: () => checkCloses(realDisk, intake.dataDir, ledger),
      },
      origin: () => localOriginOf(state()) ?? 'http://127.0.0.1',
    }),
  );
  followers.follow({ onCall: (call) => technician.use((opened) => opened.onCall(call)) });

  const updates = await derived.open(
    'updates',
    () =>
      createUpdates({
        ...{ source: ports.updateSource, clock: derived.clockFor('updates'), log },
        isExporting: () => state().exporting?.kind === 'running',
        shop: () => ({ openingHours: settings.current().openingHours, utcOffsetMinutes: intake.offset() }),
        onChange: (changed) => dispatch({ kind: 'updates-changed', updates: changed }),
      }),
    (opened) => opened.stop(),
  );
  onFact((fact) => {
    if (fact.kind === 'call-authenticated') updates.use((opened) => opened.busy());
  });

  await derived.open(
    'damage',
    () =>
      watchDamage({
        ...{ ledger, notices: intake.notices, onScrubbed: refreshToday },
        clock: derived.clockFor('damage'),
        runInBackground: (_what, look) => derived.guard('damage', look),
      }),
    (watch) => watch.stop(),
  );
  /** After the answer: what a payment that was just recorded leads to. */
  const onRecorded = (outcome: AppendOutcome): void => {
    clocks.onRecorded(outcome);
    dispatch({ kind: 'payment-recorded', ...outcome });
    // Without its hints and its verification a payment rings all the same.
    let remark: Remark | null = null;
    hints.use((opened) => (remark = opened.on(outcome)));
    if (!outcome.duplicate) verification.use(({ verifier }) => verifier.follow(outcome.payment));
    const announcement = announce(outcome, intake.summary(), remark);
    if (outcome.duplicate || !sounds.holdsBack(outcome)) sounds.tell(announcement);
    intake.runInBackground('the totals', refreshToday);
  };
  followers.follow({ onRecorded });

  const retention = await derived.open('retention', () => {
    const forget = (): void =>
      forgetPayersInTime({ ledger, settings, clock, utcOffsetMinutes: intake.offset });
    forget();
    return { forget };
  });
  const forgetInTime = (): void => retention.use(({ forget }) => forget());
  const stopWatchingDays = watchDay(
    clock,
    () => {
      intake.helperClock.now(); // it is to have seen each hour, also where nobody asks
      return state().today.day !== intake.today();
    },
    () => {
      forgetInTime();
      intake.runInBackground('the totals', refreshToday);
    },
  );

  const screens = openScreensLater(derived, intake, config);
  const onSettingsChanged = async (): Promise<void> => {
    await tunnel.ask((side) => side.follow());
    dispatch({ kind: 'settings-changed', settings: intake.summary() });
    forgetInTime();
    await refreshToday();
    await screens.ask((opened) => opened.follow());
  };
  const relay = await openRelayPart(derived, intake, {
    ...{ onWritten: refreshToday, onChanged: onSettingsChanged },
    onRelayed: (mode) => tunnel.use((side) => side.onRelayed(mode)),
  });

  return {
    ...{ closes, copies, silences, verification, tunnel, relay, refusals, technician, updates, screens },
    ...{ refreshToday, onDeafPeriod, bell: sounds.bell },
    ...{ onAnnouncement: sounds.onAnnouncement, onRing: sounds.onRing },
    onSettingsChanged,
    derived: {
      ...derived,
      async close() {
        stopWatchingDays();
        stopAnnouncingAddress();
        cancelRefresh?.();
        await derived.close();
      },
    },
  };
}
