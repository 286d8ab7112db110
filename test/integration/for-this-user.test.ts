import { chmod, lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { pipeName } from '../../src/core/storage/folder-lock';
import { ServeProcess } from '../support/headless-process';
import { temporaryFolder } from '../support/temporary-folder';

const secret = 'hash-secret-of-the-live-endpoint';
const quiet = ['--tunnel=none', '--no-notifications', '--port=0', '--ui-port=0'];

/** What the group or anybody else may do something with. */
async function openToOthers(folder: string): Promise<readonly string[]> {
  const names = ['.', ...(await readdir(folder, { recursive: true }))];
  const found = await Promise.all(
    names.map(async (name) => ({ name, stats: await lstat(join(folder, name)) })),
  );
  return found
    .filter(({ stats }) => !stats.isSymbolicLink() && (stats.mode & 0o077) !== 0)
    .map(({ name }) => name);
}

describe.skipIf(process.platform === 'win32')('what lies in the data folder', () => {
  it('is for this user alone, in a folder that somebody made, whatever the shell’s mask is', async () => {
    await using folder = await temporaryFolder();
    const data = join(folder.path, 'data');
    const elsewhere = join(folder.path, 'elsewhere.txt');
    await writeFile(elsewhere, 'of another program');
    await mkdir(join(data, 'backups/old'), { recursive: true });
    await writeFile(join(data, 'backups/old/db.json'), '{}');
    await symlink(elsewhere, join(data, 'link'));
    for (const name of ['.', 'backups', 'backups/old']) await chmod(join(data, name), 0o777);
    for (const file of [join(data, 'backups/old/db.json'), elsewhere]) await chmod(file, 0o666);
    const before = process.umask(0);
    await using shop = await ServeProcess.ready([`--data=${data}`, ...quiet], {
      COMPTOIR_HASH_SECRET: secret,
    });
    process.umask(before);
    const answer = await fetch(shop.text('webhookUrl'), {
      ...{ method: 'POST', headers: { 'x-kkiapay-secret': secret } },
      body: kkiapayBody({ event: 'success', amountXof: 500, at: '2026-11-23T10:00:00.000Z' }),
    });
    expect(answer.status).toBe(200);
    expect(await shop.end()).toBe(0);
    expect(await openToOthers(data)).toEqual([]);
    expect((await lstat(elsewhere)).mode & 0o777).toBe(0o666);
  });
});

describe('the name of a folder’s lock on Windows', () => {
  it('is the same for all who contend, and cannot be told from the folder', async () => {
    await using one = await temporaryFolder();
    await using other = await temporaryFolder();
    const names = await Promise.all(Array.from({ length: 20 }, () => pipeName(one.path)));
    expect(new Set(names).size).toBe(1);
    expect(names[0]).toMatch(/^comptoir-[0-9a-f]{16}-[0-9a-f]{32}$/);
    expect(await pipeName(other.path)).not.toBe(names[0]);
    const kept = await readFile(join(one.path, 'lock-name'), 'utf8');
    expect(names[0]).toContain(kept);
    if (process.platform !== 'win32')
      expect((await lstat(join(one.path, 'lock-name'))).mode & 0o777).toBe(0o600);
    // An unfinished one is created again.
    await writeFile(join(one.path, 'lock-name'), '');
    expect(await pipeName(one.path)).toMatch(/^comptoir-[0-9a-f]{16}-[0-9a-f]{32}$/);
  });
});
