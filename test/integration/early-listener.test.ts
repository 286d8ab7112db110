import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEarlyListener } from '../../src/core/receiver/early-listener';
import { kkiapay } from '../../src/core/kkiapay/kkiapay';
import { DataFolderInUse } from '../../src/core/storage/folder-lock';
import { systemClock } from '../../src/core/ports';
import { createReceiver } from '../../src/core/receiver/create-receiver';
import { PortTaken } from '../../src/core/receiver/server';
import { livePath, liveSecret } from '../support/listening-receiver';
import { openedLedger } from '../support/ledger-folder';
import { rawCall, requestBytes } from '../support/raw-call';
import { request } from '../support/receiver-cases';
import { temporaryFolder } from '../support/temporary-folder';

const clock = systemClock;

describe('the early listener', () => {
  it('lets calls wait, and answers each once the app is ready', async () => {
    await using folder = await temporaryFolder();
    const listener = await openEarlyListener({ dataDir: folder.path, port: 0, clock });
    const { port } = listener.server;
    const early = [request(), requestBytes('wrong', livePath), request({ target: '/' })].map((call) =>
      rawCall({ port, parts: [call], answers: 1 }),
    );
    const malformed = await rawCall({ port, parts: ['no call\r\n\r\n'] });
    expect(malformed.answers).toMatchObject([{ status: 400 }]);
    const elsewhere = await temporaryFolder();
    const ledger = await openedLedger(elsewhere.path);
    const receiver = createReceiver(listener.server, {
      ...{ ledger, clock, log: () => undefined, onAuthenticated: () => undefined },
      ...{ onRecorded: () => undefined, onRefused: () => undefined },
      endpoints: [{ provider: kkiapay, mode: 'live', path: livePath, secrets: () => [liveSecret] }],
    });
    const talks = await Promise.all(early);
    expect(talks.map(({ answers }) => answers[0]?.status)).toEqual([200, 401, 404]);
    expect((await ledger.check()).events).toBe(1);
    expect(receiver.refusals().map(({ reason }) => reason)).toContain('malformed-request');
    await receiver.stop();
    await listener.unlock();
    await ledger.close();
    await elsewhere[Symbol.asyncDispose]();
  });

  it('answers 503 to waiting calls where the start fails', async () => {
    await using folder = await temporaryFolder();
    const listener = await openEarlyListener({ dataDir: folder.path, port: 0, clock });
    const waiting = rawCall({ port: listener.server.port, parts: [request()] });
    const before = await rawCall({ port: listener.server.port, parts: ['no call\r\n\r\n'] });
    expect(before.ended).toBe(true); // the call before it has come
    await listener.close();
    expect(await waiting).toMatchObject({ answers: [{ status: 503 }], ended: true });
  });

  it('opens for one process at a time, and the second takes no port', async () => {
    await using folder = await temporaryFolder();
    const listener = await openEarlyListener({ dataDir: folder.path, port: 0, clock });
    await expect(openEarlyListener({ dataDir: folder.path, port: 0, clock })).rejects.toBeInstanceOf(
      DataFolderInUse,
    );
    await listener.close();
    await (await openEarlyListener({ dataDir: folder.path, port: listener.server.port, clock })).close();
  });

  it('opens where it was last time, or elsewhere if that is taken and was not asked for', async () => {
    await using folder = await temporaryFolder();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo; // a TCP server that listens has one
    await writeFile(join(folder.path, 'settings.json'), JSON.stringify({ port }));
    await expect(openEarlyListener({ dataDir: folder.path, port, clock })).rejects.toBeInstanceOf(PortTaken);
    const elsewhere = await openEarlyListener({ dataDir: folder.path, port: undefined, clock });
    expect(elsewhere.server.port).not.toBe(port);
    await elsewhere.close();
    other.close();
    await once(other, 'close');
    const again = await openEarlyListener({ dataDir: folder.path, port: undefined, clock });
    expect(again.server.port).toBe(port);
    await again.close();
  });
});
