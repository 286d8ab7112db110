import { isPublicKey } from '../../core/sealing/sealed-box';
import type { Handlers, Known } from '../collect/handler';
import { createMinuteLimit } from '../collect/fair-use';
import { bodyOf, Refused, subscription } from '../collect/requests';
import { subscribe, unsubscribe } from '../store/push';
import { refusalOf } from './push-network';
import { createWatch, type Watch, type WatchParts } from './watch';
import { createWebPush, type WebPushParts } from './push-sender';

const subscribingsAMinute = 10;

export interface Push {
  readonly watch: Watch;
  /** A phone's requests about pushes. */
  readonly handlers: (known: Known) => Handlers;
}

export function openPush(parts: Omit<WatchParts, 'webPush'> & WebPushParts): Push {
  const { sql, network, clock } = parts;
  const webPush = createWebPush(parts);
  const maySubscribe = createMinuteLimit(clock, subscribingsAMinute);
  return {
    watch: createWatch({ ...parts, webPush }),
    handlers: (known) => ({
      'GET /v1/push/key': () => Promise.resolve({ status: 200, json: { key: webPush.key } }),
      async 'PUT /v1/push'(request) {
        const device = await known(request, 'phone');
        maySubscribe(device.id);
        const { endpoint, keys } = await bodyOf(request, subscription);
        if (!isPublicKey(Buffer.from(keys.p256dh, 'base64url'))) throw new Refused(400, 'malformed');
        const refusal = await refusalOf(network, new URL(endpoint));
        if (refusal !== null) throw new Refused(400, refusal);
        await subscribe(sql, device.id, { endpoint, ...keys });
        return { status: 204 };
      },
      async 'DELETE /v1/push'(request) {
        const device = await known(request, 'phone');
        await unsubscribe(sql, device.id);
        return { status: 204 };
      },
    }),
  };
}
