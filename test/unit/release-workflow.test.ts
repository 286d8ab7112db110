import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isSignedBy } from '../../src/core/updates/release-signature';
import { temporaryFolder } from '../support/temporary-folder';

const root = join(import.meta.dirname, '../..');
const script = join(root, 'scripts/sign-release.mjs');
const yml = `version: 1.1.0
files:
  - url: Comptoir.AppImage
    sha512: c2hhNTEy
`;
const run = (args: readonly string[], privateKey = '') =>
  promisify(execFile)(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, RELEASE_PRIVATE_KEY: privateKey },
  });

describe('signing a release', () => {
  it('uses the private half of the key that went into the packages, and no other', async () => {
    await using folder = await temporaryFolder();
    const keyFile = join(folder.path, 'release-key.pub');
    const { stdout } = await run(['--new-key', keyFile]);
    const privateKey = stdout.trim().replace('RELEASE_PRIVATE_KEY=', '');
    const file = join(folder.path, 'latest.yml');
    await writeFile(file, yml);
    await run([folder.path, keyFile], privateKey);
    const [, signature] = /^signature: (.+)$/m.exec(await readFile(file, 'utf8')) ?? [];
    const release = { version: '1.1.0', files: [{ url: 'Comptoir.AppImage', sha512: 'c2hhNTEy' }] };
    expect(isSignedBy((await readFile(keyFile, 'utf8')).trim(), release, signature)).toBe(true);

    const other = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' });
    await expect(run([folder.path, keyFile], other.toString('base64'))).rejects.toThrow(
      'not the public half',
    );
    await expect(run([folder.path, keyFile])).rejects.toThrow('RELEASE_PRIVATE_KEY is not set');
    // The key that shops believe is not replaced by a slip.
    await expect(run(['--new-key', keyFile])).rejects.toThrow('EEXIST');
  });

  it('is a job of its own behind a protected environment, in which nothing of others is installed', async () => {
    const workflow = await readFile(join(root, '.github/workflows/release.yml'), 'utf8');
    const jobs = workflow.split(/^ {2}(?=\w+:$)/m).slice(1);
    const withKey = jobs.filter((job) => job.includes('secrets.RELEASE_PRIVATE_KEY'));
    expect(withKey).toHaveLength(1);
    expect(withKey[0]).toMatch(/^ {4}environment: release$/m);
    expect(withKey[0]).not.toMatch(/npm (ci|install)|npx/);
    // A name of an action may be moved to another commit; a commit may not.
    for (const [, version] of workflow.matchAll(/uses: \S+@(\S+)/g))
      expect(version).toMatch(/^[0-9a-f]{40}$/);
  });
});
