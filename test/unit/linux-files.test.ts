import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isCommandName, usages } from '../../src/headless/usage';

const folder = join(import.meta.dirname, '../../assets/linux');
const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
const optionsIn = (text: string): readonly string[] => text.match(/(?<![\w-])--[a-z][a-z-]+/g) ?? [];

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
