import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/shared/screens/base64url';
import {
  commitment,
  createOffer,
  isCommitted,
  isProven,
  offerText,
  pairByDigits,
  pairByOffer,
  parseOffer,
  proveHalf,
  type Half,
} from '../../src/shared/screens/pairing';
import { createKeyPair, type KeyPair } from '../../src/shared/screens/screen-crypto';
import { countedBytes } from '../support/screens/counted-bytes';
import { trials } from '../support/trials';

interface Side {
  readonly pair: KeyPair;
  readonly half: Half;
}

function side(seed: string): Side {
  const random = countedBytes(seed);
  const pair = createKeyPair(random);
  return { pair, half: { publicKey: toBase64url(pair.public), nonce: toBase64url(random(16)) } };
}

describe('pairing by QR', () => {
  const offer = createOffer(countedBytes('offer'));

  it('reads from the QR what was put into it, and nothing else', () => {
    expect(parseOffer(offerText(offer))).toEqual(offer);
    expect(parseOffer(offerText(offer).slice(1))).toBeNull();
    expect(parseOffer('')).toBeNull();
  });

  it('gives both sides one key and one code', () => {
    const [screen, hub] = [side('screen'), side('hub')];
    const ofScreen = pairByOffer(offer.secret, screen.pair, screen.half, hub.half);
    const ofHub = pairByOffer(offer.secret, hub.pair, screen.half, hub.half);
    expect(ofScreen).toEqual(ofHub);
    expect(ofScreen?.code).toMatch(/^\d\d$/);
  });

  it('gives a different key to a device that has not seen the QR', () => {
    const [screen, hub] = [side('screen'), side('hub')];
    const guessed = createOffer(countedBytes('a guess')).secret;
    expect(pairByOffer(guessed, screen.pair, screen.half, hub.half)?.key).not.toEqual(
      pairByOffer(offer.secret, hub.pair, screen.half, hub.half)?.key,
    );
  });

  it('distinguishes a key half made with the QR from any other', () => {
    const [screen, hub, other] = [side('screen'), side('hub'), side('other')];
    const first = proveHalf(offer.secret, screen.half);
    const answer = proveHalf(offer.secret, hub.half, screen.half);
    if (first === null || answer === null) throw new Error('both are whole halves');
    expect(isProven(offer.secret, first)).toBe(true);
    expect(isProven(offer.secret, answer, screen.half)).toBe(true);
    // In the middle, with a public key of one's own or with an answer to somebody else.
    expect(isProven(offer.secret, { ...first, publicKey: other.half.publicKey })).toBe(false);
    expect(isProven(offer.secret, answer, other.half)).toBe(false);
    expect(isProven(offer.secret, { ...first, proof: '' })).toBe(false);
    // The screen's own half, sent back to it.
    expect(isProven(offer.secret, first, screen.half)).toBe(false);
  });
});

describe('pairing by six digits', () => {
  it('shows both the same, every time', () => {
    for (let round = 0; round < trials(10, 100); round += 1) {
      const [screen, hub] = [side(`screen ${round}`), side(`hub ${round}`)];
      const seen = pairByDigits(screen.pair, screen.half, hub.half);
      expect(seen?.code).toMatch(/^\d{6}$/);
      expect(pairByDigits(hub.pair, screen.half, hub.half)).toEqual(seen);
    }
  });

  it('shows different digits at the two ends of an attacker in the middle', () => {
    let agreed = 0;
    for (let round = 0; round < trials(40, 300); round += 1) {
      const [screen, hub] = [side(`screen ${round}`), side(`hub ${round}`)];
      const [asHub, asScreen] = [side(`false hub ${round}`), side(`false screen ${round}`)];
      const atScreen = pairByDigits(screen.pair, screen.half, asHub.half);
      const atHub = pairByDigits(hub.pair, asScreen.half, hub.half);
      if (atScreen?.code === atHub?.code) agreed += 1;
    }
    expect(agreed).toBe(0);
  });

  it('binds the hub before it has seen the nonce of the screen: no other half fits what it said', () => {
    const [screen, hub, other] = [side('screen'), side('hub'), side('other')];
    const said = commitment(hub.half, screen.half.publicKey) ?? '';
    expect(isCommitted(said, hub.half, screen.half.publicKey)).toBe(true);
    expect(isCommitted(said, { ...hub.half, nonce: other.half.nonce }, screen.half.publicKey)).toBe(false);
    expect(isCommitted(said, { ...hub.half, publicKey: other.half.publicKey }, screen.half.publicKey)).toBe(
      false,
    );
    expect(isCommitted(said, hub.half, other.half.publicKey)).toBe(false);
  });

  it('refuses a half of the key that is malformed', () => {
    const [screen, hub] = [side('screen'), side('hub')];
    for (const bad of ['', 'no base64url!', toBase64url(new Uint8Array(32)), toBase64url(new Uint8Array(31))])
      expect(pairByDigits(hub.pair, { ...screen.half, publicKey: bad }, hub.half), bad).toBeNull();
  });
});
