import { preferencesIn } from '../../shared/settings/preferences';
import type { TunnelChoice } from '../../shared/settings/preferences';
import type { Notice } from '../../shared/state/notice';
import { utcOffsetMinutes, type SettingsSummary } from '../../shared/settings/settings';
import { dayOf } from '../../shared/calendar';
import { endpointKey, perEndpoint, type EndpointName } from '../../shared/payment/endpoint';
import { initialState } from '../../shared/state/app-state';
import { createHelperCodes, type HelperCodes } from '../access/helper-codes';
import { createHelperClock, type HelperClock } from '../access/helper-clock';
import { openOwnerLog, type OwnerLog } from '../access/owner-log';
import { openOwnerLock, type OwnerLock } from '../access/owner-lock';
import { allEndpoints } from '../all-endpoints';
import { createReach, type Reaching } from '../access/reach';
import { createBackground, logFailures, withGuardedTimers, type RunInBackground } from '../background';
import type { CarriedPlace } from '../backup/carried';
import { prepareData } from '../backup/prepare-data';
import type { ComptoirConfig, ComptoirPorts } from '../comptoir-ports';
import { logFacts } from '../diagnostics/log-facts';
import { readHeartbeat, traceIn } from '../hearing/heartbeat';
import { openClockTrust, type OpenedClockTrust } from '../hearing/open-clock-trust';
import type { Ledger, LedgerTrace } from '../ledger/ledger';
import { openLedger } from '../ledger/open-ledger';
import { openNotices, type Notices } from '../notices/notices';
import type { Clock, Log, SecretStore } from '../ports';
import { createReceiver } from '../receiver/create-receiver';
import { openEarlyListener } from '../receiver/early-listener';
import type { Receiver } from '../receiver/receiver';
import { environmentNotices } from '../settings/environment-notices';
import { loadSecrets, type Secrets } from '../settings/secrets';
import { openSettings, unlessDiskFull, type SettingsFile } from '../settings/settings-file';
import { keepForThisUser } from '../storage/for-this-user';
import { createStateStore, type StateStore } from '../state-store';
import { createLogTail, type LogTail } from '../technician/log-tail';
import { createCallFollowers, type CallFollowers } from './call-followers';
import type { IdentityFile } from './identity';
import { noteUse } from './note-use';
import { createKeyring, type Keyring } from './keyring';
import { createCarriedPlace, takeMovedIn } from './moved-in';

/** What must never fall silent: the data folder, what the provider holds, the ledger, the receiver. It knows no part behind it. */
export interface Intake extends StateStore {
  readonly dataDir: string;
  /** Its timers may throw. */
  readonly clock: Clock;
  readonly log: Log;
  readonly logTail: LogTail;
  readonly runInBackground: RunInBackground;
  readonly clocks: OpenedClockTrust;
  readonly ledger: Ledger;
  readonly settings: SettingsFile;
  readonly store: SecretStore;
  readonly keyring: Keyring;
  readonly carried: CarriedPlace;
  readonly secrets: Secrets;
  readonly lock: OwnerLock;
  readonly ownerLog: OwnerLog;
  readonly helperCodes: HelperCodes;
  readonly helperClock: HelperClock;
  /** What each role may look back at, by the helper's clock. */
  readonly reach: Reaching;
  readonly notices: Notices;
  readonly receiver: Receiver;
  readonly followers: CallFollowers;
  readonly summary: () => SettingsSummary;
  readonly tunnelChoice: () => TunnelChoice;
  readonly offset: () => number;
  /** By the best clock that is known. */
  readonly today: () => string;
  readonly pathOf: (endpoint: EndpointName) => string;
  /** All but the receiver, which stops first. */
  readonly close: () => Promise<void>;
}

/** Of files that could not be closed to others, the log names so many. */
const mostToldOpen = 5;

/**
 * Takes the data folder, listens, opens the ledger, answers. Resolves once calls are answered. Rejects with
 * `DataFolderInUse` where another process holds the folder, with `PortTaken` where `config.port` was asked for and is not
 * free, with `NewerLedgerFormat` where a newer version wrote it.
 */
export async function openIntake(ports: ComptoirPorts, config: ComptoirConfig): Promise<Intake> {
  const { dataDir } = config;
  const { redactor } = ports.diagnostics;
  const logTail = createLogTail(ports.log, redactor, ports.clock);
  const { log } = logTail;
  const runInBackground = createBackground(logFailures(log));
  const clock = withGuardedTimers(ports.clock, runInBackground);
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of closers.splice(0)) await closeOne();
  };
  try {
    const { server, unlock } = await (config.earlyListener ??
      openEarlyListener({ dataDir, clock, port: config.port }));
    // Calls that still wait are told to come back.
    closers.unshift(() => server.close(0));
    closers.unshift(keepFolderPrivate(dataDir, log, runInBackground));
    // The folder is ours by now: no other file in it is touched before.
    const clocks = await openClockTrust({ dataDir, clock, logFolder: ports.diagnostics.logFolder });
    let offset = (): number => utcOffsetMinutes.BJ;
    const { ledger, notices: ledgerNotices } = await openLedger({
      ...{ dataDir, clock, log, unlock, utcOffsetMinutes: () => offset() },
      isClockSuspect: clocks.isSuspect,
      expected: () => expectedIn(dataDir, traceIn(clocks.trust.lastSign)),
      prepare: () => prepareData(dataDir, clock.now(), log),
    });
    closers.unshift(() => ledger.close());
    const kept = await openKept(ports, config, { clock, log, ledgerNotices }, closers);
    const { settings, identity, store, isPlain, secrets } = kept;
    offset = () => utcOffsetMinutes[settings.current().country];
    redactor.learn(() => [...secrets.all(), ...Object.values(settings.current().pathSegments)]);

    const tunnelChoice = (): TunnelChoice => config.tunnel ?? settings.current().tunnel;
    const helperCodes = createHelperCodes({
      ...{ store, settings, clock },
      hasPin: () => store.read('owner-pin').kind !== 'absent',
      onWrong: () => ownerLog.note('wrong-pin'),
    });
    const summary = (): SettingsSummary => ({
      ...summaryOf(settings.current(), secrets, tunnelChoice(), isPlain),
      helperCodes: helperCodes.keys(),
    });
    const today = (): string => dayOf(clocks.now(), offset());
    const states = openStates(ports, { clock, log, runInBackground, identity, summary, today });
    const { dispatch } = states;

    const found = [ledgerNotices, kept.notices, clocks.notices, environmentNotices(config)];
    const { helperClock, lock, notices, ownerLog } = await openOwner(
      { dataDir, clock, log, runInBackground, clocks, settings, store, states, found: found.flat() },
      closers,
    );
    dispatch({ kind: 'ledger-changed', ledger: ledger.state() });
    ledger.onState((changed) => dispatch({ kind: 'ledger-changed', ledger: changed }));

    const pathOf = (endpoint: EndpointName): string =>
      `/${endpoint.provider}/${settings.current().pathSegments[endpointKey(endpoint)] ?? ''}`;
    const followers = createCallFollowers();
    const receiver = createReceiver(server, {
      ...{ ledger, clock, log, ...followers.hears },
      ...{ isClockSuspect: clocks.isSuspect, receiptAt: clocks.receiptAt },
      endpoints: allEndpoints(pathOf, secrets),
    });
    // Another program may have it today: that is no reason to forget the one that was copied.
    if (config.port === undefined && settings.current().port === 0)
      await settings.change({ port: receiver.port }).catch(unlessDiskFull);
    dispatch({ kind: 'paths-known', paths: perEndpoint(pathOf) });

    return {
      ...states,
      ...{ dataDir, clock, log, logTail, runInBackground, clocks, ledger, settings, secrets, lock, notices },
      helperCodes,
      ...{ ownerLog, helperClock, store, receiver, followers, summary, tunnelChoice, offset, today, pathOf },
      reach: createReach({ now: helperClock.now, today: () => dayOf(helperClock.now(), offset()) }),
      keyring: createKeyring(store),
      carried: createCarriedPlace(store, () => identity.current()),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The state of the shop, with those who follow it from the first fact on. */
function openStates(
  { onFact }: Pick<ComptoirPorts, 'onFact'>,
  {
    clock,
    log,
    runInBackground,
    identity,
    summary,
    today,
  }: Pick<Intake, 'clock' | 'log' | 'runInBackground' | 'summary' | 'today'> & {
    readonly identity: IdentityFile;
  },
): StateStore {
  const nowIso = (): string => new Date(clock.now()).toISOString();
  const states = createStateStore(initialState(summary(), today()), nowIso, runInBackground);
  if (onFact !== undefined) states.onFact(onFact);
  states.onFact(logFacts(log));
  const onSetUp = (): void => states.dispatch({ kind: 'settings-changed', settings: summary() });
  states.onFact(noteUse(identity, runInBackground, onSetUp));
  return states;
}

/**
 * What the ledger should hold. After going back to a copy that is what the copy held, and yet no number is given again that
 * was given before.
 */
async function expectedIn(dataDir: string, before: LedgerTrace | null): Promise<LedgerTrace | null> {
  const present = traceIn(await readHeartbeat(dataDir));
  if (before === null || present === null) return present;
  return { ...present, seq: Math.max(present.seq, before.seq) };
}

/** Closes the folder's files to others, beside all else. Returns what ends it. */
function keepFolderPrivate(
  dataDir: string,
  log: Log,
  runInBackground: RunInBackground,
): () => Promise<unknown> {
  const ending = new AbortController();
  const closed = keepForThisUser(dataDir, ending.signal);
  runInBackground('closing the data folder to others', async () => {
    for (const failure of (await closed).slice(0, mostToldOpen)) log(`left open to others: ${failure}`);
  });
  return () => {
    ending.abort();
    return closed;
  };
}

/** Settings as windows are told them: no secret, and where each comes from. */
function summaryOf(
  settings: ReturnType<SettingsFile['current']>,
  secrets: Secrets,
  tunnel: TunnelChoice,
  secretsInPlain: boolean,
): Omit<SettingsSummary, 'helperCodes'> {
  return {
    ...preferencesIn(settings),
    ...{ soundsPausedUntil: settings.soundsPausedUntil, tunnel, secretsInPlain },
    authtoken: secrets.authtokenSource(),
    cloudflareToken: secrets.cloudflareToken() === null ? 'absent' : 'stored',
    hashSecret: perEndpoint((endpoint) => secrets.hashSecretSource(endpoint)),
    previousSecretUntil: perEndpoint((endpoint) => secrets.previousUntil(endpoint)),
  };
}

/** Settings, what the provider holds, and secrets: none of them may be lost. */
async function openKept(
  { openSecretStore }: ComptoirPorts,
  { dataDir, environment, doubtsEnvironment }: ComptoirConfig,
  { clock, log, ledgerNotices }: OpenedBefore,
  closers: (() => unknown)[],
) {
  const { settings, identity, notices: ofSettings } = await openSettings(dataDir, () => clock.now(), log);
  // Nothing writes into the folder once another Comptoir may have it.
  closers.unshift(() => settings.settled());
  const { store, isPlain, notices: ofSecrets } = await openSecretStore(dataDir);
  closers.unshift(() => store.settled());
  const isGivenUp = ledgerNotices.some(({ kind }) => kind === 'restore-given-up');
  await takeMovedIn({ store, identity, log, isGivenUp });
  const secrets = await loadSecrets(store, settings, environment, clock, log, doubtsEnvironment);
  closers.unshift(() => secrets.close());
  return { settings, identity, store, isPlain, secrets, notices: [...ofSettings, ...ofSecrets] };
}

interface OpenedBefore extends Pick<Intake, 'clock' | 'log'> {
  readonly ledgerNotices: readonly Notice[];
}

interface OwnerParts extends Pick<
  Intake,
  'dataDir' | 'clock' | 'log' | 'runInBackground' | 'clocks' | 'settings' | 'store'
> {
  readonly states: StateStore;
  /** What the opening so far has to say. */
  readonly found: readonly Notice[];
}

/** What is the owner's: the PIN and its lock, the helper's clock, the notices, the log of what was done at the counter. */
async function openOwner(
  { dataDir, clock, log, runInBackground, clocks, settings, store, states, found }: OwnerParts,
  closers: (() => unknown)[],
): Promise<Pick<Intake, 'helperClock' | 'lock' | 'notices' | 'ownerLog'>> {
  const { dispatch, onFact } = states;
  const helperClock = createHelperClock({
    ...{ settings, now: clocks.now, runInBackground },
    isCertain: () => clocks.comparison.aheadMs() !== null,
  });
  const lock = await openOwnerLock({
    ...{ dataDir, store, settings, clock },
    onChange: (access) => dispatch({ kind: 'access-changed', access }),
    onOwner: helperClock.trust,
    onWrong: () => ownerLog.note('wrong-pin'),
  });
  dispatch({ kind: 'access-changed', access: lock.access() });

  const notices = await openNotices({ dataDir, dispatch, log });
  closers.unshift(() => notices.settled());
  for (const notice of [...found, ...lock.notices]) notices.raise(notice);
  const ownerLog = await openOwnerLog({
    ...{ dataDir, clock, log, hasPin: lock.hasPin },
    onChange: (notice) => (notice === null ? notices.clear('owner-log') : notices.raise(notice)),
  });
  closers.unshift(() => ownerLog.close());
  onFact((fact) => {
    if (fact.kind === 'access-changed') ownerLog.tell();
  });
  if (lock.notices.some(({ kind }) => kind === 'pin-removed')) ownerLog.note('pin-removed');
  return { helperClock, lock, notices, ownerLog };
}
