import { execFileSync, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openShop } from '../support/backup-shop';
import { exitCode, readText } from '../support/fact-process';
import { temporaryFolder } from '../support/temporary-folder';

const cli = join(import.meta.dirname, '../../out/headless/cli.js');

/** util-linux's `script` runs a command on a terminal of its own; elsewhere it takes other arguments. */
const hasTerminal = process.platform === 'linux' && isThere();

function isThere(): boolean {
  try {
    return execFileSync('script', ['--version']).toString().includes('util-linux');
  } catch {
    return false;
  }
}

function onTerminal(args: readonly string[]) {
  const line = [process.execPath, cli, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', line, '/dev/null'], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGHUP'));
  return child;
}

describe.skipIf(!hasTerminal)('on a terminal', () => {
  it('serve ends its start with the address to open, on one readable line, and keeps its log in the file', async () => {
    await using folder = await temporaryFolder();
    const child = onTerminal([
      'serve',
      `--data=${folder.path}`,
      '--tunnel=none',
      '--no-notifications',
      '--port=0',
    ]);
    const ended = exitCode(child);
    let pid = 0;
    let uiUrl = '';
    const logged: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('{"event":"ready"')) {
        const ready = JSON.parse(line) as { pid: number; uiUrl: string }; // by the contract
        ({ pid, uiUrl } = ready);
      }
      if (/^\d{4}-\d\d-\d\dT/.test(line)) logged.push(line);
      if (!line.includes('Open this address')) continue;
      expect(uiUrl).toMatch(/^http:\/\/127\.0\.0\.1:/);
      expect(line.trimEnd().endsWith(` ${uiUrl}`)).toBe(true);
      process.kill(pid, 'SIGTERM');
    }
    expect(await ended).toBe(0);
    expect(pid).toBeGreaterThan(0);
    expect(logged).toEqual([]);
  });

  it('secret prints without being told to', async () => {
    await using folder = await temporaryFolder();
    {
      await using _shop = await openShop(folder.path);
    }
    await writeFile(join(folder.path, 'secrets.json'), '{"hash-secret-live":"a-live-one"}');
    const child = onTerminal(['secret', `--data=${folder.path}`]);
    const [text, code] = await Promise.all([readText(child.stdout), exitCode(child)]);
    expect({ code, text: text.trim() }).toEqual({ code: 0, text: 'a-live-one' });
  });
});
