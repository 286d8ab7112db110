import { execFile, execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sessionUser } from './desktop-session';

const root = join(import.meta.dirname, '../../..');
const releaseFile = 'Comptoir.AppImage'; // as electron-builder.yml names it

export interface ReleaseOptions {
  readonly signed?: boolean;
  /** The file is another one than the release says. */
  readonly damaged?: boolean;
  /** So many downloads end half-way. */
  readonly cuts?: number;
  /** What NetworkManager says of the line: 1 where it is paid by the amount, 2 where it is not. */
  readonly metered?: 1 | 2;
  /** Of a hundred computers, so many are offered it. */
  readonly staged?: number;
}

/**
 * Version 1.0.0 of the app, started as an AppImage would, and a server that offers it 1.1.0. Both AppImages are scripts: only
 * what stands in them is pretended, the search, the download, the exchange and the start are not.
 */
export interface OfferedRelease {
  readonly appFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Of the downloads of the file: their ranges, or null. */
  readonly downloads: readonly (string | null)[];
  /** What is now in the place of the app's AppImage, and beside it. */
  image(): Promise<string>;
  oldImage(): Promise<string | null>;
  /** Whether the new one was started. */
  hasStarted(): Promise<boolean>;
  readonly newImage: string;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function offerRelease(options: ReleaseOptions = {}): Promise<OfferedRelease> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-release-'));
  const started = join(folder, 'started');
  const image = join(folder, 'Comptoir.AppImage');
  const newImage = `#!/bin/sh\necho 1.1.0 > '${started}'\nexit 0\n${'# the rest of it\n'.repeat(200_000)}`;
  await writeFile(image, 'version 1.0.0', { mode: 0o755 });

  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const releases = join(folder, 'releases');
  await mkdir(releases);
  const sha512 = createHash('sha512')
    .update(options.damaged === true ? 'another one' : newImage)
    .digest('base64');
  const files = `files:\n  - url: ${releaseFile}\n    sha512: ${sha512}\n    size: ${newImage.length}\n`;
  const staged = options.staged === undefined ? '' : `stagingPercentage: ${options.staged}\n`;
  await writeFile(
    join(releases, 'latest-linux.yml'),
    `${staged}version: 1.1.0\n${files}path: ${releaseFile}\nsha512: ${sha512}\nreleaseDate: '2026-11-24T10:00:00.000Z'\n`,
  );
  if (options.signed !== false)
    await promisify(execFile)(process.execPath, [join(root, 'scripts/sign-release.mjs'), releases], {
      env: {
        ...process.env,
        RELEASE_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
      },
    });

  const downloads: (string | null)[] = [];
  let cutsLeft = options.cuts ?? 0;
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    if (path === '/latest-linux.yml') {
      void readFile(join(releases, 'latest-linux.yml')).then((yml) => response.end(yml));
    } else if (path === `/${releaseFile}`) {
      const { range = null } = request.headers;
      downloads.push(range);
      const rest = newImage.slice(Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0));
      response.writeHead(range === null ? 200 : 206, { 'content-length': rest.length });
      if (cutsLeft === 0) return void response.end(rest);
      cutsLeft -= 1;
      response.write(rest.slice(0, rest.length / 2), () => response.destroy());
    } else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port

  const appFolder = join(folder, 'app');
  await mkdir(appFolder);
  for (const part of ['out', 'assets', 'node_modules'])
    await symlink(join(root, part), join(appFolder, part));
  const releaseKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  await writeFile(
    join(appFolder, 'package.json'),
    JSON.stringify({ name: 'comptoir', version: '1.0.0', main: 'out/main/index.cjs', releaseKey }),
  );
  await writeFile(
    join(appFolder, 'dev-app-update.yml'),
    `provider: generic\nurl: http://127.0.0.1:${port}\nupdaterCacheDirName: comptoir-updater\n`,
  );
  // In the place of systemd's program that asks NetworkManager: none runs where tests do.
  await writeFile(join(folder, 'busctl'), `#!/bin/sh\necho 'u ${options.metered ?? 2}'\n`, { mode: 0o755 });
  await chmod(folder, 0o755);
  if (sessionUser !== null) execFileSync('chown', ['-R', `${sessionUser}:`, folder]);

  return {
    appFolder,
    environment: {
      ...{ APPIMAGE: image, XDG_CACHE_HOME: join(folder, 'cache') },
      PATH: `${folder}:${process.env.PATH ?? ''}`,
    },
    downloads,
    newImage,
    image: () => readFile(image, 'utf8'),
    oldImage: () => readFile(`${image}.old`, 'utf8').catch(() => null),
    hasStarted: () =>
      readFile(started, 'utf8').then(
        (text) => text === '1.1.0\n',
        () => false,
      ),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
