import { execFileSync, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appId as ownId } from '../../src/main/app-identity';

/** electron-builder's own reader and schema: a wish that it does not know would only be found while releasing. */
interface BuilderConfig {
  readonly getConfig: (projectDir: string, path: string | null, given: null) => Promise<Config>;
  readonly validateConfiguration: (config: object, debugLogger: object) => Promise<void>;
}
interface Config {
  readonly appId: string;
  readonly files: readonly unknown[];
  readonly [section: string]: unknown;
}
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))(
  'app-builder-lib/out/util/config/config',
) as BuilderConfig;
const root = join(import.meta.dirname, '../..');
const read = (file: string): Promise<string> => readFile(join(root, file), 'utf8');
const debugLogger = { isEnabled: false, add: () => undefined };

describe('the packages', () => {
  it('are described in words that electron-builder knows', async () => {
    const config = await builder.getConfig(root, null, null);
    await expect(builder.validateConfiguration(config, debugLogger)).resolves.toBeUndefined();
    await expect(
      builder.validateConfiguration({ ...config, nsis: { perUser: true } }, debugLogger),
    ).rejects.toThrow('configuration.nsis');
  });

  it('carry one identity: the app’s own, the taskbar’s and the desktop file’s', async () => {
    const { appId } = await builder.getConfig(root, null, null);
    const { desktopName } = JSON.parse(await read('package.json')) as { readonly desktopName: string };
    expect(desktopName).toBe(`${appId}.desktop`);
    expect(ownId).toBe(appId);
    expect(await read('src/main/autostart.ts')).toContain(`'${appId}.desktop'`);
  });

  it('configure every fuse; a test on a packed app reads back those that its Electron has', async () => {
    const { electronFuses } = await builder.getConfig(root, null, null);
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('name the AppImage without a version: else an update would stand beside it, and shortcuts lead nowhere', async () => {
    const { appImage } = await builder.getConfig(root, null, null);
    expect(appImage).toEqual({ artifactName: 'Comptoir.${ext}' });
  });

  it('name the files they hold once: a list per system would begin with everything', async () => {
    const config = await builder.getConfig(root, null, null);
    for (const system of ['win', 'mac', 'linux'] as const) expect(config[system]).not.toHaveProperty('files');
  });
});

describe('what a package leaves behind', () => {
  it('on Windows is no entry for login, unless it makes room for a newer version', async () => {
    const { nsis, appId } = await builder.getConfig(root, null, null);
    expect(nsis).toMatchObject({ include: 'scripts/installer.nsh', deleteAppDataOnUninstall: false });
    const [, uninstall] =
      /!macro customUnInstall\n(.*?)!macroend/s.exec(await read('scripts/installer.nsh')) ?? [];
    const [always, onlyForGood] = (uninstall ?? '').split('${ifNot} ${isUpdated}');
    expect(always).not.toContain('DeleteReg');
    for (const key of ['CurrentVersion\\Run', 'CurrentVersion\\Explorer\\StartupApproved\\Run'])
      expect(onlyForGood).toContain(
        `DeleteRegValue HKCU "Software\\Microsoft\\Windows\\${key}" "${appId}"\n`,
      );
    expect(onlyForGood?.trimEnd()).toMatch(/\$\{endIf\}$/);
  });

  it('on Linux is said, and nothing of it is a payment: an update keeps everything', async () => {
    const script = await read('scripts/packages/after-remove.tpl');
    const { deb, rpm } = await builder.getConfig(root, null, null);
    for (const wishes of [deb, rpm])
      expect(wishes).toMatchObject({ afterRemove: 'scripts/packages/after-remove.tpl' });
    const run = (...words: readonly string[]) =>
      execFileSync('/bin/sh', ['-c', script.replaceAll('${', '$ {'), 'after-remove', ...words], {
        encoding: 'utf8',
        // No program is found: whatever it tried would be said.
        env: { PATH: '/nowhere' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    for (const update of ['upgrade', '1', 'failed-upgrade', 'abort-install', 'disappear'])
      expect(run(update, '0.2.0'), update).toBe('');
    expect(script).toContain('les paiements restent dans');
    expect(script).not.toMatch(/rm -rf|\.config\/Comptoir"? *$/m);
  });
});

describe('the deb', () => {
  it('depends on existing packages, by old and new names, and on no obsolete tray library', async () => {
    const { deb } = (await builder.getConfig(root, null, null)) as unknown as {
      // As the schema held it above.
      readonly deb: Readonly<Record<'depends' | 'recommends' | 'fpm', readonly string[]>>;
    };
    expect(deb.depends).toEqual(
      expect.arrayContaining(['libasound2t64 | libasound2', 'libgbm1', 'libnotify-bin', 'libnss3']),
    );
    expect([...deb.depends, ...deb.recommends].join()).not.toContain('appindicator');
    for (const mapping of deb.fpm) await expect(read(String(mapping.split('=')[0]))).resolves.not.toBe('');
  });

  it('says under which licence it is, in the words of the licence', async () => {
    const inOneLine = (text: string): string => text.replaceAll(/\s+(\.\s+)?/g, ' ').trim();
    const [, words = 'missing'] = (await read('LICENSE')).split('authors\n');
    expect(inOneLine(await read('scripts/packages/copyright'))).toContain(inOneLine(words));
  });

  it('brings its words in French too', async () => {
    const { linux } = await builder.getConfig(root, null, null);
    expect(linux).toMatchObject({
      desktop: { entry: { 'Comment[fr]': 'Sonne à chaque paiement KKiaPay', TryExec: 'comptoir' } },
    });
    const { homepage, repository } = JSON.parse(await read('package.json')) as Record<string, unknown>;
    expect(homepage).toMatch(/^https:/);
    expect(repository).toMatchObject({ type: 'git' });
  });
});

it('the AppImage needs no libfuse2', async () => {
  const { toolsets } = await builder.getConfig(root, null, null);
  expect(toolsets).toEqual({ appimage: '1.0.3' });
});

it('the packages are made with one exact Electron, which somebody chose', async () => {
  const { devDependencies } = JSON.parse(await read('package.json')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
});

describe('the workflows', () => {
  it.each(['test.yml', 'release.yml', 'site.yml'])(
    '%s take actions by commit, and read only unless a job says why',
    async (name) => {
      const text = await read(`.github/workflows/${name}`);
      const used = [...text.matchAll(/uses: (\S+)(.*)/g)];
      expect(used.length).toBeGreaterThan(1);
      for (const [, action, comment] of used) {
        expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
        expect(comment).toMatch(/# v\d+\.\d+\.\d+/);
      }
      expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
      expect([...text.matchAll(/: write(.*)/g)].every(([, reason]) => reason?.includes('#'))).toBe(true);
    },
  );

  it.each(['test.yml', 'release.yml'])('%s start each app that they pack', async (name) => {
    const jobs = (await read(`.github/workflows/${name}`)).split(/^ {2}(?=[\w-]+:$)/m);
    const packing = jobs.filter((job) => job.includes('electron-builder'));
    expect(packing.length).toBeGreaterThan(0);
    for (const job of packing) {
      expect(job.indexOf('scripts/try-app.mjs')).toBeGreaterThan(job.lastIndexOf('electron-builder'));
      expect(job.match(/program: dist\//g) ?? job.match(/try-app.mjs dist\//g)).toHaveLength(
        job.match(/- runner: /g)?.length ?? 1,
      );
    }
  });
});

describe('the notes of a release', () => {
  const notes = (version: string) =>
    spawnSync(process.execPath, [join(root, 'scripts/release-notes.mjs'), version], { encoding: 'utf8' });

  it('are what the changelog says of the version in package.json', async () => {
    const { version } = JSON.parse(await read('package.json')) as { readonly version: string };
    const { status, stdout } = notes(`v${version}`);
    expect([status, stdout]).toEqual([0, expect.stringContaining('**The bell**')]);
    expect(stdout).not.toContain('## [');
  });

  it.each(['v9.9.9', 'v', '', 'v0.1'])('are refused with a sentence for %o', (version) => {
    const { status, stderr } = notes(version);
    expect([status, stderr]).toEqual([1, expect.stringContaining('CHANGELOG.md has no heading')]);
  });
});

it('the command line from npm carries ngrok and node-notifier, and neither the desktop app nor maps', async () => {
  const { dependencies } = JSON.parse(await read('package.json')) as Record<string, object>;
  expect(Object.keys(dependencies ?? {})).toEqual(['@ngrok/ngrok', 'node-notifier']);
  const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    ...{ cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    shell: process.platform === 'win32',
  });
  // npm's own form of its list.
  const [{ files } = { files: [] }] = JSON.parse(listed) as { files: { path: string }[] }[];
  const paths = files.map(({ path }) => path);
  // The desktop app’s entry comes along: npm takes what `main` names.
  expect(paths).toContain('package.json');
  const beside = [...(await read('src/headless/counter.ts')).matchAll(/besideUs\('\.\.\/([\w-]+)/g)];
  expect(beside.length).toBeGreaterThan(2);
  for (const [, folder] of beside)
    expect(
      paths.some((path) => path.startsWith(`out/${folder ?? ''}/`)),
      folder,
    ).toBe(true);
  expect(
    paths.filter((path) => /^out\/(main\/chunks|preload)\/|\.map$|^(src|test|node_modules)\//.test(path)),
  ).toEqual([]);
});
