import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { desktopNotifier } from '../core/announce/desktop-notifier';
import { whyNotShown } from '../core/announce/not-shown';
import { createBridgeServer } from '../core/bridge-server';
import { createComptoir } from '../core/comptoir';
import { openCrashRecords } from '../core/diagnostics/crash-records';
import { createLogFile } from '../core/diagnostics/log-file';
import { createRedactor } from '../core/diagnostics/redactor';
import { createProviderFetch, developmentProvider } from '../core/provider-fetch';
import type { EarlyListener } from '../core/receiver/early-listener';
import { createFactLines, readyLine } from '../core/program/fact-lines';
import { systemClock, type Log } from '../core/ports';
import type { LanConfig } from '../core/screens/door-keeper';
import { openSecretStore } from '../core/settings/file-secret-store';
import { noVault } from '../core/settings/vault';
import { forkChild } from '../core/tunnel/fork-child';
import { developmentEdge, fetchThrough } from '../core/tunnel/development-edge';
import type { TunnelChoice } from '../shared/settings/preferences';
import { readClipboard, writeClipboard } from './clipboard';
import { recordLastResort } from './last-resort';
import { createDownloads } from './downloads';
import { words } from './failure';
import { openInBrowser } from './open-in-browser';
import { ownVersion } from './own-version';
import { serveWindow } from './web-server';

export interface CounterOptions {
  readonly dataDir: string;
  readonly earlyListener: EarlyListener;
  readonly port: number | undefined;
  readonly uiPort: number;
  readonly tunnel: TunnelChoice | undefined;
  /** The server for other screens, whatever the settings say. */
  readonly lan: LanConfig | undefined;
  readonly notifications: boolean;
  /** Stand-ins from the environment are used. */
  readonly development: boolean;
  /** In a browser. */
  readonly opensWindow: boolean;
  /** Resolves when the program must end. */
  readonly stopAsked: Promise<void>;
}

const besideUs = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Runs `comptoir serve` behind its early listener until it is asked to stop. Resolves to the exit code. */
export async function runCounter({ dataDir, earlyListener, ...options }: CounterOptions): Promise<number> {
  const edge = developmentEdge(process.env, options.development);
  const providerStandIn = developmentProvider(process.env, options.development);
  const redactor = createRedactor();
  const logFolder = join(dataDir, 'logs');
  // The data folder is locked: that happened before this file was loaded.
  const toFile = createLogFile(logFolder, systemClock);
  const log: Log = (said) => {
    const line = redactor.line(said);
    // A person at a terminal reads the address; the log is in its file.
    if (!process.stderr.isTTY) process.stderr.write(`${new Date(systemClock.now()).toISOString()} ${line}\n`);
    toFile(line);
  };
  let lastNotification: 'shown' | 'not-shown' | null = null;
  const versions = { comptoir: await ownVersion(), ...process.versions };
  log(`Comptoir ${versions.comptoir} starts`);
  const crashFolder = join(logFolder, 'crashes');
  const crashed = recordLastResort(openCrashRecords(crashFolder, { clock: systemClock, log, redactor }));

  const facts = createFactLines((line) => process.stdout.write(`${line}\n`));
  const downloads = createDownloads(systemClock);
  const comptoir = await createComptoir(
    {
      clock: systemClock,
      openSecretStore: (folder) =>
        openSecretStore(join(folder, 'secrets.json'), noVault, () => systemClock.now(), {
          log,
          encryptedElsewhere: 'secrets-sealed.json',
        }),
      spawnTunnelChild: forkChild(besideUs('../tunnel/ngrok-child.cjs')),
      writeClipboard,
      readClipboard,
      desktop: { chooseFolder: null, restart: null },
      chooseFilePlace: downloads.chooseFilePlace,
      printPage: null,
      updateSource: null,
      fetchOwnAddress: fetchThrough(edge, process.env),
      fetchProvider: createProviderFetch(providerStandIn, process.env),
      diagnostics: {
        redactor,
        logFolder,
        versions,
        crashFolder,
        showFolder: null,
        lastNotification: () => lastNotification,
      },
      log,
      onFact: facts.tell,
    },
    {
      dataDir,
      edge,
      earlyListener: Promise.resolve(earlyListener),
      environment: process.env,
      port: options.port,
      tunnel: options.tunnel,
      screens: { pageDir: besideUs('../screen'), lan: options.lan },
    },
  );
  const bridge = createBridgeServer(comptoir, log, systemClock);
  await comptoir.serveScreens(bridge);
  const web = await serveWindow(bridge, downloads, besideUs('../renderer'), options.uiPort).catch(
    async (error: unknown) => {
      await comptoir.stop();
      throw error;
    },
  );

  facts.begin(readyLine(comptoir.state(), dataDir, web.url));
  if (process.stderr.isTTY) process.stderr.write(`${words().openAddress(web.url)}\n`);
  if (options.notifications) {
    const notify = desktopNotifier();
    comptoir.onAnnouncement((announcement) => {
      if (!comptoir.state().settings.notifications) return;
      notify(announcement).then(
        () => (lastNotification = 'shown'),
        (error: unknown) => {
          lastNotification = 'not-shown';
          log(`the notification could not be shown: ${whyNotShown(error, announcement)}`);
        },
      );
    });
  }
  const forget = options.opensWindow
    ? await openInBrowser({ url: web.url, dataDir, clock: systemClock, log }).catch((error: unknown) => {
        log(`no browser could be opened: ${String(error)}`);
        return null;
      })
    : null;

  const ending = await Promise.race([options.stopAsked, crashed]);
  await forget?.();
  await web.close();
  await comptoir.stop();
  return ending === 'crashed' ? 1 : 0;
}
