import { execFileSync } from 'node:child_process';
import { readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isCommandName, usage, usages } from '../../src/headless/usage';
import { temporaryFolder } from '../support/temporary-folder';

const folder = join(import.meta.dirname, '../../assets/linux');
const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
const optionsIn = (text: string): readonly string[] => text.match(/(?<![\w-])--[a-z][a-z-]+/g) ?? [];

const desktopOptions = ['port', 'tunnel', 'user-data-dir', 'profile', 'facts', 'hidden'];

/** A command line as the command itself would have it: a command that it knows, and that command's options. */
function expectKnown(line: string): void {
  const [program, command = '', ...words] = line.split(' ');
  expect(program).toBe('/usr/local/bin/comptoir');
  if (!isCommandName(command)) throw new Error(`no command is called ${command}`);
  const known = optionsIn(usages[command]);
  for (const option of optionsIn(words.join(' '))) expect(known).toContain(option);
}

/** The keys of a unit, section by section. */
function unitIn(text: string): ReadonlyMap<string, string> {
  let section = '';
  const keys = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [key = '', ...value] = line.split('=');
    if (line.startsWith('[')) section = line;
    else keys.set(`${section}${key}`, value.join('='));
  }
  return keys;
}

describe.each(['comptoir.service', 'comptoir-user.service'])('%s', (name) => {
  it('starts the command as the command knows it', async () => {
    expectKnown(unitIn(await read(name)).get('[Service]ExecStart') ?? '');
  });

  it('comes back after each failure, not after wrong options, and lets an end be orderly', async () => {
    const unit = unitIn(await read(name));
    expect(Object.fromEntries(unit)).toMatchObject({
      '[Unit]StartLimitIntervalSec': '0',
      '[Service]Restart': 'on-failure',
      '[Service]RestartPreventExitStatus': '2',
      '[Service]KillMode': 'mixed',
    });
    // The end takes five seconds at most.
    expect(Number(unit.get('[Service]TimeoutStopSec'))).toBeGreaterThan(5);
  });

  it('closes its files to others and gains no rights; Node may still make machine code', async () => {
    const unit = unitIn(await read(name));
    expect(unit.get('[Service]UMask')).toBe('0077');
    expect(unit.get('[Service]NoNewPrivileges')).toBe('yes');
    expect(unit.has('[Service]MemoryDenyWriteExecute')).toBe(false);
  });
});

it('the unit for the whole computer keeps its data in the one folder that is its own', async () => {
  const unit = unitIn(await read('comptoir.service'));
  expect(unit.get('[Service]ExecStart')).toContain(
    `--data /var/lib/${unit.get('[Service]StateDirectory') ?? 'none'}/data `,
  );
  expect(Object.fromEntries(unit)).toMatchObject({
    '[Service]User': 'comptoir',
    '[Service]StateDirectoryMode': '0700',
    '[Service]ProtectSystem': 'strict',
    '[Service]ProtectHome': 'yes',
  });
});

it('the page for technicians names commands and options that exist', async () => {
  const page = await readFile(join(folder, '../../docs/technicians.md'), 'utf8');
  const all = Object.values(usages).join(' ');
  const given = [...page.matchAll(/`(?:sudo -u comptoir )?comptoir ([a-z]+)([^`]*)`/g)];
  expect(given.length).toBeGreaterThan(2);
  for (const [, command = '', words = ''] of given) {
    expect(isCommandName(command), command).toBe(true);
    for (const option of optionsIn(words)) expect(optionsIn(all)).toContain(option);
  }
});

describe('the container file', () => {
  it('starts the command as the command knows it, on the volume', async () => {
    const [, list = '[]'] = /^CMD (.*)$/m.exec(await read('Containerfile')) ?? [];
    const words: unknown = JSON.parse(list);
    if (!Array.isArray(words)) throw new Error('CMD is no list');
    expectKnown(`/usr/local/bin/comptoir ${words.join(' ')}`);
    expect(words.join(' ')).toContain('--data /data/');
  });

  it('copies what is there, with every file that the compiler configurations name', async () => {
    const copied = [...(await read('Containerfile')).matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(
      ([, names = '']) => names.split(' '),
    );
    expect(copied).toContain('src');
    for (const name of copied.filter((each) => !each.includes('*')))
      await expect(stat(join(folder, '../..', name)), name).resolves.toBeDefined();
    const named = await readFile(join(folder, '../../tsconfig.json'), 'utf8');
    const folders = copied.map((name) => name.replace('/tsconfig.json', ''));
    for (const [, path = ''] of named.matchAll(/"path": "([^"]+)"/g))
      if (!path.endsWith('.json')) expect(folders).toContain(path.split('/')[0]);
  });
});

/** Each form that `comptoir help` prints, with the words before its first option. */
const forms = usage
  .trim()
  .split('\n')
  .map((form) => ({ form, command: /^comptoir ((?:[a-z]+ ?)*)/.exec(form)?.[1]?.trim() ?? '' }));

describe.each(['comptoir.1', 'comptoir.fr.1'])('the manual page %s', (name) => {
  it('has each command as `comptoir help` writes it, and no others', async () => {
    const page = (await read(name)).replaceAll('\\-', '-');
    const written = page.split('\n').flatMap((line) => /^\.B (comptoir .+)$/.exec(line)?.[1] ?? []);
    expect(written).toEqual(forms.map(({ form }) => form));
  });

  it('names the options that the desktop app reads', async () => {
    const page = (await read(name)).replaceAll('\\-', '-');
    const told = [...page.matchAll(/^\.B --([a-z-]+)/gm)].map(([, option]) => option);
    expect(told).toEqual(desktopOptions);
    const reader = await readFile(join(folder, '../../src/main/command-line.ts'), 'utf8');
    // Electron reads that one itself.
    for (const option of told.filter((each) => each !== 'user-data-dir'))
      expect(reader).toContain(`'${option ?? ''}'`);
  });
});

// macOS has the bash of 2007.
describe.skipIf(process.platform !== 'linux')('the completion', () => {
  /** What a real bash offers behind these words, the last of which is being typed. */
  const offered = async (words: readonly string[], program: 'cli.js' | 'electron') => {
    await using home = await temporaryFolder();
    await writeFile(join(home.path, program), '', { mode: 0o755 });
    await symlink(program, join(home.path, 'comptoir'));
    const script = `. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _comptoir comptoir; printf '%s\n' "\${COMPREPLY[@]}"`;
    const said = execFileSync(
      'bash',
      ['--norc', '-c', script, join(folder, 'comptoir.bash'), 'comptoir', ...words],
      {
        ...{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
        env: { PATH: `${home.path}:${process.env.PATH ?? ''}` },
      },
    );
    return said.split('\n').filter((line) => line !== '');
  };

  it('offers each command of the command line', async () => {
    const commands = forms.map(({ command }) => command.split(' ')[0]).filter((command) => command !== '');
    expect(await offered([''], 'cli.js')).toEqual([...new Set(commands), '--version']);
    expect(await offered(['s'], 'cli.js')).toEqual(['serve', 'simulate', 'secret']);
    expect(await offered(['relay', ''], 'cli.js')).toEqual(['serve', 'invite', 'check']);
  });

  it
    .skipIf(process.platform === 'win32')
    .each(forms.filter(({ form }) => form.includes(' --data') || form.includes('relay')))(
    'offers the options of $command, and the words that an option takes',
    async ({ form, command }) => {
      const words = command.split(' ');
      expect(await offered([...words, '--'], 'cli.js')).toEqual(optionsIn(form));
      for (const [, option = '', choices = ''] of form.matchAll(/(--[a-z-]+) ([a-z]+(?:\|[a-z]+)+)/g)) {
        expect(await offered([...words, option, ''], 'cli.js')).toEqual(choices.split('|'));
        expect(await offered([...words, option, '=', choices.slice(0, 2)], 'cli.js')).not.toEqual([]);
      }
    },
  );

  it('offers the desktop app its own options', async () => {
    expect(await offered([''], 'electron')).toEqual(desktopOptions.map((option) => `--${option}`));
    expect(await offered(['serve', '--ui'], 'electron')).toEqual([]);
  });
});
