import { toBase64url } from '../../src/shared/screens/base64url';
import { nonceBytes } from '../../src/shared/screens/frames';
import {
  isCommitted,
  isProven,
  pairByDigits,
  pairByOffer,
  parseOffer,
  proveHalf,
} from '../../src/shared/screens/pairing';
import { doorPaths } from '../../src/shared/screens/protocol';
import { createKeyPair, type RandomBytes } from '../../src/shared/screens/screen-crypto';
import type { DeviceKey } from './device-key';
import { textsIn, type Post } from './post';

/** `code`: what a person at the counter compares, or types there. */
export type PairingOutcome =
  | { readonly kind: 'paired'; readonly device: DeviceKey; readonly code: string }
  | { readonly kind: 'gone' | 'silent' | 'tampered' };

export interface Pairing {
  /** Pairs with the content of the QR. */
  byOffer(text: string): Promise<PairingOutcome>;
  byDigits(): Promise<PairingOutcome>;
}

/** The screen's side of pairing. */
export function createPairing(post: Post, random: RandomBytes, device: string): Pairing {
  const ownHalf = () => {
    const pair = createKeyPair(random);
    return { pair, half: { publicKey: toBase64url(pair.public), nonce: toBase64url(random(nonceBytes)) } };
  };
  return {
    async byOffer(text) {
      const offer = parseOffer(text);
      if (offer === null) return { kind: 'gone' };
      const { pair, half } = ownHalf();
      const ask = proveHalf(offer.secret, half);
      const answered = await post(doorPaths.pair, { ...ask, offer: toBase64url(offer.id), device });
      if (answered.kind === 'silent') return { kind: 'silent' };
      if (answered.status !== 200) return { kind: 'gone' };
      const hub = textsIn(answered.body, 'id', 'publicKey', 'nonce', 'proof');
      if (hub === null) return { kind: 'tampered' };
      const paired = isProven(offer.secret, hub, half) ? pairByOffer(offer.secret, pair, half, hub) : null;
      if (paired === null) return { kind: 'tampered' };
      return { kind: 'paired', device: { id: hub.id, key: paired.key, addresses: [] }, code: paired.code };
    },
    async byDigits() {
      const { pair, half } = ownHalf();
      const first = await post(doorPaths.digits, { publicKey: half.publicKey, device });
      if (first.kind === 'silent') return { kind: 'silent' };
      if (first.status !== 200) return { kind: 'gone' };
      const said = textsIn(first.body, 'id', 'publicKey', 'commitment');
      if (said === null) return { kind: 'tampered' };
      const { id, publicKey, commitment } = said;
      const second = await post(doorPaths.digits, { id, nonce: half.nonce });
      if (second.kind === 'silent') return { kind: 'silent' };
      if (second.status !== 200) return { kind: 'gone' };
      const revealed = textsIn(second.body, 'nonce');
      if (revealed === null) return { kind: 'tampered' };
      const hub = { publicKey, nonce: revealed.nonce };
      const paired = isCommitted(commitment, hub, half.publicKey) ? pairByDigits(pair, half, hub) : null;
      if (paired === null) return { kind: 'tampered' };
      return { kind: 'paired', device: { id, key: paired.key, addresses: [] }, code: paired.code };
    },
  };
}
