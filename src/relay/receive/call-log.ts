import { createHmac } from 'node:crypto';
import { LedgerRefusal } from '../../core/ledger/ledger';
import type { CallStore } from '../../core/receiver/receiver';
import { packCall } from '../../core/sealing/relayed-call';
import type { Clock } from '../../core/ports';
import type { AppendLanes, Written } from '../store/append-lanes';
import { createQuota } from './quota';
import type { ShopEndpoints } from './shop-endpoints';

export interface CallLogParts {
  readonly endpoints: Pick<ShopEndpoints, 'shopOf'>;
  readonly lanes: Pick<AppendLanes, 'append'>;
  readonly pepper: Buffer;
  readonly clock: Clock;
}

/** The relay's store behind the receiver: an authenticated call is sealed to its shop and committed. */
export function createCallLog({ endpoints, lanes, pepper, clock }: CallLogParts): CallStore<Written> {
  const hasRoom = createQuota(clock);
  return {
    async append({ provider, mode, headers, rawBody, event }, endpoint) {
      const shop = endpoints.shopOf(endpoint);
      const call = packCall({ provider, mode, headers, rawBody });
      if (shop === undefined || !hasRoom(shop, call.length)) throw new LedgerRefusal('overloaded');
      // The same announcement has the same key. A retry may be serialised differently, and another amount is another row.
      const announced =
        event.transactionId === null
          ? ['bytes', Buffer.from(rawBody).toString('base64')]
          : [
              'id',
              event.transactionId,
              event.status,
              event.amountXof,
              event.feesXof,
              event.account,
              event.method,
            ];
      const key = createHmac('sha256', pepper)
        .update(JSON.stringify([shop.id, provider, mode, event.event, ...announced]))
        .digest();
      return lanes.append({
        shop: shop.id,
        kind: mode,
        key,
        device: null,
        sealed: shop.sealer.seal(call),
      });
    },
  };
}
