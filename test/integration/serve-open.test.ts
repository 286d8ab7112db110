import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ServeProcess } from '../support/headless-process';
import { temporaryFolder } from '../support/temporary-folder';

const quiet = ['--tunnel=none', '--no-notifications', '--port=0', '--ui-port=0'];

describe.skipIf(process.platform !== 'linux')('serve --open', () => {
  it('shows the window’s key to no list of processes: it stands in a file for this user alone', async () => {
    await using folder = await temporaryFolder();
    const noted = join(folder.path, 'noted');
    // In the browser's place: notes the words it was started with.
    const program = join(folder.path, 'xdg-open');
    await writeFile(
      program,
      `#!/bin/sh\nprintf '%s\\n' "$@" > '${noted}.part'\nmv '${noted}.part' '${noted}'\n`,
    );
    await chmod(program, 0o755);
    const data = join(folder.path, 'data');
    const environment = { PATH: `${folder.path}:${process.env.PATH ?? ''}` };
    await using server = await ServeProcess.ready([`--data=${data}`, ...quiet, '--open'], environment);
    await expect.poll(() => readFile(noted, 'utf8').catch(() => '')).not.toBe('');
    const words = await readFile(noted, 'utf8');
    const url = server.text('uiUrl');
    expect(words).not.toContain(new URL(url).hash.slice(1));
    const file = words.trim();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toContain(url);
    expect(await readFile(`/proc/${server.pid}/cmdline`, 'utf8')).not.toContain(new URL(url).hash.slice(1));
    expect(await server.end()).toBe(0);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });
});
