import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';

/** The app's place is taken by a program that tells of its start and its end; the script is the real one. */
const app = `
  process.on('SIGTERM', () => { console.log('ended'); process.exit(0); });
  const folder = process.argv.find((word) => word.startsWith('--user-data-dir=')).split('=')[1];
  require('node:fs').appendFileSync(folder + '/payments', 'kept');
  console.log('started', folder, require('node:fs').readFileSync(folder + '/payments', 'utf8'));
  setInterval(() => undefined, 1000);`;

it.skipIf(process.platform === 'win32')(
  'builds and starts the app anew when a source changes, on one folder, which goes at the end',
  async () => {
    await using checkout = await temporaryFolder();
    const at = (...names: readonly string[]): string => join(checkout.path, ...names);
    for (const name of ['scripts', 'src/core', 'renderer']) await mkdir(at(name), { recursive: true });
    await writeFile(at('package.json'), JSON.stringify({ scripts: { build: 'echo built' } }));
    await writeFile(at('src/core/a.ts'), '1');
    await copyFile(join(import.meta.dirname, '../../scripts/dev.mjs'), at('scripts/dev.mjs'));
    await writeFile(
      at('scripts/start.mjs'),
      `import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n${app}`,
    );

    const script = spawn(process.execPath, [at('scripts/dev.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(script, 'exit');
    const lines = createInterface(script.stdout)[Symbol.asyncIterator]();
    let last = '';
    /** A write may be seen in two steps, and then be built twice. */
    const next = async (): Promise<string> => {
      const before = last;
      do last = String((await lines.next()).value);
      while (last === 'built' && before === 'built');
      return last;
    };
    onTestFinished(() => {
      script.kill('SIGTERM');
    });
    expect(await next()).toBe('built');
    const [, folder = ''] = /^started (\S+) kept$/.exec(await next()) ?? [];
    await expect(stat(folder)).resolves.toBeDefined();

    await writeFile(at('src/core/a.ts'), '2');
    expect(await next()).toBe('built');
    expect(await next()).toBe('ended');
    expect(await next()).toBe(`started ${folder} keptkept`);

    script.kill('SIGINT');
    expect(await next()).toBe('ended');
    await exited;
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  },
);
