import { randomBytes } from 'node:crypto';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { packCall } from '../../src/core/sealing/relayed-call';
import { createSealer } from '../../src/core/sealing/sealed-box';
import type { Sql } from '../../src/relay/store/database';
import { realNow } from './real-now';

const atOnce = 1_000;

/** So many payments of 500 francs, as the relay would have written them, without a provider's calls one by one. */
export async function fillRelay(sql: Sql, shop: number, rows: number): Promise<void> {
  const [stored] = await sql<{ seal_key: Buffer }[]>`
    select seal_key from comptoir_relay.shop where id = ${shop}`;
  const sealer = createSealer(stored?.seal_key ?? Buffer.alloc(0), realNow);
  const at = new Date(realNow()).toISOString();
  for (let done = 0; done < rows; done += atOnce) {
    const sealed = Array.from({ length: Math.min(atOnce, rows - done) }, (_, nth) => {
      const transactionId = `away-${done + nth}`;
      const body = kkiapayBody({ event: 'success', amountXof: 500, at, transactionId });
      const headers = { 'content-type': 'application/json', 'x-kkiapay-secret': '****' };
      return sealer.seal(
        packCall({ provider: 'kkiapay', mode: 'live', headers, rawBody: Buffer.from(body) }),
      );
    });
    await sql`
      select count(*) from comptoir_relay.append(
        ${sealed.map(() => shop)}::int[], ${sealed.map(() => 0)}::smallint[],
        ${sealed.map(() => randomBytes(32).toString('hex'))}::text[],
        ${sealed.map((each) => each.toString('hex'))}::text[])`;
  }
}
