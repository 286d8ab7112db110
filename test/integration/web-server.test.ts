import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCallers } from '../../src/core/access/callers';
import type { BridgeServer, BroadcastListener } from '../../src/core/bridge-server';
import { systemClock } from '../../src/core/ports';
import { createDownloads } from '../../src/headless/downloads';
import { serveWindow } from '../../src/headless/web-server';
import { temporaryFolder } from '../support/temporary-folder';

/** Asks for the broadcasts like a window. */
async function listen(url: URL): Promise<Socket> {
  const socket = connect(Number(url.port), url.hostname);
  const authorization = `Authorization: Bearer ${url.hash.slice(1)}`;
  socket.write(`GET /bridge/events HTTP/1.1\r\nHost: ${url.host}\r\n${authorization}\r\n\r\n`);
  await once(socket, 'data');
  return socket;
}

/** The status of one request, byte for byte. */
async function statusOf(url: URL, head: readonly string[], body = ''): Promise<number> {
  const socket = connect(Number(url.port), url.hostname);
  socket.write(`${head.join('\r\n')}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
  const answer = await text(socket);
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
}

/** What a page of ours asks, told to a real server. */
async function served() {
  const asked: string[] = [];
  const folder = await temporaryFolder();
  const bridge: BridgeServer = {
    callers: createCallers({
      ...{ clock: systemClock, hasPin: () => false, pinEra: () => 0, idleMs: () => 60_000 },
    }),
    invoke: (_caller, name) => {
      asked.push(String(name));
      return Promise.resolve({ ok: true, value: null });
    },
    onBroadcast: () => () => undefined,
    broadcast: () => undefined,
  };
  const server = await serveWindow(bridge, createDownloads(systemClock), folder.path, 0);
  onTestFinished(async () => {
    await server.close();
    await folder[Symbol.asyncDispose]();
  });
  const url = new URL(server.url);
  const key = `Authorization: Bearer ${url.hash.slice(1)}`;
  const ask = (...lines: string[]): Promise<number> =>
    statusOf(url, ['POST /bridge/lock HTTP/1.1', 'Content-Type: application/json', ...lines], '{}');
  return { url, key, ask, asked };
}

describe('a window’s server', () => {
  it('answers a page of its own that holds the key', async () => {
    const { url, key, ask, asked } = await served();
    const port = `:${url.port}`;
    for (const host of [`127.0.0.1${port}`, `localhost${port}`]) {
      expect(await ask(`Host: ${host}`, key)).toBe(200);
      expect(await ask(`Host: ${host}`, key, `Origin: http://${host}`)).toBe(200);
    }
    expect(asked).toHaveLength(4);
  });

  it('answers nobody without the key, or with another', async () => {
    const { url, key, ask, asked } = await served();
    const host = `Host: ${url.host}`;
    const keys = ['', 'Authorization: Bearer', `${key}x`, key.slice(0, -1), key.replace('Bearer', 'Basic')];
    for (const one of keys) expect(await ask(host, ...(one === '' ? [] : [one])), one).toBe(401);
    expect(await statusOf(url, ['GET /bridge/events HTTP/1.1', host])).toBe(401);
    expect(asked).toEqual([]);
  });

  it('answers nobody who calls it by another name, whatever that begins or ends with', async () => {
    const { url, key, ask, asked } = await served();
    const { port } = url;
    for (const host of [
      ...[`evil.example:${port}`, `evil.example`, `127.0.0.1:${port}.evil.example`],
      ...[`localhost:${port}.evil.example`, `127.0.0.1:${port}@evil.example`, `127.0.0.1:${port}/x`],
      ...[`evil.127.0.0.1:${port}`, `xlocalhost:${port}`, `127.0.0.1`, `[::1]:${port}`, `0.0.0.0:${port}`],
    ])
      expect(await ask(`Host: ${host}`, key), host).toBe(403);
    expect(await ask(`Host: ${url.host}`, `Host: ${url.host}`, key)).toBe(400);
    expect(await ask(`Host: evil.example`, `Host: ${url.host}`, key)).toBe(400);
    expect(asked).toEqual([]);
  });

  it('answers no page of another origin, key or not', async () => {
    const { url, key, ask, asked } = await served();
    for (const origin of [
      ...['http://evil.example', 'null', `https://${url.host}`, `http://localhost:${url.port}`],
      ...[`http://${url.host}.evil.example`, `http://${url.hostname}:1`, `http://${url.host}/`],
    ])
      expect(await ask(`Host: ${url.host}`, key, `Origin: ${origin}`), origin).toBe(403);
    expect(asked).toEqual([]);
  });

  it('listens only on this computer’s own address', async () => {
    const { url } = await served();
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    // All of 127.0.0.0/8 is this computer on Linux: who listens everywhere is heard there too.
    const elsewhere = process.platform === 'linux' ? ['127.0.0.2', ...others] : others;
    for (const address of elsewhere) {
      const socket = connect(Number(url.port), address);
      const heard = await Promise.race([
        once(socket, 'connect').then(() => 'heard'),
        once(socket, 'error').then(() => 'not heard'),
      ]).catch(() => 'not heard');
      socket.destroy();
      expect(heard, address).toBe('not heard');
    }
  });
});

describe('a window in the browser', () => {
  it('that never reads is disconnected, and one that reads still receives', async () => {
    await using folder = await temporaryFolder();
    const listeners = new Set<BroadcastListener>();
    const bridge: BridgeServer = {
      callers: createCallers({
        ...{ clock: systemClock, hasPin: () => false, pinEra: () => 0, idleMs: () => 60_000 },
      }),
      invoke: () => Promise.reject(new Error('nobody asks')),
      onBroadcast: (_caller, listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      broadcast: (name, payload) => {
        for (const listener of listeners) listener(name, payload);
      },
    };
    const server = await serveWindow(bridge, createDownloads(systemClock), folder.path, 0);
    const url = new URL(server.url);
    const reader = await listen(url);
    let read = '';
    reader.on('data', (chunk: Buffer) => (read = `${read}${chunk.toString()}`.slice(-200)));
    const sleeper = await listen(url);
    sleeper.on('error', () => undefined).pause();
    expect(listeners.size).toBe(2);

    // The system buffers some megabytes first, then our limit of one applies.
    const said = 'x'.repeat(256 * 1024);
    for (let told = 0; told < 400 && listeners.size === 2; told += 1) {
      bridge.broadcast('reveal', { paymentId: said });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect.poll(() => listeners.size).toBe(1);
    bridge.broadcast('reveal', { paymentId: 'the last' });
    await expect.poll(() => read).toContain('the last');

    for (const socket of [reader, sleeper]) socket.destroy();
    await server.close();
  });
});
