import { join } from 'node:path';
import { app, clipboard, dialog, net, powerMonitor, safeStorage, shell } from 'electron';
import type { ComptoirPorts } from '../core/comptoir-ports';
import { systemClock as clock } from '../core/ports';
import { createProviderFetch, developmentProvider } from '../core/provider-fetch';
import { fetchThrough, type DevelopmentEdge } from '../core/tunnel/development-edge';
import { systemClipboard } from './clipboard';
import { chooseFolder, openFolder, restart } from './desktop-port';
import { askLineCost } from './line-cost';
import type { ProgramLog } from './program-log';
import { askWhereToSave } from './save-file';
import { openSystemSecretStore } from './secret-store';
import type { DesktopTeller } from './tell-on-desktop';
import { utilityChild } from './tunnel-child';
import { openUpdateSource } from './update-source';
import type { MainWindow } from './windows';

/** The desktop parts that the core needs. They are opened after the core. */
export interface Shown {
  readonly counter: Pick<MainWindow, 'printPage' | 'isLookedAt'>;
  readonly teller: Pick<DesktopTeller, 'lastNotification'>;
}

interface CorePortsParts {
  readonly written: ProgramLog;
  readonly edge: DevelopmentEdge | undefined;
  readonly isDevelopment: boolean;
  readonly onFact: ComptoirPorts['onFact'];
  readonly shown: () => Shown;
  /** Ends the app properly; `task` is its last step, instead of quitting. */
  readonly endWith: (task: () => void) => void;
}

/** How Electron and the system do what the core needs. */
export function corePorts(parts: CorePortsParts): ComptoirPorts {
  const { written, edge, isDevelopment, onFact, shown, endWith } = parts;
  const { log, redactor, records, logFolder, crashFolder } = written;
  const providerStandIn = developmentProvider(process.env, isDevelopment);
  return {
    clock,
    log,
    onFact,
    ...systemClipboard(clipboard),
    openSecretStore: (folder) => openSystemSecretStore(folder, safeStorage, () => clock.now(), { log }),
    spawnTunnelChild: utilityChild(join(__dirname, '../tunnel/ngrok-child.cjs'), records),
    desktop: { chooseFolder: chooseFolder(app, dialog), restart: () => restart(app) },
    chooseFilePlace: askWhereToSave(app, dialog),
    printPage: () => shown().counter.printPage(),
    updateSource: openUpdateSource({
      app,
      log,
      platform: process.platform,
      environment: process.env,
      endWith,
      fetch: (url, init) => net.fetch(url, init),
      // A window in front all night has nobody looking at it.
      isLookedAt: () => shown().counter.isLookedAt() && powerMonitor.getSystemIdleTime() < 60,
      lineCost: () => askLineCost(process.platform),
    }),
    fetchOwnAddress: fetchThrough(edge, process.env),
    fetchProvider: createProviderFetch(providerStandIn, process.env),
    diagnostics: {
      redactor,
      logFolder,
      crashFolder,
      versions: { comptoir: app.getVersion(), ...process.versions },
      showFolder: openFolder(shell),
      lastNotification: () => shown().teller.lastNotification(),
    },
  };
}
