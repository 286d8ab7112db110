import { initialState, localOriginOf, type AppState } from '../shared/state/app-state';
import type { Announcement } from '../shared/voice/announcement';
import type { CommandHandlers } from '../shared/bridge/contract';
import { endpointKey, endpointNames, perEndpoint, type EndpointName } from '../shared/payment/endpoint';
import { mayHaveMissed, type DeafPeriod } from '../shared/silence/hearing';
import { preferencesIn } from '../shared/settings/preferences';
import type { Ring } from '../shared/voice/ring';
import {
  utcOffsetMinutes,
  type Language,
  type SettingsSummary,
  type TunnelChoice,
} from '../shared/settings/settings';
import { dayOf } from '../shared/calendar';
import { allEndpoints } from './all-endpoints';
import { openOwnerLock, type OwnerLock } from './access/owner-lock';
import { createOutages } from './announce/outages';
import { createBackups } from './backup/backups';
import { prepareData } from './backup/prepare-data';
import { createBell } from './announce/bell';
import { createCommandHandlers } from './commands';
import { openCloseBook } from './day-close/close-book';
import { logFacts } from './diagnostics/log-facts';
import { openEarlyListener, type EarlyListener } from './receiver/early-listener';
import { clockFact, openClockTrust } from './hearing/open-clock-trust';
import { watchHearing } from './hearing/watch-hearing';
import type { AppendOutcome } from './ledger/ledger';
import { realDisk } from './storage/disk';
import { openLedger } from './ledger/open-ledger';
import type {
  ChooseFilePlace,
  Clock,
  Desktop,
  Diagnostics,
  Log,
  PrintPage,
  SpawnTunnelChild,
  WriteClipboard,
} from './ports';
import { openKnocks } from './knocks/knocks';
import { openRefusalLog } from './receiver/refusal-log';
import { providers } from './providers';
import { createReceiver } from './receiver/create-receiver';
import type { OpenedSecretStore } from './settings/file-secret-store';
import { loadSecrets } from './settings/secrets';
import { openSettings, unlessDiskFull } from './settings/settings-file';
import { createLogTail } from './technician/log-tail';
import { createTechnician } from './technician/technician';
import { createTruth } from './verification/truth';
import { createStateStore, type FactListener } from './state-store';
import type { NgrokEdge } from './tunnel/ngrok-tunnel';
import { createPublicSide } from './tunnel/public-side';
import { watchDay } from './watch-day';
import { createUpdates, type UpdateSource } from './updates/updates';

export interface ComptoirPorts {
  readonly clock: Clock;
  /** Called once this process holds the data folder. */
  readonly openSecretStore: (dataDir: string) => Promise<OpenedSecretStore>;
  readonly spawnTunnelChild: SpawnTunnelChild;
  readonly writeClipboard: WriteClipboard;
  readonly desktop: Desktop;
  readonly chooseFilePlace: ChooseFilePlace;
  /** Null where the window is a browser's: it prints by itself. */
  readonly printPage: PrintPage | null;
  /** Null where this copy of the app cannot replace itself. */
  readonly updateSource: UpdateSource | null;
  /** Reaches public addresses; a stand-in edge is not in the world's DNS. */
  readonly fetchPublic: typeof fetch;
  readonly diagnostics: Diagnostics;
  readonly log: Log;
  /** Told of every fact, those of the opening too. */
  readonly onFact?: FactListener | undefined;
}

export interface ComptoirConfig {
  readonly dataDir: string;
  /** Where to listen: 0 picks a free port. Undefined: the one used last time, else a free one. */
  readonly port: number | undefined;
  /** Overrides the setting for this run. */
  readonly tunnel: TunnelChoice | undefined;
  /** Where ngrok's edge is, if not in its usual place. */
  readonly edge: NgrokEdge | undefined;
  /** Opened before the rest of the program was read; else it is opened now. */
  readonly door?: Promise<EarlyListener>;
  /** COMPTOIR_HASH_SECRET, COMPTOIR_SANDBOX_HASH_SECRET, NGROK_AUTHTOKEN: for this run, never written to disk. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The whole product without a face: receives, stores, announces. Windows, trays and terminals are drawn around it. */
export interface Comptoir {
  readonly state: () => AppState;
  readonly onFact: (listener: FactListener) => () => void;
  /** What to show now. */
  readonly onAnnouncement: (listener: (announcement: Announcement) => void) => () => void;
  /** What to play now. */
  readonly onRing: (listener: (ring: Ring) => void) => () => void;
  readonly admits: OwnerLock['authorize'];
  readonly handlers: CommandHandlers;
  /** The computer is about to sleep: from now on it is deaf. */
  readonly sleep: () => void;
  /** The network is back or the computer woke: try the tunnel at once. */
  readonly wake: () => void;
  /** Takes no new call, answers those under way, flushes, closes; in that order, within 5 s. */
  readonly stop: () => Promise<void>;
}

/**
 * Opens the data folder, listens, connects. Resolves once calls on this computer are heard; the tunnel follows by itself.
 * Rejects with `DataFolderInUse` where another process holds the folder, with `PortTaken` where `config.port` was asked for
 * and is not free.
 */
export async function createComptoir(ports: ComptoirPorts, config: ComptoirConfig): Promise<Comptoir> {
  const { clock } = ports;
  const { redactor } = ports.diagnostics;
  const logTail = createLogTail(ports.log, redactor, clock);
  const { log } = logTail;
  const { dataDir } = config;
  const nowIso = (): string => new Date(clock.now()).toISOString();
  const closers: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0)) await close();
  };

  try {
    const { server, unlock } = await (config.door ??
      openEarlyListener({ dataDir, clock, port: config.port }));
    // Those who still wait are told to come back.
    closers.unshift(() => server.close(0));
    // The folder is ours by now: no other file in it is touched before.
    const clocks = await openClockTrust({ dataDir, clock, logFolder: ports.diagnostics.logFolder });
    let offset = (): number => utcOffsetMinutes.BJ;
    const { ledger, notices: ledgerNotices } = await openLedger({
      ...{ dataDir, clock, log, unlock, utcOffsetMinutes: () => offset() },
      isClockSuspect: clocks.isSuspect,
      prepare: () => prepareData(dataDir, clock.now(), log),
    });
    closers.unshift(() => ledger.close());
    const { settings, notices: settingsNotices } = await openSettings(dataDir, () => clock.now(), log);
    offset = () => utcOffsetMinutes[settings.current().country];
    const { store, notices: secretNotices } = await ports.openSecretStore(dataDir);
    const secrets = await loadSecrets(store, settings, config.environment, clock);
    redactor.learn(() => [...secrets.all(), ...Object.values(settings.current().pathSegments)]);
    const refusals = await openRefusalLog(dataDir, (error) =>
      log(`the log of refusals cannot be written: ${String(error)}`),
    );
    closers.unshift(() => refusals.close());

    const tunnelChoice = (): TunnelChoice => config.tunnel ?? settings.current().tunnel;
    const summary = (): SettingsSummary => ({
      ...preferencesIn(settings.current()),
      soundsPausedUntil: settings.current().soundsPausedUntil,
      tunnel: tunnelChoice(),
      authtoken: secrets.authtokenSource(),
      cloudflareToken: secrets.cloudflareToken() === null ? 'absent' : 'stored',
      hashSecret: perEndpoint((endpoint) => secrets.hashSecretSource(endpoint)),
    });
    const today = (): string => dayOf(clocks.now(), offset());
    const { state, dispatch, onFact } = createStateStore(initialState(summary(), today()), nowIso);
    if (ports.onFact !== undefined) onFact(ports.onFact);
    onFact(logFacts(log));
    const backups = createBackups({
      ...{ dataDir, ledger, clock, log, dispatch, utcOffsetMinutes: () => offset() },
      lastAliveAt: clocks.lastAliveAt,
    });
    closers.unshift(() => backups.stop());
    const refreshToday = async (): Promise<void> =>
      dispatch({
        kind: 'today-changed',
        today: await ledger.day(today()),
        deaf: (await ledger.deafPeriods(today(), today())).filter(mayHaveMissed),
      });

    const lock = await openOwnerLock({
      ...{ dataDir, store, settings, clock },
      onChange(access) {
        dispatch({ kind: 'access-changed', access });
        void refreshToday();
      },
    });
    closers.unshift(() => lock.close());
    dispatch({ kind: 'access-changed', access: lock.access() });

    for (const notice of [
      ...ledgerNotices,
      ...settingsNotices,
      ...secretNotices,
      ...lock.notices,
      ...clocks.notices,
    ])
      dispatch({ kind: 'noticed', notice });
    dispatch({ kind: 'ledger-changed', ledger: ledger.state() });
    ledger.onState((changed) => dispatch({ kind: 'ledger-changed', ledger: changed }));
    await refreshToday();

    const pathOf = (endpoint: EndpointName): string =>
      `/${endpoint.provider}/${settings.current().pathSegments[endpointKey(endpoint)] ?? ''}`;
    const publicSide = await createPublicSide({
      ...{ dataDir, settings, secrets, clock, log, dispatch, choice: tunnelChoice },
      paths: endpointNames.map(pathOf),
      proofHeaders: providers.map(({ proofHeader }) => proofHeader),
      ...{ spawnChild: ports.spawnTunnelChild, fetchPublic: ports.fetchPublic },
      onServerDate: clocks.trust.takeDate,
      wasCalled: async () => (await ledger.page({ limit: 1, mode: 'live' })).payments.length > 0,
      ...{ edge: config.edge, environment: config.environment },
    });
    closers.unshift(() => publicSide.close());
    const onDeafPeriod = (period: DeafPeriod): void => dispatch({ kind: 'deaf-period', period });
    const hearing = await watchHearing({
      ...{ dataDir, ledger, clock, log, trust: clocks.trust },
      onClock: (isWrong) => dispatch(clockFact(isWrong)),
      ...{ onPeriod: onDeafPeriod, onStoodStill: publicSide.probe },
      onWritten: () => void refreshToday(),
    });
    onFact((fact, led) => hearing.follow(fact, led));
    closers.unshift(() => hearing.stop());

    const announcementListeners = new Set<(announcement: Announcement) => void>();
    const bell = createBell({
      ...{ settings, ledger, clock },
      onPauseChanged: () => dispatch({ kind: 'settings-changed', settings: summary() }),
    });
    closers.unshift(() => bell.stop());
    onFact((fact) => {
      if (fact.kind === 'payment-recorded' || fact.kind === 'payment-changed') bell.follow(fact.payment);
    });
    announcementListeners.add(bell.ring);
    const tell = (announcement: Announcement | null): void => {
      if (announcement !== null) for (const listener of announcementListeners) listener(announcement);
    };
    const outages = createOutages({
      ...{ clock, now: clocks.now, settings: () => settings.current(), onAnnouncement: tell },
    });
    closers.unshift(() => outages.stop());
    onFact((fact, led) => outages.follow(fact, led));
    const truth = await createTruth({
      ...{ ledger, settings, secrets, clock, log, summary, dispatch, refreshToday },
      ...{ utcOffsetMinutes: offset, announceThis: tell },
      fetch: clocks.fetchWith(ports.fetchPublic),
    });
    closers.unshift(() => truth.stop());
    const onRecorded = (outcome: AppendOutcome): void => {
      clocks.onRecorded(outcome);
      dispatch({ kind: 'payment-recorded', ...outcome });
      const announcement = truth.recorded(outcome);
      if (outcome.duplicate || !outages.takes(outcome.payment)) tell(announcement);
      void refreshToday();
    };

    const language = (): Language => settings.current().language;
    const knocks = await openKnocks({ dataDir, clock, log, dispatch, tell, language });
    closers.unshift(() => knocks.close());
    onFact(knocks.follow);

    const technician = createTechnician({
      ...{ ledger, providers, clock, logTail },
      writeClipboard: ports.writeClipboard,
      origin: () => localOriginOf(state()) ?? 'http://127.0.0.1',
      language,
    });
    const receiver = createReceiver(server, {
      ...{ ledger, clock, log, onRecorded },
      endpoints: allEndpoints(pathOf, (endpoint) => secrets.accepted(endpoint)),
      isSelfTest: publicSide.selfTest.answers,
      onRequest: publicSide.onRequest,
      onCall: technician.onCall,
      onAuthenticated(endpoint, headers) {
        const isOurTest = publicSide.selfTest.isOurs(headers);
        dispatch({ kind: 'call-authenticated', endpoint, at: nowIso(), isOurTest });
        publicSide.onAuthenticated(endpoint, headers);
      },
      onRefused(refusal) {
        refusals.record(refusal);
        dispatch({ kind: 'call-refused', refusal });
      },
    });
    // Another program may have it today: that is no reason to forget the one that was copied.
    if (config.port === undefined && settings.current().port === 0)
      await settings.change({ port: receiver.port }).catch(unlessDiskFull);
    dispatch({ kind: 'paths-known', paths: perEndpoint(pathOf) });
    dispatch({ kind: 'receiver-changed', receiver: { kind: 'listening', port: receiver.port } });

    publicSide.open(receiver.port);
    // A call on its way is answered before the tunnel that carries the answer goes.
    closers.unshift(() => receiver.stop());

    const onSettingsChanged = async (): Promise<void> => {
      await publicSide.follow();
      dispatch({ kind: 'settings-changed', settings: summary() });
      truth.forgetInTime();
      await refreshToday();
    };

    const updates = createUpdates({
      ...{ source: ports.updateSource, clock, log },
      isExporting: () => state().exporting?.kind === 'running',
      shop: () => ({ openingHours: settings.current().openingHours, utcOffsetMinutes: offset() }),
      onChange: (changed) => dispatch({ kind: 'updates-changed', updates: changed }),
    });
    closers.unshift(() => updates.stop());
    onFact((fact) => {
      if (fact.kind === 'call-authenticated') updates.busy();
    });

    const closeBook = await openCloseBook(realDisk, dataDir);
    const onNewDay = (): void => {
      truth.forgetInTime();
      void refreshToday();
    };
    closers.unshift(watchDay(clock, () => state().today.day !== today(), onNewDay));

    return {
      state,
      onFact,
      onAnnouncement(listener) {
        announcementListeners.add(listener);
        return () => announcementListeners.delete(listener);
      },
      onRing: bell.onRing,
      admits: (giver, asked) => lock.authorize(giver, asked),
      handlers: createCommandHandlers({
        ...ports,
        ...{ state, dispatch, ledger, refusals, settings, secrets, lock, clock, onSettingsChanged },
        bell: bell.handlers,
        technician: technician.handlers,
        updates: updates.handlers,
        ...{ backups, truth, publicSide, onDeafPeriod, refreshToday, closeBook, log },
        ...{ dataDir, clockComparison: clocks.comparison, logTail },
      }),
      sleep: hearing.sleeps,
      wake: publicSide.probe,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
