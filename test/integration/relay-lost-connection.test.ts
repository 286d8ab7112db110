import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cutLine } from '../support/cut-line';
import { comptoir } from '../support/headless-process';
import { hasPostgres, postgresCluster, postgresRemedy } from '../support/postgres-cluster';
import { relayLoad } from '../support/relay-load';
import { idOf, joinedShop, readAll, relayKey, RelayProcess } from '../support/relay-process';

const message = (kind: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5, kind, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const parameter = (name: string, value: string): Buffer => message('S', Buffer.from(`${name}\0${value}\0`));

/** Greets as PostgreSQL does; the next question finds the server gone. */
const greeting = Buffer.concat([
  message('R', Buffer.alloc(4)),
  parameter('default_transaction_read_only', 'off'),
  parameter('in_hot_standby', 'off'),
  message('Z', Buffer.from('I')),
]);

describe('the relay, whose database ends just as it is connected to', () => {
  it('says that it does not answer, and does not break', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined); // it is cut off on purpose
      socket.once('data', () => {
        socket.write(greeting);
        socket.once('data', () => socket.resetAndDestroy());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo; // a listening TCP server's
    const { code, stderr } = await comptoir([
      'relay',
      'check',
      '--database',
      `postgres://relay@127.0.0.1:${port}/relay`,
      '--json',
    ]);
    expect(stderr).toContain('does not answer');
    expect(stderr).not.toContain('ECONNRESET');
    expect(code).toBe(1);
  });
});

describe.skipIf(!hasPostgres)(`a relay whose connections are cut under load${postgresRemedy}`, () => {
  it('goes on answering once the database can be reached again', { timeout: 90_000 }, async () => {
    await using cluster = await postgresCluster();
    const line = await cutLine(cluster.port);
    const direct = await cluster.database();
    const database = `postgres://relay@127.0.0.1:${line.port}${new URL(direct).pathname}`;
    await using relay = await RelayProcess.ready(database, { key: relayKey() });
    const shop = await joinedShop(direct, relay.url);
    const load = relayLoad(shop, () => [relay.url], 16);
    for (let cut = 0; cut < 12; cut += 1) {
      await load.more(100);
      line.reset();
    }
    await load.more(100);
    await load.end();
    const stored = new Set((await readAll(shop, relay.url)).map((row) => idOf(shop.opened(row))));
    expect(load.acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  });
});
