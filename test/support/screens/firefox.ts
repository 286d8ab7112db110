import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { exitCode } from '../fact-process';
import { temporaryFolder } from '../temporary-folder';
import { waitingFor, type BrowserPage } from './browser-page';

/** Every name and address is this one, so that the page counts as insecure, as in a shop. */
const preferences = {
  'marionette.port': 0,
  'network.dns.forceResolve': '127.0.0.2',
  'intl.accept_languages': 'fr-FR',
  'app.update.disabledForTesting': true,
  'datareporting.policy.dataSubmissionEnabled': false,
} as const;
const longestScriptMs = 10 * 60_000;

/** One page in a Firefox, driven over its own Marionette protocol: lengths and JSON on a socket. */
export async function openInFirefox(path: string, url: string): Promise<BrowserPage> {
  const profile = await temporaryFolder();
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profile.path, 'user.js'), lines.join(''));
  const browser = spawn(
    path,
    ['--headless', '--no-remote', '--marionette', '--profile', profile.path, 'about:blank'],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: profile.path } },
  );
  const exited = exitCode(browser);
  const port = await Promise.race([portIn(browser.stdout), portIn(browser.stderr)]);
  const socket = connect(port, '127.0.0.1');
  const ask = askOver(socket);
  await ask('WebDriver:NewSession', {});
  await ask('WebDriver:SetTimeouts', { script: longestScriptMs });
  await ask('WebDriver:Navigate', { url });
  const evaluate = async (expression: string): Promise<unknown> => {
    const script = `const done = arguments[0]; Promise.resolve(${expression}).then(done, (error) => done(String(error)));`;
    const answer = await ask('WebDriver:ExecuteAsyncScript', { script, args: [] });
    return (answer as { readonly value?: unknown }).value; // of its protocol
  };
  return {
    evaluate,
    waitFor: waitingFor(evaluate),
    text: async () => String(await evaluate('document.body.innerText')),
    async [Symbol.asyncDispose]() {
      socket.destroy();
      browser.kill('SIGKILL');
      await exited;
      await profile[Symbol.asyncDispose]();
    },
  };
}

async function portIn(output: Readable): Promise<number> {
  for await (const line of createInterface({ input: output })) {
    const found = /Listening on port (\d+)/.exec(line)?.[1];
    // The rest must be read too, or the browser stops at a full pipe.
    if (found !== undefined) return (output.resume(), Number(found));
  }
  return new Promise(() => undefined); // the other one says it
}

function askOver(socket: Socket): (name: string, parameters: object) => Promise<unknown> {
  const asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let left = Buffer.alloc(0);
  let asks = 0;
  socket.on('data', (bytes) => {
    left = Buffer.concat([left, bytes]);
    for (;;) {
      const colon = left.indexOf(':');
      const length = Number(left.subarray(0, colon));
      if (colon < 0 || left.length < colon + 1 + length) return;
      const message: unknown = JSON.parse(left.toString('utf8', colon + 1, colon + 1 + length));
      left = left.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue; // its greeting
      const [, id, error, value] = message as readonly unknown[];
      if (typeof id !== 'number') continue;
      if (error === null) asked.get(id)?.resolve(value);
      else asked.get(id)?.reject(new Error(JSON.stringify(error)));
    }
  });
  const opened = once(socket, 'connect');
  return async (name, parameters) => {
    await opened;
    asks += 1;
    const id = asks;
    const answered = new Promise((resolve, reject) => asked.set(id, { resolve, reject }));
    const message = JSON.stringify([0, id, name, parameters]);
    socket.write(`${Buffer.byteLength(message)}:${message}`);
    return answered;
  };
}
