import type { Mode } from '../../shared/payment/payment';
import type { DeafPeriod } from '../../shared/silence/hearing';
import type { DerivedPart } from '../../shared/diagnosis/derived-parts';
import { announceAddress } from '../announce/address-alarm';
import type { Backups } from '../backup/backups';
import type { ComptoirConfig, ComptoirPorts } from '../comptoir-ports';
import { openCloseBook, type CloseBook } from '../day-close/close-book';
import type { HearingWatch } from '../hearing/watch-hearing';
import type { OwnerMessages } from '../messages/owner-messages';
import type { Intake } from '../intake/intake';
import type { RefusalLog } from '../receiver/refusal-log';
import { realDisk } from '../storage/disk';
import type { PublicSide } from '../tunnel/public-side';
import type { Technician } from '../technician/technician';
import type { Updates } from '../updates/updates';
import type { Verification } from '../verification/open-verification';
import { openVoiceStore, type VoiceStore } from '../voice/voice-store';
import { createDerived, type Derived, type Part } from './derived';
import type { Sabotage } from './isolation';
import { followDays } from './parts/follow-days';
import { followPayments } from './parts/follow-payments';
import { openCopies } from './parts/open-copies';
import { openDamageWatch } from './parts/open-damage-watch';
import { openRefusals } from './parts/open-refusals';
import { openAtRelays, type PartsAtRelays } from './parts/open-at-relays';
import { openScreensLater, type ScreensPart } from './parts/open-screens';
import { openSilences } from './parts/open-silences';
import { openDayWord } from './parts/open-day-word';
import { openMessages } from './parts/open-messages';
import { openReceipts, type Receipts } from './parts/open-receipts';
import { openSounds, type Sounds } from './parts/open-sounds';
import { openTechnician } from './parts/open-technician';
import { openToday } from './parts/open-today';
import { openTunnel } from './parts/open-tunnel';
import { openUpdates } from './parts/open-updates';

/** The parts behind the intake. Any of them may be closed at the moment; it is tried again. */
export interface DerivedParts extends Pick<Sounds, 'bell' | 'onAnnouncement' | 'onRing'>, PartsAtRelays {
  readonly closes: Part<CloseBook>;
  readonly receipts: Part<Receipts>;
  readonly copies: Part<Backups>;
  readonly messages: Part<OwnerMessages>;
  readonly voice: Part<VoiceStore>;
  readonly silences: Part<HearingWatch>;
  readonly verification: Part<Verification>;
  readonly tunnel: Part<PublicSide>;
  readonly refusals: Part<RefusalLog>;
  readonly technician: Part<Technician>;
  readonly updates: Part<Updates>;
  readonly screens: ScreensPart;
  /** Reads the day's totals and deaf periods again; resolves even if that fails. */
  readonly refreshToday: () => Promise<void>;
  /** Settings or secrets changed: the tunnel follows, and windows are notified. */
  readonly onSettingsChanged: () => Promise<void>;
  readonly onDeafPeriod: (period: DeafPeriod) => void;
  readonly derived: Derived;
}

/** Opens the parts behind the intake, each after the parts it needs. Never rejects. */
export async function openDerived(
  intake: Intake,
  ports: ComptoirPorts,
  config: ComptoirConfig,
): Promise<DerivedParts> {
  const { clock, ledger, settings, dispatch, onFact, state } = intake;
  const derived = derivedWithNotices(intake, ports.sabotage);
  const onDeafPeriod = (period: DeafPeriod): void => dispatch({ kind: 'deaf-period', period });

  const today = await openToday(derived, intake);
  const copies = await openCopies(derived, intake);
  const tunnel = await openTunnel(derived, intake, ports, config);
  const messages = await openMessages(derived, intake, ports);
  const voice = await derived.open('voice', () => openVoiceStore(intake.dataDir, intake.log));
  // Open them before the outage of this start is reported, so that payments made during it are announced together.
  const sounds = await openSounds(derived, voice, intake);
  const silences = await openSilences(derived, intake, {
    tunnel,
    onPeriod: onDeafPeriod,
    onWritten: today.refreshInBackground,
  });
  await openDayWord(derived, intake);
  const receipts = await openReceipts(derived, intake);
  const verification = await followPayments(derived, intake, ports, { sounds, today, receipts });
  const refusals = await openRefusals(derived, intake, sounds);
  const stopAnnouncingAddress = announceAddress({
    clock,
    state,
    onFact,
    tell: sounds.tell,
    language: () => settings.current().language,
  });
  const closes = await derived.open('closes', () => openCloseBook(realDisk, intake.dataDir, ledger));
  const technician = await openTechnician(derived, intake, ports);
  const updates = await openUpdates(derived, intake, ports);
  await openDamageWatch(derived, intake, today);
  const days = await followDays(derived, intake, today, technician);
  const screens = openScreensLater(derived, intake, config);
  const onSettingsChanged = async (): Promise<void> => {
    await tunnel.ask((side) => side.follow());
    dispatch({ kind: 'settings-changed', settings: intake.summary() });
    days.forgetInTime();
    await today.refresh();
    await screens.ask((opened) => opened.follow());
  };
  const told = {
    ...{ sounds, onWritten: today.refresh },
    onChanged: onSettingsChanged,
    onRelayed: (mode: Mode) => tunnel.use((side) => side.onRelayed(mode)),
  };
  const relays = await openAtRelays(derived, intake, told, config.environment);

  const { bell, onAnnouncement, onRing } = sounds;
  return {
    closes,
    receipts,
    copies,
    messages,
    voice,
    silences,
    verification,
    tunnel,
    ...relays,
    refusals,
    technician,
    updates,
    screens,
    bell,
    onAnnouncement,
    onRing,
    onDeafPeriod,
    onSettingsChanged,
    refreshToday: today.refresh,
    derived: {
      ...derived,
      async close() {
        days.close();
        stopAnnouncingAddress();
        today.close();
        await derived.close();
      },
    },
  };
}

/** One notice names all parts that fail at the moment. */
function derivedWithNotices({ clock, log, notices }: Intake, sabotage: Sabotage | undefined): Derived {
  const failing = new Set<DerivedPart>();
  return createDerived({
    clock,
    log,
    sabotage,
    onChange(name, works) {
      if (works) failing.delete(name);
      else failing.add(name);
      if (failing.size > 0) notices.raise({ kind: 'parts-failing', parts: [...failing] });
      else notices.clear('parts-failing');
    },
  });
}
