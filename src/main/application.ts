import { join } from 'node:path';
import { app, Menu, net, powerMonitor, protocol, session, shell } from 'electron';
import { createBridgeServer, type BridgeServer } from '../core/bridge-server';
import { createComptoir, type Comptoir } from '../core/comptoir';
import { createFactLines, readyLine } from '../core/program/fact-lines';
import { systemClock as clock, type Log } from '../core/ports';
import { developmentEdge } from '../core/tunnel/development-edge';
import type { Language } from '../shared/settings/preferences';
import { applicationMenu } from './application-menu';
import { serveApp } from './app-protocol';
import { createAutostart } from './autostart';
import type { CommandLine } from './command-line';
import { corePorts } from './core-ports';
import { openDesktopMemory, type DesktopMemory } from './desktop-memory';
import { waitBeforeStartMs, waitUnlessAskedFor } from './failed-starts';
import { endInOrder } from './life';
import { openDesktop } from './open-desktop';
import { onAwake, onSleep } from './power';
import { openProgramLog, type ProgramLog } from './program-log';
import { placeRunMarker, type RunMarker } from './run-marker';
import { clearAwayWhenQuiet } from './save-memory';
import { confinePages } from './security';
import { leave, StartsFailed } from './start-failure';
import { languageIn } from './start-language';
import { watchRun } from './watched-run';
import type { MainWindow } from './windows';
import { windowSources } from './window-sources';

/** Builds the desktop app around the core: every part is made here and passed to the parts that need it. */
export async function startApplication(commandLine: CommandLine): Promise<void> {
  const assets = join(app.getAppPath(), 'assets');
  const profile = app.getPath('userData');
  const dataDir = join(profile, 'data');
  const written = openProgramLog(profile, clock);
  const { log } = written;
  log(`Comptoir ${app.getVersion()} starts`);
  const run = watchRun(profile, dataDir, commandLine, written);
  const giveUp = (error: unknown, told?: Language): never => {
    run.endedWell(); // a start that reports its error is no crash
    return leave(error, log, told);
  };
  await app.whenReady();
  const language = languageIn(dataDir);
  showMenu(language);
  const waitMs =
    waitBeforeStartMs(commandLine.failedStarts) ?? giveUp(new StartsFailed(written.crashFolder), language);
  const isAskedFor = await waitUnlessAskedFor(app, clock, waitMs);

  const sources = windowSources(process.env, commandLine.development, (address) => net.fetch(address));
  serveApp(protocol, join(__dirname, '../renderer'), sources);
  let mayListen = (): boolean => false;
  confinePages(app, session.defaultSession, shell, () => mayListen());

  const edge = developmentEdge(process.env, commandLine.development);
  const facts = commandLine.facts ? createFactLines((line) => process.stdout.write(`${line}\n`)) : undefined;
  let lastAct = (): void => app.exit(0);
  const ports = corePorts({
    written,
    edge,
    isDevelopment: commandLine.development,
    onFact: facts?.tell,
    shown: () => desktop,
    endWith(task) {
      lastAct = task;
      app.quit();
    },
  });
  const comptoir = await createComptoir(ports, {
    dataDir,
    edge,
    port: commandLine.port,
    tunnel: commandLine.tunnel,
    environment: process.env,
    doubtsEnvironment: true,
    screens: { pageDir: join(__dirname, '../screen'), lan: undefined },
  }).catch((error: unknown) => giveUp(error));
  mayListen = comptoir.isMicrophoneHeld;
  const marker = markRun(profile, written);
  run.follow(comptoir);
  const bridge = createBridgeServer(comptoir, log, clock);
  await comptoir.serveScreens(bridge);
  const memory = await openDesktopMemory(join(profile, 'desktop.json'), log);
  rememberVersion(memory, log);
  const { writeClipboard } = ports;
  const desktop = await openDesktop({ comptoir, bridge, memory, assets, log, writeClipboard });
  const { counter } = desktop;
  followComputer(comptoir, commandLine, log);
  showWhenAsked(counter, bridge);
  endInOrder({
    app,
    powerMonitor,
    process,
    clock,
    log,
    unwatch: run.unwatch,
    leave: () => lastAct(),
    closeWindows: desktop.close,
    async stop() {
      await comptoir.stop();
      await memory.settled();
      marker.remove();
      run.endedWell();
    },
  });

  facts?.begin(readyLine(comptoir.state(), dataDir, null));
  // macOS passes no arguments at login.
  const isHidden = commandLine.hidden || app.getLoginItemSettings().wasOpenedAtLogin;
  if (isAskedFor || !isHidden) counter.show();
}

function showMenu(language: Language): void {
  const menu = applicationMenu(process.platform, language);
  Menu.setApplicationMenu(menu === null ? null : Menu.buildFromTemplate(menu));
}

/** Records how the last run ended, and marks that this one is running. */
function markRun(profile: string, { records }: ProgramLog): RunMarker {
  const marker = placeRunMarker(join(profile, 'running'));
  if (marker.foundOne)
    records.record('last-run', 'it ended without closing: a power cut, a crash, a kill, Windows’ shutdown');
  return marker;
}

/** Follows the computer: sleep, wake, login, memory. */
function followComputer(comptoir: Comptoir, { profile }: CommandLine, log: Log): void {
  onSleep(powerMonitor, comptoir.sleep);
  onAwake({ powerMonitor, net, clock }, comptoir.wake);
  // There is only one login entry, and it belongs to the shop's own profile.
  if (profile === undefined) keepAutostart(comptoir, log);
  clearAwayWhenQuiet(app, clock);
}

function showWhenAsked(counter: MainWindow, bridge: BridgeServer): void {
  app.on('second-instance', (_event, args) => {
    if (!args.includes('--hidden')) counter.show(() => bridge.broadcast('reveal', { screen: 'counter' }));
  });
  app.on('activate', () => counter.show());
  app.on('window-all-closed', () => undefined); // closing the window does not end the app
}

function rememberVersion(memory: DesktopMemory, log: Log): void {
  const { version: earlierVersion } = memory.current();
  if (earlierVersion === app.getVersion()) return;
  memory.remember({ version: app.getVersion(), earlierVersion });
  if (earlierVersion !== null) log(`version ${app.getVersion()} after ${earlierVersion}`);
}

function keepAutostart(comptoir: Comptoir, log: Log): void {
  const autostart = createAutostart({
    app,
    platform: process.platform,
    environment: process.env,
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
