import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';

/** The builder's hooks are plain modules without types: what the tests use of them. */
interface Checks {
  readonly addRuntime: (resources: string, arch: string, environment: object) => Promise<void>;
  readonly refuseDebugSwitches: (config: object) => void;
  readonly refuseSecrets: (resources: string, environment: object) => Promise<void>;
}
interface Hook {
  readonly default: (context: object) => Promise<void>;
}
const script = async (name: string): Promise<unknown> =>
  import(pathToFileURL(join(import.meta.dirname, '../../scripts', name)).href);
const { addRuntime, refuseDebugSwitches, refuseSecrets } = (await script('package-checks.mjs')) as Checks;
const { default: beforePack } = (await script('before-pack.mjs')) as Hook;
const { default: afterPack } = (await script('after-pack.mjs')) as Hook;

/** electron-builder's own words for what it calls, and when. */
async function configuration(): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(import.meta.dirname, '../../electron-builder.yml'), 'utf8');
  return Object.fromEntries(
    [...text.matchAll(/^(\w+): (\S+)$/gm)].map(([, key = '', value = '']) => [key, value]),
  );
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

const soundFuses = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
};
/** electron-builder's numbers. */
const [x64, arm64] = [1, 3];

function packing(projectDir: string, electronPlatformName: string, arch: number, more: object = {}) {
  const files = [{ filter: ['out/main/**', '!**/*.map'] }];
  const config = { files, electronFuses: { ...soundFuses }, electronVersion: '45.4.1' };
  const packager = {
    ...{ projectDir, config, platformSpecificBuildOptions: more },
    getResourcesDir: (folder: string) => join(folder, 'resources'),
  };
  return { context: { packager, electronPlatformName, arch, appOutDir: projectDir }, files };
}

describe('a package without the tunnel’s part for its system', () => {
  it.each([
    ['win32', x64, 'ngrok-win32-x64-msvc'],
    ['win32', arm64, 'ngrok-win32-arm64-msvc'],
    ['linux', arm64, 'ngrok-linux-arm64-gnu'],
    ['darwin', arm64, 'ngrok-darwin-arm64'],
  ])('is not made: %s, processor %i', async (system, arch, part) => {
    await using project = await temporaryFolder();
    await mkdir(join(project.path, 'node_modules/@ngrok/ngrok-linux-x64-gnu'), { recursive: true });
    await expect(beforePack(packing(project.path, system, arch).context)).rejects.toThrow(
      `@ngrok/${part} is not installed, for npm takes this system's own only. Add it, then pack again`,
    );
  });

  it('is not made for a system that has none', async () => {
    await using project = await temporaryFolder();
    await expect(beforePack(packing(project.path, 'freebsd', x64).context)).rejects.toThrow(
      'There is no tunnel for freebsd on x64',
    );
  });
});

it('a package leaves out the tunnels of all other systems, also where two are packed one after the other', async () => {
  await using project = await temporaryFolder();
  for (const part of ['ngrok', 'ngrok-linux-x64-gnu', 'ngrok-linux-arm64-gnu', 'ngrok-win32-x64-msvc'])
    await mkdir(join(project.path, 'node_modules/@ngrok', part), { recursive: true });
  const { context, files } = packing(project.path, 'linux', x64);
  const excluded = () => files[0]?.filter.filter((pattern) => pattern.includes('@ngrok'));
  await beforePack(context);
  expect(excluded()).toEqual([
    '!**/node_modules/@ngrok/ngrok-linux-arm64-gnu/**',
    '!**/node_modules/@ngrok/ngrok-win32-x64-msvc/**',
  ]);
  await beforePack({ ...context, arch: arm64 });
  expect(excluded()).toEqual([
    '!**/node_modules/@ngrok/ngrok-linux-x64-gnu/**',
    '!**/node_modules/@ngrok/ngrok-win32-x64-msvc/**',
  ]);
  expect(files[0]?.filter).toContain('!**/*.map');
});

describe('Microsoft’s C runtime', () => {
  const unpacked = (resources: string, part: string): string =>
    join(resources, 'app.asar.unpacked/node_modules/@ngrok', part, 'vcruntime140.dll');

  it('that is nowhere on the computer stops the build with what to install', async () => {
    await using folder = await temporaryFolder();
    await expect(addRuntime(folder.path, 'x64', {})).rejects.toThrow(
      'vcruntime140.dll for x64 is not on this computer: install "Microsoft Visual C++ Redistributable" (x64)',
    );
  });

  it('stops a run of the packer for Windows where it is missing', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'resources'));
    await expect(afterPack(packing(folder.path, 'win32', x64).context)).rejects.toThrow('vcruntime140.dll');
  });

  it.each([
    ['x64', 'ngrok-win32-x64-msvc'],
    ['arm64', 'ngrok-win32-arm64-msvc'],
  ])('for %s lies beside the tunnel’s part', async (arch, part) => {
    await using folder = await temporaryFolder();
    const redist = join(folder.path, 'redist');
    await write(join(redist, arch, 'Microsoft.VC143.CRT/vcruntime140.dll'), arch);
    await mkdir(dirname(unpacked(folder.path, part)), { recursive: true });
    await addRuntime(folder.path, arch, { VCToolsRedistDir: redist });
    expect(await readFile(unpacked(folder.path, part), 'utf8')).toBe(arch);
  });

  it('of the builder’s own system is not taken for another processor', async () => {
    await using folder = await temporaryFolder();
    await write(join(folder.path, 'System32/vcruntime140.dll'), 'x64');
    await mkdir(dirname(unpacked(folder.path, 'ngrok-win32-arm64-msvc')), { recursive: true });
    const environment = { SystemRoot: folder.path, PROCESSOR_ARCHITECTURE: 'AMD64' };
    await expect(addRuntime(folder.path, 'arm64', environment)).rejects.toThrow('(arm64)');
  });
});

describe('a package with a secret in it is not made', () => {
  const key = ['-----BEGIN', 'PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA'].join(' ');
  it.each([
    ['a private key', 'app.asar', key, 'a private key'],
    ['a token of ngrok', 'app.asar', `x="${'2aB'.repeat(9)}_${'5cD'.repeat(7)}"`, 'an ngrok authtoken'],
    [
      'a key of FedaPay',
      'app.asar.unpacked/config.json',
      'sk_live_0123456789abcdefgh',
      'a secret key of a provider',
    ],
    ['a file of secrets', 'app.asar', '{"files":{"secrets.json":{"size":3}}}', 'a file of secrets'],
    ['an environment file', 'app.asar', '{"files":{".env.production":{"size":3}}}', 'a file of secrets'],
    ['an environment file beside the archive', 'app.asar.unpacked/.env', 'A=1', 'a file of secrets'],
    [
      'what the builder was given',
      'app.asar',
      'const s = "hush-hush-hush"',
      'the value of COMPTOIR_HASH_SECRET',
    ],
    [
      'what the builder signs with',
      'app.asar.unpacked/x.js',
      'c2lnbmF0dXJlLWtleQ==',
      'the value of RELEASE_PRIVATE_KEY',
    ],
  ])('%s', async (_what, file, text, said) => {
    await using folder = await temporaryFolder();
    await write(join(folder.path, file), text);
    const environment = {
      ...{
        COMPTOIR_HASH_SECRET: 'hush-hush-hush',
        RELEASE_PRIVATE_KEY: 'c2lnbmF0dXJlLWtleQ==',
        HOME: 'const',
      },
      SHORT_TOKEN: 'const',
    };
    await expect(refuseSecrets(folder.path, environment)).rejects.toThrow(
      `${join(file)} holds ${said}: take it out, build anew, then pack again.`,
    );
  });

  it('stops a run of the packer', async () => {
    await using folder = await temporaryFolder();
    await write(join(folder.path, 'resources/app.asar'), `sk_live_${'a'.repeat(16)}`);
    const { beforePack: before, afterPack: after } = await configuration();
    expect([before, after]).toEqual(['scripts/before-pack.mjs', 'scripts/after-pack.mjs']);
    await expect(afterPack(packing(folder.path, 'linux', x64).context)).rejects.toThrow(
      `${join('app.asar')} holds a secret key of a provider`,
    );
  });

  it('but one without any is, whatever the builder holds', async () => {
    await using folder = await temporaryFolder();
    await write(join(folder.path, 'resources/app.asar'), 'const key = "-----BEGIN PRIVATE KEY-----";');
    await refuseSecrets(folder.path, { NGROK_AUTHTOKEN: 'hush-hush-hush', EMPTY_SECRET: '' });
    await afterPack(packing(folder.path, 'linux', x64).context);
  });
});

describe('a package with a debug switch is not made', () => {
  it.each(Object.entries(soundFuses))('the fuse %s turned', async (fuse, sound) => {
    await using project = await temporaryFolder();
    const { context } = packing(project.path, 'linux', x64);
    const electronFuses = { ...soundFuses, [fuse]: !sound };
    const packager = { ...context.packager, config: { ...context.packager.config, electronFuses } };
    await expect(beforePack({ ...context, packager })).rejects.toThrow(
      `electronFuses.${fuse} must be ${String(sound)} in a package: set it so in electron-builder.yml.`,
    );
  });

  it.each(['--development', '--inspect=0', '--inspect-brk', '--remote-debugging-port=9222', '--no-sandbox'])(
    'started with %s',
    async (argument) => {
      await using project = await temporaryFolder();
      const { context } = packing(project.path, 'linux', x64, { executableArgs: ['--hidden', argument] });
      await expect(beforePack(context)).rejects.toThrow(
        'made for development: take it out of executableArgs',
      );
    },
  );

  it('that its desktop file passes to the app', () => {
    const desktop = { entry: { Exec: '/opt/Comptoir/comptoir --remote-debugging-pipe' } };
    expect(() => refuseDebugSwitches({ electronFuses: soundFuses, desktop })).toThrow(
      '--remote-debugging-pipe',
    );
  });

  it('without any fuse set', () => {
    expect(() => refuseDebugSwitches({})).toThrow('electronFuses.runAsNode');
  });
});
