import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFormat } from '../../src/core/backup/data-format';
import { openShop, pay } from '../support/backup-shop';
import { comptoirHere } from '../support/comptoir-here';
import { comptoir, ServeProcess } from '../support/headless-process';
import { temporaryFolder } from '../support/temporary-folder';

/** Any file. */
const kept = import.meta.filename;

/** Every command that works on a data folder, with its other arguments. */
const commands: readonly (readonly [name: string, args: (elsewhere: string) => readonly string[]])[] = [
  ['list', () => ['--json']],
  ['check', () => ['--json']],
  ['doctor', () => ['--json']],
  ['export', (elsewhere) => ['--format=csv', `--out=${join(elsewhere, 'payments.csv')}`]],
  ['backup', (elsewhere) => [`--to=${elsewhere}`]],
  ['secret', () => ['--stdout']],
  ['import', () => [`--file=${kept}`, '--json']],
];

const newer = JSON.stringify({ version: dataFormat + 1 });

/** What may be in the place of a data folder. */
const places: readonly (readonly [name: string, make: (place: string) => Promise<unknown>])[] = [
  ['a missing folder', () => Promise.resolve()],
  ['an empty folder', (place) => mkdir(place)],
  [
    'a folder of something else',
    async (place) => {
      await mkdir(place);
      await writeFile(join(place, 'settings.json'), '{"editor.fontSize":14}');
    },
  ],
  ['a file', (place) => writeFile(place, 'no folder')],
  ['a newer version’s folder', (place) => shopWith(place, 'format.json', newer)],
  ['a newer version’s settings', (place) => shopWith(place, 'settings.json', newer)],
  ['a newer version’s ledger', (place) => shopWith(place, 'db.json', '{"crc":"00000000","format":2}')],
];

async function shopWith(place: string, file: string, content: string): Promise<void> {
  await mkdir(place);
  {
    await using shop = await openShop(place);
    await pay(shop.ledger, 'p1');
  }
  await writeFile(join(place, file), content);
}

/** Whole sentences that end with what to do, and nothing that only a programmer reads. */
function expectSentence(text: string): void {
  expect(text).toMatch(/^\S.*[.:] .+\.\n$/);
  expect(text.trim().split('\n')).toHaveLength(1);
  expect(text).not.toMatch(/\bE[A-Z]{3,}\b|Error|undefined|\bat .*:\d+/);
}

describe('a folder without data of Comptoir', () => {
  const trials = commands.flatMap(([command, args]) =>
    places.map(([what, make]) => ({ command, args, what, make })),
  );
  it.each(trials)('$command ends with a sentence on $what', async ({ command, args, make }) => {
    await using folder = await temporaryFolder();
    const place = join(folder.path, 'data');
    const elsewhere = join(folder.path, 'elsewhere');
    await mkdir(elsewhere);
    await make(place);
    const before = await readdir(folder.path, { recursive: true });
    const { code, stdout, stderr } = await comptoirHere([command, `--data=${place}`, ...args(elsewhere)]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expectSentence(stderr);
    expect(await readdir(folder.path, { recursive: true })).toEqual(before);
  });

  it.each(places.filter(([what]) => !/missing|empty|else/.test(what)))(
    'serve and restore, which may make it, end with a sentence on %s',
    async (_what, make) => {
      await using folder = await temporaryFolder();
      const place = join(folder.path, 'data');
      await make(place);
      const copy = join(folder.path, 'copy');
      await mkdir(copy);
      {
        await using shop = await openShop(copy);
        await pay(shop.ledger, 'p1');
      }
      const serving = ['serve', `--data=${place}`, '--tunnel=none', '--port=0', '--no-notifications'];
      for (const args of [serving, ['restore', `--data=${place}`, `--from=${copy}`]]) {
        const { code, stdout, stderr } = await comptoir(args);
        expect({ args, code, stdout }).toEqual({ args, code: 1, stdout: '' });
        expectSentence(stderr.replace(/^\d{4}-.*\n/gm, '')); // without what the log says
      }
    },
  );

  it.each(places)(
    'restore goes back to no copy on %s, and makes no data folder for it',
    async (_what, make) => {
      await using folder = await temporaryFolder();
      const from = join(folder.path, 'data');
      await make(from);
      const before = await readdir(folder.path, { recursive: true });
      const { code, stdout, stderr } = await comptoirHere([
        ...['restore', `--data=${join(folder.path, 'mine')}`, `--from=${from}`],
      ]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expectSentence(stderr);
      expect(await readdir(folder.path, { recursive: true })).toEqual(before);
    },
  );
});

describe('a destination that cannot be written', () => {
  it.each([
    ['backup', (place: string) => [`--to=${place}`]],
    ['export', (place: string) => ['--format=csv', `--out=${join(place, 'payments.csv')}`]],
  ])('%s ends with a sentence', async (command, args) => {
    await using folder = await temporaryFolder();
    const data = join(folder.path, 'data');
    await mkdir(data);
    {
      await using shop = await openShop(data);
      await pay(shop.ledger, 'p1');
    }
    await writeFile(join(folder.path, 'file'), 'no folder');
    for (const place of ['missing', 'file']) {
      const { code, stdout, stderr } = await comptoirHere([
        ...[command, `--data=${data}`],
        ...args(join(folder.path, place)),
      ]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expectSentence(stderr);
    }
    expect((await readdir(folder.path)).sort()).toEqual(['data', 'file']);
  });

  it('names the folder that stands where a file or a folder is wanted', async () => {
    await using folder = await temporaryFolder();
    const data = join(folder.path, 'data');
    await shopWith(data, 'journal.txt', '');
    const out = join(folder.path, 'out');
    await mkdir(out);
    const exported = await comptoirHere(['export', `--data=${data}`, '--format=csv', `--out=${out}`]);
    expect(exported.code).toBe(1);
    expect(exported.stderr).toContain(`${out} is a folder`);
    expect((await readdir(folder.path)).sort()).toEqual(['data', 'out']);

    await rm(join(data, 'journal'), { recursive: true });
    await writeFile(join(data, 'journal'), '');
    const { stdout } = await comptoirHere(['doctor', `--data=${data}`, '--json']);
    expect(stdout).toContain('journal is not a folder');
    expect(stdout).not.toContain('ENOTDIR');
  });

  it('backup takes no folder inside the data, which every later copy would hold', async () => {
    await using folder = await temporaryFolder();
    {
      await using shop = await openShop(folder.path);
      await pay(shop.ledger, 'p1');
    }
    const inside = join(folder.path, 'stick');
    await mkdir(inside);
    for (const to of [folder.path, inside]) {
      const { code, stderr } = await comptoirHere(['backup', `--data=${folder.path}`, `--to=${to}`]);
      expect(code).toBe(1);
      expectSentence(stderr);
    }
    expect(await readdir(inside)).toEqual([]);
  });
});

it.each(['ngrok', 'cloudflare', 'none'])('serve takes --tunnel %s', async (tunnel) => {
  await using folder = await temporaryFolder();
  const quiet = ['--no-notifications', '--port=0', '--ui-port=0', `--tunnel=${tunnel}`];
  await using server = await ServeProcess.ready([`--data=${folder.path}`, ...quiet]);
  expect(await server.end()).toBe(0);
});

it('speaks French where the terminal does', async () => {
  await using folder = await temporaryFolder();
  const { stderr } = await comptoir(['list', `--data=${join(folder.path, 'x')}`], { LANG: 'fr_BJ.UTF-8' });
  expect(stderr).toContain('n’existe pas');
});

describe('what was asked for about the program', () => {
  const names = [
    'serve',
    'list',
    'check',
    'export',
    'simulate',
    'doctor',
    'backup',
    'restore',
    'secret',
    'import',
  ];

  it.each([[['help']], [['--help']]])('%j prints every command to stdout', async (args) => {
    const { code, stdout, stderr } = await comptoir(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of names) expect(stdout).toContain(`comptoir ${name} `);
  });

  it.each(names)('%s --help prints its own to stdout, whatever else is missing', async (name) => {
    for (const args of [
      [name, '--help'],
      [name, '--data=/nowhere', '--help'],
      ['help', name],
    ]) {
      const { code, stdout, stderr } = await comptoirHere(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^comptoir ${name} .*\\n$`));
    }
  });

  it('--version prints that of the package', async () => {
    const text = await readFile(join(import.meta.dirname, '../../package.json'), 'utf8');
    const { version } = JSON.parse(text) as { version: string }; // npm wants it there
    expect(await comptoir(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('comptoir secret', () => {
  it('prints the one of the endpoint that is asked for, and nothing into a pipe unless told to', async () => {
    await using folder = await temporaryFolder();
    {
      await using _shop = await openShop(folder.path);
    }
    const secrets = { 'hash-secret-live': 'a-live-one', 'hash-secret-sandbox': 'one-for-tests' };
    await writeFile(join(folder.path, 'secrets.json'), JSON.stringify(secrets));
    await writeFile(join(folder.path, 'secrets-sealed.json'), '{"hash-secret-fedapay-live":"c2VhbGVk"}');
    const ask = (...more: readonly string[]) => comptoir(['secret', `--data=${folder.path}`, ...more]);
    expect(await ask('--stdout')).toMatchObject({ code: 0, stdout: 'a-live-one\n' });
    expect(await ask('--stdout', '--sandbox')).toMatchObject({ code: 0, stdout: 'one-for-tests\n' });
    expect(await ask()).toMatchObject({ code: 2, stdout: '' });
    expect(await ask('--stdout', '--provider=other')).toMatchObject({ code: 2, stdout: '' });
    for (const missing of [['--sandbox'], []]) {
      const { code, stdout, stderr } = await ask('--stdout', '--provider=fedapay', ...missing);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expectSentence(stderr);
      expect(stderr.includes('vault')).toBe(missing.length === 0);
    }
  });
});
