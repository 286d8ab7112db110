import { join } from 'node:path';
import {
  app,
  clipboard,
  Notification,
  dialog,
  Menu,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron';
import { desktopNotifier } from '../core/announce/desktop-notifier';
import { createBridgeServer } from '../core/bridge-server';
import { createComptoir, type Comptoir } from '../core/comptoir';
import { createBackground, logFailures } from '../core/background';
import { createLogFile } from '../core/diagnostics/log-file';
import { createRedactor } from '../core/diagnostics/redactor';
import { createProviderFetch, developmentProvider } from '../core/provider-fetch';
import { createFactLines, readyLine } from '../core/program/fact-lines';
import { systemClock as clock, type Log } from '../core/ports';
import { developmentEdge, fetchThrough } from '../core/tunnel/development-edge';
import { applicationMenu } from './application-menu';
import { serveApp } from './app-protocol';
import { createAutostart } from './autostart';
import { appId, outsideArchive } from './app-identity';
import { systemClipboard } from './clipboard';
import type { CommandLine } from './command-line';
import { openCrashRecords } from '../core/diagnostics/crash-records';
import { recordDeaths } from './crash-records';
import { openDesktopMemory } from './desktop-memory';
import { chooseFolder, openFolder, restart } from './desktop-port';
import { waitBeforeStartMs, waitUnlessAskedFor } from './failed-starts';
import { connectPage } from './ipc';
import { earlySetting } from './early-settings';
import { endInOrder, startAnewAfterErrors } from './life';
import { openLoudspeaker } from './loudspeaker';
import { onActivation } from './notification-activation';
import { electronNotifier } from './notifications';
import { onAwake, onSleep } from './power';
import { commandAgain } from './relaunch';
import { placeRunMarker } from './run-marker';
import { askWhereToSave } from './save-file';
import { clearAwayWhenQuiet } from './save-memory';
import { openSystemSecretStore } from './secret-store';
import { confinePages } from './security';
import { leave, StartsFailed } from './start-failure';
import type { Language } from '../shared/settings/preferences';
import { languageIn } from './start-language';
import { tellOnDesktop } from './tell-on-desktop';
import { openTray } from './tray-menu';
import { tunnelProcessName, utilityChild } from './tunnel-child';
import { askLineCost } from './line-cost';
import { openUpdateSource } from './update-source';
import { placeWatchMark } from './watchdog/watch-mark';
import { createWatchdog, type Watchdog } from './watchdog/watchdog';
import { windowSources } from './window-sources';
import { createMainWindow } from './windows';

/** Builds the desktop app around the core: every part is made here and handed to the parts that need it. */
export async function startApplication(commandLine: CommandLine): Promise<void> {
  const assets = join(app.getAppPath(), 'assets');
  const icon = join(assets, 'icons/256x256.png');
  const preload = join(__dirname, '../preload/index.cjs');
  const profile = app.getPath('userData');
  const dataDir = join(profile, 'data');
  const logFolder = join(profile, 'logs');
  const crashFolder = join(profile, 'crashes');
  const redactor = createRedactor();
  const toFile = createLogFile(logFolder, clock);
  const log: Log = (said) => {
    const line = redactor.line(said);
    process.stderr.write(`${new Date(clock.now()).toISOString()} ${line}\n`);
    toFile(line);
  };
  log(`Comptoir ${app.getVersion()} starts`);
  const records = openCrashRecords(crashFolder, { clock, log, redactor });
  const { failedStarts } = commandLine;
  const markFile = join(profile, 'start-again');
  const mark = placeWatchMark(markFile, process.pid, clock);
  let port: number | null = null;
  const watchdog = createWatchdog({
    ...{ mark, markFile, log, platform: process.platform, environment: process.env },
    // With a profile of its own it is somebody's trial: the system is not told of it.
    mayRegister:
      app.isPackaged && !app.commandLine.hasSwitch('user-data-dir') && commandLine.profile === undefined,
    ...{ home: app.getPath('home'), program: app.getPath('exe') },
    command: () => commandAgain(process, port),
  });
  // Before the settings are opened: a start may die too.
  watchdog.keep(earlySetting(dataDir, 'startAgain') !== false);
  // One may come while the app starts, and means an end.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => {
      mark.unwatched();
      app.quit();
    });
  startAnewAfterErrors({ app, process, records, clock, failedStarts, unwatch: mark.unwatched });
  recordDeaths(app, records, tunnelProcessName);
  await app.whenReady();
  const language = languageIn(dataDir);
  const menu = applicationMenu(process.platform, language);
  Menu.setApplicationMenu(menu === null ? null : Menu.buildFromTemplate(menu));
  const giveUp = (error: unknown, told?: Language): never => {
    mark.remove(); // a start that says why it cannot be is no death
    return leave(error, log, told);
  };
  const waitMs = waitBeforeStartMs(failedStarts) ?? giveUp(new StartsFailed(crashFolder), language);
  const isAskedFor = await waitUnlessAskedFor(app, clock, waitMs);

  const sources = windowSources(process.env, commandLine.development, (address) => net.fetch(address));
  serveApp(protocol, join(__dirname, '../renderer'), sources);
  confinePages(app, session.defaultSession, shell);

  const { writeClipboard, readClipboard } = systemClipboard(clipboard);
  const edge = developmentEdge(process.env, commandLine.development);
  const providerStandIn = developmentProvider(process.env, commandLine.development);
  const facts = commandLine.facts ? createFactLines((line) => process.stdout.write(`${line}\n`)) : undefined;
  let lastAct = (): void => app.exit(0);
  const comptoir = await createComptoir(
    {
      clock,
      openSecretStore: (folder) => openSystemSecretStore(folder, safeStorage, () => clock.now(), { log }),
      spawnTunnelChild: utilityChild(join(__dirname, '../tunnel/ngrok-child.cjs'), records),
      writeClipboard,
      readClipboard,
      desktop: { chooseFolder: chooseFolder(app, dialog), restart: () => restart(app) },
      chooseFilePlace: askWhereToSave(app, dialog),
      printPage: () => counter.printPage(),
      updateSource: openUpdateSource({
        ...{ app, log, platform: process.platform, environment: process.env },
        fetch: (url, init) => net.fetch(url, init),
        lineCost: () => askLineCost(process.platform),
        // A window that was left in front all night has nobody before it.
        isLookedAt: () => counter.isLookedAt() && powerMonitor.getSystemIdleTime() < 60,
        endWith(task) {
          lastAct = task;
          app.quit();
        },
      }),
      fetchOwnAddress: fetchThrough(edge),
      fetchProvider: createProviderFetch(providerStandIn, process.env),
      diagnostics: {
        ...{
          redactor,
          logFolder,
          crashFolder,
          versions: { comptoir: app.getVersion(), ...process.versions },
        },
        showFolder: openFolder(shell),
        lastNotification: () => teller.lastNotification(),
      },
      log,
      onFact: facts?.tell,
    },
    {
      ...{ dataDir, edge, port: commandLine.port, tunnel: commandLine.tunnel },
      ...{ environment: process.env, doubtsEnvironment: true },
      screens: { pageDir: join(__dirname, '../screen'), lan: undefined },
    },
  ).catch((error: unknown) => giveUp(error));
  const marker = placeRunMarker(join(profile, 'running'));
  if (marker.foundOne)
    records.record('last-run', 'it ended without closing: a power cut, a crash, a kill, Windows’ shutdown');
  const { receiver } = comptoir.state();
  if (receiver.kind === 'listening') ({ port } = receiver);
  keepWatchdog(comptoir, watchdog);
  const bridge = createBridgeServer(comptoir, log, clock);
  await comptoir.serveScreens(bridge);
  const memory = await openDesktopMemory(join(profile, 'desktop.json'), log);
  const { version: earlierVersion } = memory.current();
  if (earlierVersion !== app.getVersion()) {
    memory.remember({ version: app.getVersion(), earlierVersion });
    if (earlierVersion !== null) log(`version ${app.getVersion()} after ${earlierVersion}`);
  }

  const inBackground = createBackground(logFailures(log));
  const markSeen = (): void =>
    inBackground('marking payments as seen', () => comptoir.handlers.markPaymentsSeen(null));
  const counter = createMainWindow({
    ...{ preload, icon, clock, memory },
    onCreated: (window) => connectPage(window.webContents, bridge, bridge.callers.openSession()),
    onLookedAt: markSeen,
    onClosed: () => teller.explainClosing(),
  });
  const openPayment = (paymentId: string | null): void =>
    counter.show(() => {
      if (paymentId !== null) bridge.broadcast('reveal', { paymentId });
    });
  onActivation(Notification, () => counter.show());
  const teller = tellOnDesktop({
    ...{ comptoir, clock, log, memory },
    ways: [
      {
        name: 'Electron',
        show: electronNotifier({ icon, clock, onClicked: ({ paymentId }) => openPayment(paymentId) }),
      },
      { name: 'the system’s own programs', show: desktopNotifier({ icon: outsideArchive(icon), appId }) },
    ],
    showBanner: (words) => bridge.broadcast('banner', words),
  });
  comptoir.onFact((fact) => {
    if (fact.kind === 'payment-recorded' && counter.isLookedAt()) markSeen();
  });
  const closeLoudspeaker = openLoudspeaker({ preload, clock, bridge });
  const closeTray = await openTray({
    ...{ comptoir, log, writeClipboard, openPayment },
    iconDir: join(assets, 'tray'),
    open: () => counter.show(),
    openSettings: () => counter.show(() => bridge.broadcast('reveal', { screen: 'settings' })),
  });
  onSleep(powerMonitor, comptoir.sleep);
  onAwake({ powerMonitor, net, clock }, comptoir.wake);
  // There is one entry for login, and it is the shop's.
  if (commandLine.profile === undefined) keepAutostart(comptoir, log);
  clearAwayWhenQuiet(app, clock);

  app.on('second-instance', (_event, args) => {
    if (!args.includes('--hidden')) counter.show(() => bridge.broadcast('reveal', { screen: 'counter' }));
  });
  app.on('activate', () => counter.show());
  app.on('window-all-closed', () => undefined); // the window is not the app
  endInOrder({
    ...{ app, powerMonitor, process, clock, log },
    unwatch: mark.unwatched,
    leave: () => lastAct(),
    closeWindows() {
      closeTray();
      closeLoudspeaker();
      counter.dispose();
    },
    async stop() {
      await comptoir.stop();
      await memory.settled();
      marker.remove();
      mark.remove();
    },
  });

  facts?.begin(readyLine(comptoir.state(), dataDir, null));
  // macOS passes no arguments at login.
  const isHidden = commandLine.hidden || app.getLoginItemSettings().wasOpenedAtLogin;
  if (isAskedFor || !isHidden) counter.show();
}

function keepWatchdog(comptoir: Comptoir, watchdog: Watchdog): void {
  const keep = (): void => watchdog.keep(comptoir.state().settings.startAgain);
  comptoir.onFact(keep);
  keep();
}

function keepAutostart(comptoir: Comptoir, log: Log): void {
  const autostart = createAutostart({
    ...{ app, platform: process.platform, environment: process.env },
    program: app.getPath('exe'),
  });
  let entered: boolean | null = null;
  const keep = (): void => {
    const { startAtLogin } = comptoir.state().settings;
    if (startAtLogin === entered) return;
    entered = startAtLogin;
    autostart(startAtLogin).catch((error: unknown) =>
      log(`start at login could not be changed: ${String(error)}`),
    );
  };
  comptoir.onFact(keep);
  keep();
}
