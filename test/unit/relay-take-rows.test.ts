import { expect, it } from 'vitest';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import type { ReceivedEvent } from '../../src/core/ledger/ledger';
import { createTakeRows } from '../../src/core/relay/take-rows';
import { packCall } from '../../src/core/sealing/relayed-call';
import { createOpener, createSealer } from '../../src/core/sealing/sealed-box';
import { paymentAt } from '../support/window/scenes';

const at = '2026-11-23T08:00:00.000Z';
const secret = 'a secret that came under a wrong name';

it('masks secrets in each row of a page, and opens the vault once for all of them', async () => {
  const opener = createOpener(Buffer.alloc(32, 7));
  const sealer = createSealer(opener.publicKey, () => Date.parse(at));
  const rows = Array.from({ length: 50 }, (_, nth) => {
    const body = kkiapayBody({ event: 'success', amountXof: 500, at, transactionId: `paid ${nth}` });
    const headers = { 'content-type': 'application/json', 'x-note': `see ${secret}` };
    const call = packCall({ provider: 'kkiapay', mode: 'live', headers, rawBody: Buffer.from(body) });
    return {
      seq: nth + 1,
      kind: 'live',
      key: `key ${nth}`,
      at,
      sealed: sealer.seal(call).toString('base64'),
    };
  });
  const appended: ReceivedEvent[] = [];
  let opened = 0;
  const take = createTakeRows({
    ledger: {
      append(event) {
        appended.push(event);
        return Promise.resolve({ payment: paymentAt(Date.parse(at), 0), duplicate: false });
      },
      find: () => Promise.resolve(null),
    },
    openers: () => Promise.resolve([opener]),
    secrets() {
      opened += 1;
      return [secret];
    },
    isClockSuspect: () => false,
    takeKeys: () => Promise.resolve(),
    takeDeeds: () => Promise.resolve(),
    log: (line) => expect.fail(line),
  });
  const { calls, unreadable } = await take(rows, 0);
  expect([calls.length, unreadable, opened]).toEqual([50, 0, 1]);
  expect(appended.map(({ event }) => event.transactionId)).toEqual(rows.map((_, nth) => `paid ${nth}`));
  expect(new Set(appended.map(({ headers }) => headers['x-note']))).toEqual(new Set(['****']));
});
