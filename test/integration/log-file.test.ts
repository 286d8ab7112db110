import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogFile } from '../../src/core/diagnostics/log-file';
import { temporaryFolder } from '../support/temporary-folder';

const now = (): number => Date.parse('2026-11-24T09:00:00.000Z');

describe('the log on the disk', () => {
  it('holds every line as it was, readable by one user alone', async () => {
    await using folder = await temporaryFolder();
    const logs = join(folder.path, 'logs');
    const log = createLogFile(logs, { now });
    log('before');
    log('a stranger said {text} %s %c [%j]');
    const file = join(logs, 'comptoir.log');
    expect((await readFile(file, 'utf8')).split(/\r?\n/)).toEqual([
      '2026-11-24T09:00:00.000Z before',
      '2026-11-24T09:00:00.000Z a stranger said {text} %s %c [%j]',
      '',
    ]);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('never takes more than two files of one megabyte', async () => {
    await using folder = await temporaryFolder();
    const log = createLogFile(folder.path, { now });
    const line = 'x'.repeat(4_000);
    for (let lines = 0; lines < 1_000; lines += 1) log(line);
    expect((await readdir(folder.path)).sort()).toEqual(['comptoir.log', 'comptoir.old.log']);
    for (const name of await readdir(folder.path))
      expect((await stat(join(folder.path, name))).size).toBeLessThan(1_060_000);
  });

  it('does not throw if the disk refuses writes', async () => {
    await using folder = await temporaryFolder();
    const inTheWay = join(folder.path, 'logs');
    await writeFile(inTheWay, '');
    const log = createLogFile(inTheWay, { now });
    expect(() => log('lost')).not.toThrow();
  });
});
