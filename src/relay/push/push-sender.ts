import { createECDH, createHash } from 'node:crypto';
import webPush from 'web-push';
import type { Clock } from '../../core/ports';
import type { PushSubscription } from '../store/push';
import { post, type PushNetwork } from './push-network';

/** The result of one push: it was accepted, its subscription is gone, or it may work later. */
export type PushOutcome = 'told' | 'gone' | 'later';

export interface WebPush {
  /** The key by which a browser recognises the relay's pushes: base64url. */
  readonly key: string;
  send(to: PushSubscription, what: object, topic: string): Promise<PushOutcome>;
}

export interface WebPushParts {
  /** 32 bytes, the same at every relay of one database. */
  readonly seed: Uint8Array;
  /** The contact that a push service may use. */
  readonly publicUrl: string;
  readonly network: PushNetwork;
  readonly clock: Clock;
}

const patienceMs = 5_000;
/** A phone that was off for longer asks by itself. */
const keptForS = 3_600;

/** Messages to phones through their browsers' makers, who cannot read them (RFC 8030, 8291, 8292). */
export function createWebPush({ seed, publicUrl, network, clock }: WebPushParts): WebPush {
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(seed);
  } catch {
    // One in four thousand million numbers is invalid for the curve: another is derived from it.
    pair.setPrivateKey(createHash('sha256').update(seed).digest());
  }
  const vapidDetails = {
    subject: publicUrl.replace(/^http:/, 'https:'),
    publicKey: pair.getPublicKey('base64url'),
    // Without leading zeros it would be too short for push services.
    privateKey: Buffer.from(pair.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url'),
  };
  return {
    key: vapidDetails.publicKey,
    async send({ endpoint, p256dh, auth }, what, topic) {
      const { headers, body } = webPush.generateRequestDetails(
        { endpoint, keys: { p256dh, auth } },
        JSON.stringify(what),
        // A sleeping phone is woken only by this urgency.
        { vapidDetails, topic, urgency: 'high', TTL: keptForS },
      );
      const patience = new AbortController();
      const cancel = clock.after(patienceMs, () => patience.abort());
      try {
        const status = await post(network, new URL(endpoint), {
          headers: plainHeaders(headers),
          body,
          signal: patience.signal,
        });
        if (status >= 200 && status < 300) return 'told';
        return status === 404 || status === 410 ? 'gone' : 'later';
      } catch {
        return 'later'; // no network, or a wrong one: the alarm is sent again while it lasts
      } finally {
        cancel();
      }
    },
  };
}

function plainHeaders(headers: object): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  );
}
