import { randomBytes } from 'node:crypto';
import { systemClock } from '../../src/core/ports';
import { createReceiver } from '../../src/core/receiver/create-receiver';
import { openServer } from '../../src/core/receiver/server';
import { createOpener } from '../../src/core/sealing/sealed-box';
import { createCallLog } from '../../src/relay/receive/call-log';
import { createShopEndpoints } from '../../src/relay/receive/shop-endpoints';
import type { Row } from '../../src/relay/store/append-lanes';
import { connect } from '../../src/relay/store/database';
import { rowKinds } from '../../src/relay/store/row-kinds';

/**
 * The relay's receiver, where each call is a transaction of its own: `node relay-server.js DATABASE`, told its port by a message.
 * What it would be without groups.
 */
const connections = 32;
const [database = ''] = process.argv.slice(2);
const sql = connect(database, { max: connections, asApp: true });
const endpoints = createShopEndpoints(
  connect(database, { max: 1, asApp: false }),
  createOpener(randomBytes(32)),
  systemClock,
);
await endpoints.refresh();
const lanes = {
  async append({ shop, kind, key, sealed }: Row) {
    const [written] = await sql<{ seq: number; fresh: boolean }[]>`
      select seq, fresh from comptoir_relay.append(
        ${[shop]}::int[], ${[rowKinds[kind]]}::smallint[], ${[key.toString('hex')]}::text[],
        ${[sealed.toString('hex')]}::text[])`;
    return { shop, seq: written?.seq ?? 0, fresh: written?.fresh ?? false };
  },
};
const log = (line: string): void => void process.stderr.write(`${line}\n`);
const { port } = createReceiver(await openServer(0, systemClock), {
  ledger: createCallLog({ endpoints, lanes, pepper: randomBytes(32), clock: systemClock }),
  ...{ endpoints: endpoints.book, clock: systemClock, log },
  onAuthenticated: () => undefined,
  onRecorded: () => undefined,
  onRefused: () => undefined,
});
process.on('disconnect', () => process.exit());
process.send?.({ port });
