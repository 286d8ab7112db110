import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openIdentity } from '../../src/core/intake/identity';
import { openSettings } from '../../src/core/settings/settings-file';
import { openEarlyListener } from '../../src/core/receiver/early-listener';
import { realDisk } from '../../src/core/storage/disk';
import { decodeKept, encodeKept } from '../../src/core/storage/kept-copy';
import { damages, type Damage } from '../support/damages';
import { fakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';
import { flipped, unreadable } from '../support/unreadable';

const now = () => Date.parse('2026-11-23T10:00:00.000Z');
const copies = ['identity/identity.json', 'safe/identity.json'];
const changed = {
  port: 4242,
  country: 'SN',
  tunnel: 'none',
  publicAddress: 'https://pay.example.sn',
  setUp: true,
  pastedOrigin: 'https://pay.example.sn',
  wrongPins: { count: 3, lastAt: '2026-11-23T09:00:00.000Z' },
  previousSecretUntil: { live: '2026-11-24T10:00:00.000Z' },
} as const;

/** A bad sector is met by a process; here a disk plays it. */
const onFiles = damages.filter(({ environment }) => environment === undefined);
const damageNamed = (name: string): Damage['inflict'] =>
  damages.find((damage) => damage.name === name)?.inflict ?? expect.fail(`no damage is called ${name}`);

/** A counter that was set up, and what it holds. */
async function setUpIn(folder: string) {
  const { settings, identity } = await openSettings(folder, now);
  await settings.change({ ...changed, shopName: 'Chez Awa' });
  return identity.current();
}

async function identityIn(folder: string, disk = realDisk) {
  const { identity } = await openSettings(folder, now, () => undefined, disk);
  return identity.current();
}

describe('what the provider holds', () => {
  it('lies in two places, for this user alone, and not in the settings', async () => {
    await using folder = await temporaryFolder();
    const held = await setUpIn(folder.path);
    for (const copy of copies) {
      const file = join(folder.path, copy);
      expect(decodeKept(await readFile(file))).toMatchObject({ kind: 'whole', content: { ...held } });
      if (process.platform === 'win32') continue;
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect((await stat(join(file, '..'))).mode & 0o777).toBe(0o700);
    }
    const settings = JSON.parse(await readFile(join(folder.path, 'settings.json'), 'utf8')) as object;
    expect(Object.keys(settings).filter((name) => name in held)).toEqual([]);
    expect(settings).toMatchObject({ version: 2, shopName: 'Chez Awa' });
  });

  it('is distinguished from a copy with any flipped byte', async () => {
    await using folder = await temporaryFolder();
    const held = await setUpIn(folder.path);
    const bytes = await readFile(join(folder.path, copies[0] ?? ''));
    for (let at = 0; at < bytes.length; at += 1) {
      const { kind, content } = decodeKept(flipped(bytes, at));
      if (kind === 'whole') expect(content, `byte ${at}`).toEqual({ ...held }); // a blank, or the end of a line
    }
  });

  it.each(['settings.json', ...copies])('outlives flipped bytes in %s', { timeout: 60_000 }, async (name) => {
    await using folder = await temporaryFolder();
    const held = await setUpIn(folder.path);
    const file = join(folder.path, name);
    const bytes = await readFile(file);
    for (let at = 0; at < bytes.length; at += 7) {
      await writeFile(file, flipped(bytes, at));
      expect(await identityIn(folder.path), `byte ${at}`).toEqual(held);
    }
  });

  it.each(
    ['settings.json', ...copies].flatMap((name) =>
      onFiles.map((damage) => ({ name, damage: damage.name, inflict: damage.inflict })),
    ),
  )('outlives $name, $damage', async ({ name, inflict }) => {
    await using folder = await temporaryFolder();
    const held = await setUpIn(folder.path);
    await inflict(join(folder.path, name));
    expect(await identityIn(folder.path)).toEqual(held);
    for (const copy of copies)
      expect(decodeKept(await readFile(join(folder.path, copy))).content).toEqual({ ...held });
  });

  it.each(['settings.json', 'identity.json'])('outlives a %s that cannot be read', async (name) => {
    await using folder = await temporaryFolder();
    const held = await setUpIn(folder.path);
    // Of the two copies only the first: the other is spared by its name.
    const disk = unreadable(name);
    const spared: typeof disk = {
      ...disk,
      read: (file) => (file.includes('safe') ? realDisk.read(file) : disk.read(file)),
    };
    expect(await identityIn(folder.path, spared)).toEqual(held);
  });

  it.skipIf(process.platform === 'win32')('outlives a folder of copies that is a file', async () => {
    await using folder = await temporaryFolder();
    const held = await setUpIn(folder.path);
    await rm(join(folder.path, 'identity'), { recursive: true });
    await writeFile(join(folder.path, 'identity'), 'x');
    expect(await identityIn(folder.path)).toEqual(held);
    expect(decodeKept(await readFile(join(folder.path, copies[0] ?? ''))).kind).toBe('whole');
  });

  it('is reported as repaired, the damaged file is kept, and the next start is quiet', async () => {
    await using folder = await temporaryFolder();
    await setUpIn(folder.path);
    await writeFile(join(folder.path, 'safe/identity.json'), '{"generation":');
    expect((await openSettings(folder.path, now)).notices).toEqual([{ kind: 'identity-mended' }]);
    const [aside = ''] = await readdir(join(folder.path, 'quarantine'));
    expect(await readFile(join(folder.path, 'quarantine', aside), 'utf8')).toBe('{"generation":');
    expect((await openSettings(folder.path, now)).notices).toEqual([]);
  });

  it('is read whole if an earlier version wrote it with fewer fields', async () => {
    await using folder = await temporaryFolder();
    await setUpIn(folder.path);
    for (const copy of copies) {
      const file = join(folder.path, copy);
      const { content, generation } = decodeKept(await readFile(file));
      const { wrongPins: _unknownThen, ...known } = content ?? expect.fail('it is whole');
      await writeFile(file, encodeKept(known, generation));
    }
    const { notices, identity } = await openSettings(folder.path, now);
    expect(notices).toEqual([]);
    expect(identity.current()).toMatchObject({ country: 'SN', wrongPins: { count: 0 } });
  });

  it('follows the newer copy, and of two PIN states the stricter', async () => {
    await using folder = await temporaryFolder();
    const held = await setUpIn(folder.path);
    const older = { ...held, port: 1, wrongPins: { count: 5, lastAt: '2026-11-23T09:30:00.000Z' } };
    await writeFile(join(folder.path, 'identity/identity.json'), encodeKept(older, 1));
    expect(await identityIn(folder.path)).toEqual({ ...held, wrongPins: older.wrongPins });
  });

  it('keeps a change in one place where the other cannot be written, and nothing older there', async () => {
    await using folder = await temporaryFolder();
    await setUpIn(folder.path);
    const full: typeof realDisk = {
      ...realDisk,
      create: (file) =>
        file.includes('safe')
          ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
          : realDisk.create(file),
    };
    const { identity } = await openIdentity({ dataDir: folder.path, now, disk: full, log: () => undefined });
    await identity.change((before) => ({ ...before, country: 'TG' }));
    expect(await readdir(join(folder.path, 'safe'))).toEqual([]);
    expect((await identityIn(folder.path)).country).toBe('TG');
  });

  it('is untouched by a change that neither place takes', async () => {
    await using folder = await temporaryFolder();
    const held = await setUpIn(folder.path);
    const full = { ...realDisk, create: () => Promise.reject(new Error('full')) };
    const { identity } = await openIdentity({ dataDir: folder.path, now, disk: full, log: () => undefined });
    await expect(identity.change((before) => ({ ...before, country: 'TG' }))).rejects.toThrow('full');
    expect(identity.current()).toEqual(held);
    expect(await identityIn(folder.path)).toEqual(held);
  });

  it('tells the port before anything else is read, from either copy', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(now());
    const first = await openEarlyListener({ dataDir: folder.path, port: 0, clock });
    const { port } = first.server;
    await first.close();
    await setUpIn(folder.path);
    const { identity } = await openSettings(folder.path, now);
    await identity.change((before) => ({ ...before, port }));
    await writeFile(join(folder.path, 'identity/identity.json'), '');
    const again = await openEarlyListener({ dataDir: folder.path, port: undefined, clock });
    expect(again.server.port).toBe(port);
    await again.close();
  });
});

describe('an identity that is completely lost', () => {
  const lostAt = '2026-11-23T10:00:00.000Z';

  it('is made anew and remembered as lost, over restarts', async () => {
    await using folder = await temporaryFolder();
    const held = await setUpIn(folder.path);
    for (const copy of copies) await rm(join(folder.path, copy));
    const made = await identityIn(folder.path);
    expect(made.pathSegments).not.toEqual(held.pathSegments);
    expect(made.addressLostAt).toBe(lostAt);
    expect(await identityIn(folder.path)).toEqual(made);
  });

  it('is no loss at a first start', async () => {
    await using folder = await temporaryFolder();
    expect((await identityIn(folder.path)).addressLostAt).toBeNull();
  });

  it('takes what can still be read of two damaged copies, and doubts the address', async () => {
    await using folder = await temporaryFolder();
    const held = await setUpIn(folder.path);
    for (const copy of copies) {
      const file = join(folder.path, copy);
      await writeFile(file, (await readFile(file, 'utf8')).replace('4242', '4243'));
    }
    expect(await identityIn(folder.path)).toEqual({ ...held, port: 4243, addressLostAt: lostAt });
  });
});

describe('settings from before there was an identity', () => {
  const before = {
    ...{ version: 1, language: 'en', shopName: 'Chez Awa', ...changed },
    pathSegments: { live: 'a'.repeat(22), sandbox: 'b'.repeat(22), 'fedapay-live': 'c'.repeat(22) },
  };

  it('hand it over, and keep the rest', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'settings.json'), JSON.stringify(before));
    const { settings, identity, notices } = await openSettings(folder.path, now);
    expect(notices).toEqual([]);
    expect(identity.current()).toMatchObject({
      ...{ ...changed, addressLostAt: null },
      pathSegments: { ...before.pathSegments, 'fedapay-sandbox': expect.any(String) as string },
    });
    expect(settings.current()).toMatchObject({ language: 'en', shopName: 'Chez Awa', country: 'SN' });
    expect(await readFile(join(folder.path, 'settings.json'), 'utf8')).not.toContain('pathSegments');
  });

  it('keep it where it cannot be written elsewhere', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'settings.json'), JSON.stringify(before));
    const disk: typeof realDisk = {
      ...realDisk,
      create: (file) =>
        file.includes('identity.json') ? Promise.reject(new Error('full')) : realDisk.create(file),
    };
    const { settings, identity } = await openSettings(folder.path, now, () => undefined, disk);
    await settings.change({ shopName: 'Chez Awa et fils' });
    const again = await identityIn(folder.path);
    expect(again.pathSegments).toMatchObject(before.pathSegments);
    expect(identity.current().pathSegments).toMatchObject(before.pathSegments);
  });

  it('lose a path that cannot be one, and say that the address is another', async () => {
    await using folder = await temporaryFolder();
    const pathSegments = { ...before.pathSegments, live: '../../etc' };
    await writeFile(join(folder.path, 'settings.json'), JSON.stringify({ ...before, pathSegments }));
    const held = await identityIn(folder.path);
    expect(held.pathSegments.live).toMatch(/^[A-Za-z0-9]{22}$/);
    expect(held.pathSegments.sandbox).toBe(before.pathSegments.sandbox);
    expect(held.addressLostAt).toBe('2026-11-23T10:00:00.000Z');
  });
});

describe('the preferences', () => {
  it('are read key by key: a bad value costs that one, an unknown one is kept', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'settings.json');
    const found = { version: 2, language: 'en', volume: 4_000, shopName: 'Chez Awa', ofTomorrow: { a: 1 } };
    await writeFile(file, JSON.stringify(found));
    const { settings, notices } = await openSettings(folder.path, now);
    expect(settings.current()).toMatchObject({ language: 'en', volume: 100, shopName: 'Chez Awa' });
    expect(notices).toEqual([
      { kind: 'settings-partly-lost', file: 'settings.json.damaged-2026-11-23T10-00-00-000Z' },
    ]);
    await settings.change({ volume: 40 });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ ...found, volume: 40 });
    expect((await openSettings(folder.path, now)).notices).toEqual([]);
  });

  it.each(['emptied', 'cut in half', 'a folder in its place'])(
    'start afresh where the file is %s',
    async (damage) => {
      await using folder = await temporaryFolder();
      await setUpIn(folder.path);
      await damageNamed(damage)(join(folder.path, 'settings.json'));
      const { settings, notices } = await openSettings(folder.path, now);
      expect(settings.current()).toMatchObject({ shopName: '', country: 'SN' });
      expect(notices).toMatchObject([{ kind: 'settings-set-aside' }]);
      await settings.change({ shopName: 'Chez Awa' });
      expect((await openSettings(folder.path, now)).settings.current().shopName).toBe('Chez Awa');
    },
  );
});
