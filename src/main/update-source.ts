import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from 'electron';
import type * as ElectronUpdater from 'electron-updater';
import * as v from 'valibot';
import type { Log } from '../core/ports';
import { downloadResumed, type ResumedDownload } from '../core/updates/resumed-download';
import { DamagedUpdate, type UpdateSource } from '../core/updates/updates';

export interface UpdateSourceParts {
  readonly app: App;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Chromium's, because it knows the system's proxy. */
  readonly fetch: ResumedDownload['fetch'];
  readonly isLookedAt: UpdateSource['isLookedAt'];
  readonly lineCost: UpdateSource['lineCost'];
  /** Ends the app properly; `task` is its last step, instead of quitting. */
  readonly endWith: (task: () => void) => void;
}

const packageFile = v.object({ releaseKey: v.pipe(v.string(), v.minLength(1)) });

/**
 * electron-updater, for a copy of the app that can replace itself and has a key to trust; null for any other.
 * `app-update.yml`, packed by electron-builder, tells where to look. A checkout uses `dev-app-update.yml`, beside its own
 * public key in package.json.
 */
export function openUpdateSource(parts: UpdateSourceParts, load = loadUpdater): UpdateSource | null {
  const { app, platform, environment, log, fetch, isLookedAt, lineCost, endWith } = parts;
  const releaseKey = releaseKeyIn(app.getAppPath());
  if (releaseKey === null || !canReplaceItself(parts)) return null;
  const image = environment.APPIMAGE;
  let loaded: ElectronUpdater.AppUpdater | null = null;
  let downloaded: string | undefined;
  const updater = async (): Promise<ElectronUpdater.AppUpdater> => (loaded ??= await load(app, log));

  return {
    releaseKey,
    isLookedAt,
    lineCost,
    async check() {
      const found = await (await updater()).checkForUpdates();
      if (found?.isUpdateAvailable !== true) return null;
      const { version, files, ...others } = found.updateInfo;
      const size = files.find(({ url }) => url.endsWith(platform === 'win32' ? '.exe' : '.AppImage'))?.size;
      return {
        version,
        files,
        sizeBytes: size ?? null,
        signature: 'signature' in others ? others.signature : undefined,
      };
    },
    async download(onPercent) {
      let told = 0;
      const tell = (percent: number): void => {
        if (Math.floor(percent) <= told) return;
        told = Math.floor(percent);
        onPercent(told);
      };
      const tellOfBlocks = ({ percent }: ElectronUpdater.ProgressInfo): void => tell(percent);
      const downloader = await updater();
      downloader.on('download-progress', tellOfBlocks);
      resumeDownloads(downloader, { fetch, onPercent: tell });
      try {
        [downloaded] = await downloader.downloadUpdate();
      } catch (error) {
        if (isChecksumError(error)) throw new DamagedUpdate();
        throw error;
      } finally {
        downloader.off('download-progress', tellOfBlocks);
      }
    },
    install() {
      const installer = loaded;
      if (installer === null) return; // nothing was downloaded
      endWith(() => {
        // The file is in `pending/` of electron-updater's cache.
        if (platform === 'win32' && downloaded !== undefined)
          keepInstaller(dirname(dirname(downloaded)), app.getVersion(), log);
        app.releaseSingleInstanceLock(); // else the new one would count as a second start, and quit
        const restore = image === undefined ? (): void => undefined : keepOld(image, log);
        installer.once('error', () => {
          restore();
          app.relaunch(image === undefined ? {} : { execPath: image });
        });
        installer.quitAndInstall(true, true);
        app.exit(0);
      });
    },
  };
}

function releaseKeyIn(folder: string): string | null {
  const read = v.safeParse(packageFile, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  return read.success ? read.output.releaseKey : null;
}

function canReplaceItself({ app, platform, environment }: UpdateSourceParts): boolean {
  const config = app.isPackaged
    ? join(process.resourcesPath, 'app-update.yml')
    : join(app.getAppPath(), 'dev-app-update.yml');
  if (!existsSync(config)) return false;
  if (platform === 'linux') return environment.APPIMAGE !== undefined;
  // The zip for a stick cannot be uninstalled, and an update would install a second copy.
  return platform === 'win32' && existsSync(join(dirname(app.getPath('exe')), 'Uninstall Comptoir.exe'));
}

/** Loaded late: most runs are too short to look for updates, and it is not small. */
async function loadUpdater(app: App, log: Log): Promise<ElectronUpdater.AppUpdater> {
  const { autoUpdater } = await import('electron-updater');
  const tell = (message?: unknown): void => log(`updates: ${String(message)}`);
  autoUpdater.logger = { info: () => undefined, warn: tell, error: tell };
  autoUpdater.autoDownload = false; // the signature is checked first
  autoUpdater.autoInstallOnAppQuit = false; // an evening's shutdown must neither wait nor fail half-way
  autoUpdater.allowDowngrade = false;
  autoUpdater.allowPrerelease = false;
  autoUpdater.disableWebInstaller = true; // it would fetch a file that the signature does not cover
  autoUpdater.forceDevUpdateConfig = !app.isPackaged;
  return autoUpdater;
}

/** How electron-updater fetches files; its types do not export it. */
interface FileFetcher {
  download(
    url: URL,
    destination: string,
    options: { readonly sha512?: string | null; readonly headers?: Record<string, string> | null },
  ): Promise<string>;
}

/** electron-updater's own download starts again after each interruption, so slow networks would never finish it. */
function resumeDownloads(
  updater: ElectronUpdater.AppUpdater,
  parts: Pick<ResumedDownload, 'fetch' | 'onPercent'>,
): void {
  const { httpExecutor } = updater as unknown as { readonly httpExecutor: FileFetcher }; // there since 4.0
  httpExecutor.download = async (url, destination, { sha512, headers }) => {
    if (sha512 === undefined || sha512 === null) throw new DamagedUpdate();
    // Beside `pending`, which is emptied after each failure.
    const partFolder = join(dirname(dirname(destination)), 'partial');
    const wanted = { url: url.href, headers: headers ?? {}, sha512, destination, partFolder };
    await downloadResumed({ ...wanted, ...parts });
    return destination;
  };
}

/**
 * electron-updater removes an AppImage before the new one is in its place. Keep the old one beside it, for going back.
 * Returns a function that restores it.
 */
function keepOld(image: string, log: Log): () => void {
  const kept = `${image}.old`;
  try {
    rmSync(kept, { force: true });
    try {
      linkSync(image, kept);
    } catch {
      copyFileSync(image, kept); // sticks and network drives have no links
    }
    return () => renameSync(kept, image);
  } catch (error) {
    log(`the present version could not be kept: ${String(error)}`);
    return () => undefined;
  }
}

/**
 * NSIS keeps the last installer as `installer.exe` in that cache, to compare the next one with, and overwrites it. So the
 * leaving version's installer is copied beside it, for going back. A copy, because a link would be overwritten too.
 */
function keepInstaller(cache: string, version: string, log: Log): void {
  const folder = join(cache, 'earlier');
  const name = `Comptoir-${version}-setup.exe`;
  try {
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(cache, 'installer.exe'), join(folder, name));
    for (const other of readdirSync(folder)) if (other !== name) rmSync(join(folder, other));
    log(`the installer of the present version is kept: ${join(folder, name)}`);
  } catch (error) {
    log(`the installer of the present version could not be kept: ${String(error)}`);
  }
}

function isChecksumError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_CHECKSUM_MISMATCH';
}
