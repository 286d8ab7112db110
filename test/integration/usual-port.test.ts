import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUsualPort } from '../../src/core/intake/usual-port';
import { openSettings } from '../../src/core/settings/settings-file';
import type { PreferencesChange } from '../../src/shared/settings/preferences';
import { isLedAstray, localOriginOf, type AppState } from '../../src/shared/state/app-state';
import { askWindow } from '../support/ask-window';
import { ServeProcess } from '../support/headless-process';
import { openOwnAddress, type OwnAddress } from '../support/own-address';
import { temporaryFolder } from '../support/temporary-folder';

describe('a port that another program has taken', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let own: OwnAddress;
  let serve: ServeProcess;
  let stranger: Server | null;

  beforeEach(async () => {
    folder = await temporaryFolder();
    own = await openOwnAddress();
    stranger = null;
    await start();
    await change({ tunnel: 'none', publicAddress: 'https://boutique.example.ts.net' });
    own.lead(await local());
    await heard();
  });
  afterEach(async () => {
    await serve.end('SIGKILL');
    stranger?.close();
    await own[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const start = async (): Promise<void> => {
    const args = ['--data', folder.path, '--ui-port', '0', '--no-notifications', '--development'];
    serve = await ServeProcess.ready(args, own.environment);
  };
  const change = (settings: PreferencesChange): Promise<unknown> =>
    askWindow(serve.text('uiUrl'), 'changeSettings', settings);
  const state = (): Promise<AppState> => askWindow(serve.text('uiUrl'), 'getState', null);
  const local = async (): Promise<string> => localOriginOf(await state()) ?? 'not listening';
  const heard = async (): Promise<void> => {
    await askWindow(serve.text('uiUrl'), 'retryTunnel', null);
    await expect.poll(async () => (await state()).tunnel.kind, { timeout: 15_000 }).toBe('online');
  };
  /** Another program is started first, as after a power cut. */
  const takePort = async (): Promise<string> => {
    const usual = await local();
    await serve.end();
    stranger = createServer((socket) => socket.destroy()).listen(Number(new URL(usual).port), '127.0.0.1');
    await once(stranger, 'listening');
    await start();
    expect(await local()).not.toBe(usual);
    return usual;
  };

  it('is told while the shop’s own address leads there, and is the usual one again once it is free', async () => {
    const usual = await takePort();
    expect(isLedAstray(await state())).toBe(true);
    stranger?.close();
    stranger = null;
    await serve.end();
    await start();
    expect(await local()).toBe(usual);
    expect(isLedAstray(await state())).toBe(false);
    await heard();
  });

  it('is not used again once the address points to the new one', async () => {
    await takePort();
    const present = await local();
    own.lead(present);
    await heard();
    await expect.poll(async () => isLedAstray(await state())).toBe(false);
    stranger?.close();
    stranger = null;
    await serve.end();
    await start();
    expect(await local()).toBe(present);
    await heard();
  });

  it('troubles nobody whose calls come by ngrok', async () => {
    const usual = await takePort();
    await change({ tunnel: 'ngrok' });
    await expect.poll(async () => isLedAstray(await state())).toBe(false);
    expect((await state()).receiver).toMatchObject({ usualPort: Number(new URL(usual).port) });
  });
});

it.each([
  ['ngrok', 4242],
  ['cloudflare', 5050],
  ['none', 5050],
] as const)('heard by %s at port 5050, the usual port is then %s', async (choice, usual) => {
  await using folder = await temporaryFolder();
  const { settings } = await openSettings(
    folder.path,
    () => 0,
    () => undefined,
  );
  await settings.change({ port: 4242 });
  const port = createUsualPort({ settings, asked: undefined, present: 5050 });
  const tasks: Promise<unknown>[] = [];
  port.follow({
    tunnelChoice: () => choice,
    dispatch: () => undefined,
    runInBackground: (_name, task) => void tasks.push(Promise.resolve(task())),
  })({
    ...{ kind: 'tunnel-changed', heardAt: null },
    tunnel: { kind: 'online', url: 'https://a.b', since: '2026-11-24T09:00:00Z' },
  });
  await Promise.all(tasks);
  expect(settings.current().port).toBe(usual);
  await settings.settled();
});
