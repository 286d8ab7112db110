import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { desktopNotifier } from '../core/announce/desktop-notifier';
import { createBridgeServer } from '../core/bridge-server';
import { createComptoir } from '../core/comptoir';
import { defaultDataDir } from '../core/data-folder';
import { createLogFile } from '../core/diagnostics/log-file';
import { createRedactor } from '../core/diagnostics/redactor';
import { createFactLines, readyLine } from '../core/fact-lines';
import { systemClock, type Log } from '../core/ports';
import { openSecretStore, unsealed } from '../core/settings/file-secret-store';
import { forkChild } from '../core/tunnel/fork-child';
import { developmentEdge, fetchThrough } from '../core/tunnel/development-edge';
import { writeClipboard } from './clipboard';
import { createDownloads } from './downloads';
import { ownVersion } from './own-version';
import { oneOf, readOptions, wholeNumber } from './options';
import { serveWindow } from './web-server';

const besideUs = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Receives, stores, announces; serves the window to a browser on this computer. Ends with SIGTERM or SIGINT. */
export async function serve(args: string[]): Promise<number> {
  const options = readOptions(args, {
    data: { type: 'string' },
    port: { type: 'string' },
    'ui-port': { type: 'string' },
    tunnel: { type: 'string' },
    'no-notifications': { type: 'boolean' },
    open: { type: 'boolean' },
  });
  const dataDir = options.data ?? defaultDataDir(process.env);
  const port = wholeNumber('port', options.port, { min: 0, max: 65_535 });
  const uiPort = wholeNumber('ui-port', options['ui-port'], { min: 0, max: 65_535 }) ?? 0;
  const tunnel = oneOf('tunnel', options.tunnel, ['ngrok', 'none']);
  const edge = developmentEdge(process.env);
  const asked = stopAsked();
  const redactor = createRedactor();
  const logFolder = join(dataDir, 'logs');
  const logFile = createLogFile(logFolder, systemClock);
  const log: Log = (said) => {
    const line = redactor.line(said);
    process.stderr.write(`${new Date().toISOString()} ${line}\n`);
    logFile.log(line);
  };
  let lastNotification: 'shown' | 'not-shown' | null = null;
  const versions = { comptoir: await ownVersion(), ...process.versions };
  log(`Comptoir ${versions.comptoir} starts`);

  const facts = createFactLines((line) => process.stdout.write(`${line}\n`));
  const downloads = createDownloads(systemClock);
  const comptoir = await createComptoir(
    {
      clock: systemClock,
      openSecretStore: (folder) =>
        openSecretStore(join(folder, 'secrets.json'), unsealed, () => systemClock.now()),
      spawnTunnelChild: forkChild(besideUs('../tunnel/ngrok-child.cjs')),
      writeClipboard,
      desktop: { chooseFolder: null, restart: null },
      chooseFilePlace: downloads.chooseFilePlace,
      printPage: null,
      updateSource: null,
      fetchPublic: fetchThrough(edge),
      diagnostics: {
        ...{ redactor, logFolder, versions, crashFolder: null, showFolder: null },
        lastNotification: () => lastNotification,
      },
      log,
      onFact: facts.tell,
    },
    { dataDir, port, tunnel, edge, environment: process.env },
  );
  // Not before: another process may hold the folder.
  logFile.open();
  const bridge = createBridgeServer(comptoir, log);
  const web = await serveWindow(bridge, downloads, besideUs('../renderer'), uiPort).catch(
    async (error: unknown) => {
      await comptoir.stop();
      throw error;
    },
  );

  facts.begin(readyLine(comptoir.state(), dataDir, web.url));
  if (options['no-notifications'] !== true) {
    const notify = desktopNotifier();
    comptoir.onAnnouncement((announcement) => {
      if (!comptoir.state().settings.notifications) return;
      notify(announcement).then(
        () => (lastNotification = 'shown'),
        (error: unknown) => {
          lastNotification = 'not-shown';
          log(`the notification could not be shown: ${String(error)}`);
        },
      );
    });
  }
  if (options.open === true) openInBrowser(web.url, log);

  await asked;
  await web.close();
  await comptoir.stop();
  return 0;
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

function openInBrowser(url: string, log: Log): void {
  const [program, ...before] = { win32: ['cmd', '/c', 'start', ''], darwin: ['open'] }[
    process.platform as string
  ] ?? ['xdg-open'];
  if (program === undefined) return;
  const child = spawn(program, [...before, url], { stdio: 'ignore', detached: true });
  child.on('error', () => log(`no browser could be opened; open ${url} yourself`));
  child.unref();
}
