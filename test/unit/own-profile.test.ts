import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/main/command-line';
import { takeProfile } from '../../src/main/own-profile';
import { temporaryFolder } from '../support/temporary-folder';

const profileOf = (...words: readonly string[]) => readCommandLine(['comptoir', ...words], true).profile;

describe('--profile', () => {
  it.each([
    [['--profile=second'], 'second'],
    [['--profile', 'Shop-2_b', '--facts'], 'Shop-2_b'],
    [['--facts'], undefined],
    // Chromium's own, which begins the same.
    [['--profile-directory=Default'], undefined],
  ])('reads %j as %j', (words, name) => {
    expect(profileOf(...words)).toBe(name);
  });

  it.each(['', '.', '..', '../other', 'a/b', 'a\\b', 'C:', 'a.b', '-a', 'é', ' ', 'a'.repeat(41), '--facts'])(
    'refuses %j, which must not name a folder',
    (name) => {
      expect(() => profileOf(`--profile=${name}`)).toThrow('--profile wants a name');
      expect(() => profileOf('--profile', name)).toThrow('--profile wants a name');
    },
  );

  it('moves the whole profile into a folder that is there, and closed to others', async () => {
    await using usual = await temporaryFolder();
    const moved: [string, string][] = [];
    const app = {
      getPath: () => usual.path,
      setPath: (name: string, path: string) => {
        moved.push([name, path]);
      },
    };
    takeProfile(app, undefined);
    expect(moved).toEqual([]);
    takeProfile(app, 'second');
    takeProfile(app, 'second');
    const folder = join(usual.path, 'profiles', 'second');
    expect(moved).toEqual([
      ['userData', folder],
      ['userData', folder],
    ]);
    const { mode } = await stat(folder);
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o700);
  });
});
