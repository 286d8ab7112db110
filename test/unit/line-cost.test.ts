import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { askLineCost } from '../../src/main/line-cost';
import { temporaryFolder } from '../support/temporary-folder';

/** Programs that answer so, and no others: the system as far as it is asked. */
async function system(folder: string, answers: Readonly<Record<string, string>>): Promise<void> {
  for (const [program, answer] of Object.entries(answers)) {
    const file = join(folder, program);
    await writeFile(file, `#!/bin/sh\n${answer}\n`);
    await chmod(file, 0o755);
  }
  vi.stubEnv('PATH', folder);
}

afterEach(() => vi.unstubAllEnvs());

describe.skipIf(process.platform === 'win32')('what the system says of its line', () => {
  it.each([
    ['linux', { busctl: 'echo "u 1"' }, 'metered'],
    ['linux', { busctl: 'echo "u 3"' }, 'metered'],
    ['linux', { busctl: 'echo "u 2"' }, 'free'],
    ['linux', { busctl: 'echo "u 4"' }, 'free'],
    ['linux', { busctl: 'echo "u 0"' }, 'unknown'],
    ['linux', { busctl: 'echo "u 41"' }, 'unknown'],
    ['linux', { busctl: 'exit 1', gdbus: "echo '(<uint32 1>,)'" }, 'metered'],
    ['linux', { gdbus: "echo '(<uint32 4>,)'" }, 'free'],
    ['linux', { busctl: 'echo nothing; exit 0', gdbus: 'echo Error >&2; exit 1' }, 'unknown'],
    ['linux', {}, 'unknown'],
    ['win32', { 'powershell.exe': 'echo "Unrestricted False False"' }, 'free'],
    ['win32', { 'powershell.exe': 'echo "Fixed False False"' }, 'metered'],
    ['win32', { 'powershell.exe': 'echo "Variable False False"' }, 'metered'],
    ['win32', { 'powershell.exe': 'echo "Unrestricted True False"' }, 'metered'],
    ['win32', { 'powershell.exe': 'echo "Unrestricted False True"' }, 'metered'],
    ['win32', { 'powershell.exe': 'echo "Unknown False False"' }, 'unknown'],
    ['win32', { 'powershell.exe': 'echo " False False"' }, 'unknown'],
    ['win32', { 'powershell.exe': 'exit 1' }, 'unknown'],
    ['darwin', { busctl: 'echo "u 2"' }, 'unknown'],
  ] as const)('on %s, where it answers %o: %s', async (platform, answers, expected) => {
    await using folder = await temporaryFolder();
    await system(folder.path, answers);
    expect(await askLineCost(platform)).toBe(expected);
  });
});
