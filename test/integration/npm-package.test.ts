import { execFile, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FactProcess, parseLine } from '../support/fact-process';
import { temporaryFolder } from '../support/temporary-folder';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const onWindows = process.platform === 'win32';
const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];

/** npm's own program is a script for a shell on Windows. */
const npm = (args: readonly string[]) => run('npm', args, { cwd: root, shell: onWindows });

/** What `npm pack --json` says of the one package that it made. */
async function packed(
  destination: string,
): Promise<{ readonly file: string; readonly paths: readonly string[] }> {
  const { stdout } = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', destination]);
  const [told] = JSON.parse(stdout) as readonly [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] }, // as npm's manual says
  ];
  return { file: join(destination, told.filename), paths: told.files.map(({ path }) => path) };
}

describe('the npm package of the command line', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let made: Awaited<ReturnType<typeof packed>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
    made = await packed(folder.path);
    return () => folder[Symbol.asyncDispose]();
  });

  it('holds the command line and the pages that it serves, and nothing of the desktop app', () => {
    const parts = new Set(made.paths.map((path) => path.split('/').slice(0, 2).join('/')));
    expect([...parts].sort()).toEqual([
      'LICENSE',
      'README.md',
      'assets/linux',
      'out/headless',
      'out/notices',
      'out/phone',
      'out/renderer',
      'out/screen',
      'out/tunnel',
      'package.json',
    ]);
    expect(made.paths.filter((path) => path.endsWith('.map'))).toEqual([]);
    expect(made.paths).toContain('out/headless/cli.js');
  });

  it('reads what pushes to phones with the relay, and nowhere else', async () => {
    const folders = ['out/headless', 'out/main', 'out/preload', 'out/tunnel'].map((name) => join(root, name));
    const withIt: string[] = [];
    for (const one of folders)
      for (const name of await readdir(one)) {
        if (!/\.c?js$/.test(name)) continue;
        const text = await readFile(join(one, name), 'utf8');
        if (text.includes('vapidDetails')) withIt.push(`${name}: ${text.includes('comptoir_relay.append')}`);
      }
    expect(withIt).toEqual([expect.stringMatching(/^relay\w*\.js: true$/)]);
  });

  it('is installed into an empty folder with ngrok and node-notifier, and receives payments there', async () => {
    await using data = await temporaryFolder();
    const installed = join(folder.path, 'installed');
    await npm([
      'install',
      '--prefix',
      installed,
      '--prefer-offline',
      '--ignore-scripts',
      ...quietly,
      made.file,
    ]);
    const { dependencies } = JSON.parse(
      (await npm(['ls', '--prefix', installed, '--json', '--depth=1'])).stdout,
    ) as { readonly dependencies: { readonly comptoir: { readonly dependencies: object } } }; // as npm's manual says
    expect(Object.keys(dependencies.comptoir.dependencies).sort()).toEqual(['@ngrok/ngrok', 'node-notifier']);
    expect(await readdir(join(installed, 'node_modules/.bin'))).toContain('comptoir');

    const cli = join(installed, 'node_modules/comptoir/out/headless/cli.js');
    const environment = {
      PATH: process.env.PATH,
      HOME: data.path,
      COMPTOIR_HASH_SECRET: 'a-secret-of-the-trial',
    };
    const comptoir = (...args: readonly string[]) =>
      run(process.execPath, [cli, ...args], { cwd: installed, env: environment });
    expect((await comptoir('--version')).stdout).toMatch(/\d+\.\d+\.\d+/);
    const serve = [
      'serve',
      `--data=${data.path}`,
      '--tunnel=none',
      '--no-notifications',
      '--port=0',
      '--ui-port=0',
    ];
    const server = new FactProcess(
      spawn(process.execPath, [cli, ...serve], {
        cwd: installed,
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    onTestFinished(async () => {
      await server.end();
    });
    await server.line(({ event }) => event === 'ready');
    expect((await fetch(server.text('uiUrl'))).status).toBe(200);
    const url = server.text('webhookUrl');
    const { stdout } = await comptoir('simulate', '--url', url, '--secret', environment.COMPTOIR_HASH_SECRET);
    expect(parseLine(stdout.trim())).toMatchObject({ status: 200, tries: 1 });
    expect(await server.line(({ event }) => event === 'payment')).toMatchObject({
      payment: { status: 'success' },
    });
    expect(await server.end()).toBe(0);
  }, 120_000);
});
