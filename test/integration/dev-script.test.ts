import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';

/** The app's place is taken by a program that tells of its start, its end, and what it is asked; the scripts are the real ones. */
const app = `
  import { appendFileSync, readFileSync } from 'node:fs';
  import { createServer } from 'node:http';
  process.on('SIGTERM', () => { console.log('ended'); process.exit(0); });
  const folder = process.argv.find((word) => word.startsWith('--user-data-dir=')).split('=')[1];
  appendFileSync(folder + '/payments', 'kept');
  const server = createServer(({ url, headers: { origin, host, authorization } }, response) =>
    response.end(JSON.stringify({ url, isOwn: origin === 'http://' + host, authorization })));
  server.listen(0, '127.0.0.1', () => {
    console.log('started', folder, readFileSync(folder + '/payments', 'utf8'));
    const uiUrl = 'http://127.0.0.1:' + server.address().port + '/#key' + process.pid;
    console.log(JSON.stringify({ event: 'ready', uiUrl, pid: process.pid }));
  });`;

const repository = join(import.meta.dirname, '../..');

async function checkout() {
  const folder = await temporaryFolder();
  const at = (...names: readonly string[]): string => join(folder.path, ...names);
  for (const name of ['scripts', 'src/core', 'renderer']) await mkdir(at(name), { recursive: true });
  await symlink(join(repository, 'node_modules'), at('node_modules'));
  await writeFile(at('package.json'), JSON.stringify({ scripts: { build: 'echo built' } }));
  await writeFile(at('src/core/a.ts'), '1');
  await writeFile(at('renderer/index.html'), '<script type="module" src="./main.js"></script>');
  await writeFile(at('renderer/main.js'), 'console.log("first")');
  for (const name of ['dev.mjs', 'window-server.mjs'])
    await copyFile(join(repository, 'scripts', name), at('scripts', name));
  await writeFile(at('scripts/start.mjs'), app);
  return { at, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

function develop(script: string) {
  const child = spawn(process.execPath, [script, '--facts'], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGTERM');
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let last = '';
  return {
    child,
    exited: once(child, 'exit'),
    /** A write may be seen in two steps, and then be built twice. */
    next: async (): Promise<string> => {
      const before = last;
      do last = String((await lines.next()).value);
      while (last === 'built' && before === 'built');
      return last;
    },
  };
}

it.skipIf(process.platform === 'win32')(
  'builds and starts the app anew when a source changes, on one folder, which goes at the end; the window follows its own sources',
  async () => {
    await using copy = await checkout();
    const { child, exited, next } = develop(copy.at('scripts/dev.mjs'));
    /** Of the app that has just begun: what proves a page of its window. */
    const ready = async (): Promise<string> => {
      const [, pid = ''] = /"pid":(\d+)/.exec(await next()) ?? [];
      return `Bearer key${pid}`;
    };
    expect(await next()).toBe('built');
    const [, folder = ''] = /^started (\S+) kept$/.exec(await next()) ?? [];
    await expect(stat(folder)).resolves.toBeDefined();
    const first = await ready();
    const [, origin = ''] = /(http:\/\/127\.0\.0\.1:\d+)\/#/.exec(await next()) ?? [];
    const ask = async (from?: string): Promise<unknown> => {
      const answer = await fetch(
        `${origin}/bridge/getState`,
        from === undefined ? {} : { headers: { origin: from } },
      );
      return answer.json();
    };

    expect(await (await fetch(`${origin}/main.js`)).text()).toContain('first');
    expect(await ask(origin)).toEqual({ url: '/bridge/getState', isOwn: true, authorization: first });
    expect(await ask('https://elsewhere.example')).toMatchObject({ isOwn: false });
    await writeFile(copy.at('renderer/main.js'), 'console.log("second")');
    await expect.poll(async () => (await fetch(`${origin}/main.js`)).text()).toContain('second');

    await writeFile(copy.at('src/core/a.ts'), '2');
    expect(await next()).toBe('built');
    expect(await next()).toBe('ended');
    expect(await next()).toBe(`started ${folder} keptkept`);
    const second = await ready();
    expect(second).not.toBe(first);
    expect(await next()).toContain(`${origin}/#`);
    expect(await ask(origin)).toMatchObject({ isOwn: true, authorization: second });

    child.kill('SIGINT');
    expect(await next()).toBe('ended');
    await exited;
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  },
);
