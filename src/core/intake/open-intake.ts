import type { TunnelChoice } from '../../shared/settings/preferences';
import { utcOffsetMinutes, type SettingsSummary } from '../../shared/settings/settings';
import { dayOf } from '../../shared/calendar';
import { endpointKey, perEndpoint, type EndpointName } from '../../shared/payment/endpoint';
import { initialState, type LedgerState } from '../../shared/state/app-state';
import { createHelperCodes } from '../access/helper-codes';
import { allEndpoints } from '../all-endpoints';
import { pinLog2N } from '../access/pin-hash';
import { createReach } from '../access/reach';
import { createBackground, logFailures, withIsolatedTimers } from '../background';
import { prepareData } from '../backup/prepare-data';
import type { ComptoirConfig, ComptoirPorts } from '../comptoir-ports';
import { logFacts } from '../diagnostics/log-facts';
import { readHeartbeat, traceIn } from '../hearing/heartbeat';
import { openClockTrust } from '../hearing/open-clock-trust';
import type { LedgerTrace } from '../ledger/ledger';
import { openLedger } from '../ledger/open-ledger';
import { createReceiver } from '../receiver/create-receiver';
import { openEarlyListener } from '../receiver/early-listener';
import type { ReceiverServer } from '../receiver/server';
import { environmentNotices } from '../settings/environment-notices';
import { summaryOf } from '../settings/settings-summary';
import { keepForThisUser } from '../storage/for-this-user';
import { createStateStore, type StateStore } from '../state-store';
import { createLogTail } from '../technician/log-tail';
import { createCallListeners } from './call-listeners';
import type { IdentityFile } from './identity';
import type { Intake } from './intake';
import { createKeyring } from './keyring';
import { createCarriedPlace } from './moved-in';
import { noteUse } from './note-use';
import { openKept } from './open-kept';
import { openOwner } from './open-owner';
import { createUsualPort } from './usual-port';

/** How many files that could not be made private are named in the log. */
const mostToldOpen = 5;

/**
 * Locks the data folder, listens, opens the ledger. Resolves once calls are answered. Rejects with `DataFolderInUse`
 * where another process holds the folder, with `PortTaken` where `config.port` was given and is not free, with
 * `NewerLedgerFormat` where a newer version wrote it.
 */
export async function openIntake(ports: ComptoirPorts, config: ComptoirConfig): Promise<Intake> {
  const logTail = createLogTail(ports.log, ports.diagnostics.redactor, ports.clock);
  const { log } = logTail;
  const runInBackground = createBackground(logFailures(log));
  const clock = withIsolatedTimers(ports.clock, runInBackground);
  const pins = { pinLog2N: ports.pinLog2N ?? pinLog2N };
  const basics = { dataDir: config.dataDir, clock, log, logTail, runInBackground, ...pins };
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of closers.splice(0)) await closeOne();
  };
  try {
    return { ...(await openParts(ports, config, basics, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What every part gets. */
type Basics = Pick<Intake, 'dataDir' | 'clock' | 'log' | 'logTail' | 'runInBackground' | 'pinLog2N'>;

async function openParts(
  ports: ComptoirPorts,
  config: ComptoirConfig,
  basics: Basics,
  closers: (() => unknown)[],
): Promise<Omit<Intake, 'close'>> {
  const { dataDir, clock, log } = basics;
  const { redactor, logFolder } = ports.diagnostics;
  const { server, unlock } = await (config.earlyListener ??
    openEarlyListener({ dataDir, clock, port: config.port }));
  // Calls that still wait are told to come back.
  closers.unshift(() => server.close(0));
  closers.unshift(keepFolderPrivate(basics));
  // The folder is locked by now: no other file in it is touched before.
  const clocks = await openClockTrust({ dataDir, clock, logFolder });
  let offset = (): number => utcOffsetMinutes.BJ;
  const { ledger, notices: ledgerNotices } = await openLedger({
    dataDir,
    clock,
    log,
    unlock,
    utcOffsetMinutes: () => offset(),
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
    store,
    settings,
    ...basics,
    hasPin: () => store.read('owner-pin').kind !== 'absent',
    onWrong: () => owner.ownerLog.note('wrong-pin'),
  });
  const summary = (): SettingsSummary => ({
    ...summaryOf(settings.current(), secrets, tunnelChoice(), isPlain),
    helperCodes: helperCodes.keys(),
    ...(config.tunnel !== undefined && { tunnelGiven: true }),
  });
  const today = (): string => dayOf(clocks.now(), offset());
  const states = openStates(ports, { ...basics, identity, summary, today });

  const found = [ledgerNotices, kept.notices, clocks.notices, environmentNotices(config)].flat();
  const owner = await openOwner({ ...basics, clocks, settings, store, states, found }, closers);
  const tellLedger = (state: LedgerState): void => states.dispatch({ kind: 'ledger-changed', ledger: state });
  tellLedger(ledger.state());
  ledger.onState(tellLedger);

  const answering = await openReceiver(server, config, { ...basics, clocks, ledger, settings, secrets });
  states.dispatch({ kind: 'paths-known', paths: perEndpoint(answering.pathOf) });

  const byHelpersClock = owner.helperClock.now;
  return {
    ...basics,
    ...states,
    ...owner,
    ...answering,
    clocks,
    ledger,
    settings,
    store,
    secrets,
    helperCodes,
    summary,
    tunnelChoice,
    offset,
    today,
    reach: createReach({ now: byHelpersClock, today: () => dayOf(byHelpersClock(), offset()) }),
    keyring: createKeyring(store),
    carried: createCarriedPlace(store, () => identity.current()),
  };
}

/** From here on calls are answered: those that waited, and new ones. */
async function openReceiver(
  server: ReceiverServer,
  config: Pick<ComptoirConfig, 'port'>,
  {
    clock,
    log,
    clocks,
    ledger,
    settings,
    secrets,
  }: Pick<Intake, 'clock' | 'log' | 'clocks' | 'ledger' | 'settings' | 'secrets'>,
): Promise<Pick<Intake, 'pathOf' | 'callListeners' | 'receiver' | 'usualPort'>> {
  const pathOf = (endpoint: EndpointName): string =>
    `/${endpoint.provider}/${settings.current().pathSegments[endpointKey(endpoint)] ?? ''}`;
  const callListeners = createCallListeners();
  const receiver = createReceiver(server, {
    ...callListeners.hears,
    ledger,
    clock,
    log,
    isClockSuspect: clocks.isSuspect,
    receiptAt: clocks.receiptAt,
    endpoints: allEndpoints(pathOf, secrets),
  });
  const usualPort = createUsualPort({ settings, asked: config.port, present: receiver.port });
  await usualPort.keepFirst();
  return { pathOf, callListeners, receiver, usualPort };
}

/** The state of the shop, with its subscribers from the first fact on. */
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

/** What the ledger should hold. After a restore that is what the copy held, but no number is used a second time. */
async function expectedIn(dataDir: string, before: LedgerTrace | null): Promise<LedgerTrace | null> {
  const present = traceIn(await readHeartbeat(dataDir));
  if (before === null || present === null) return present;
  return { ...present, seq: Math.max(present.seq, before.seq) };
}

/** Makes the folder's files private in the background. Returns what ends it. */
function keepFolderPrivate({ dataDir, log, runInBackground }: Basics): () => Promise<unknown> {
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
