import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
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

describe('a window in the browser', () => {
  it('that never reads what it is told is let go, and one that reads goes on hearing', async () => {
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

    // The system keeps some megabytes for it first, ours keeps one.
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
