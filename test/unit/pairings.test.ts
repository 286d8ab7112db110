import { describe, expect, it } from 'vitest';
import { createPairings } from '../../src/core/screens/pairings';
import { toBase64url } from '../../src/shared/screens/base64url';
import { offerIdBytes, parseOffer, proveHalf } from '../../src/shared/screens/pairing';
import { createKeyPair } from '../../src/shared/screens/screen-crypto';
import { fakeClock } from '../support/fake-clock';
import { countedBytes } from '../support/screens/counted-bytes';

function opened() {
  const clock = fakeClock();
  const random = countedBytes('pairings');
  const pairings = createPairings({ random, clock, onChange: () => undefined });
  const half = () => ({
    publicKey: toBase64url(createKeyPair(random).public),
    nonce: toBase64url(random(16)),
  });
  return { clock, random, pairings, half };
}
const wanted = { role: 'bell', name: 'Cuisine', instead: null } as const;

describe('an offer', () => {
  it('is over after two minutes, also where the computer slept through them', () => {
    for (const passes of ['advance', 'sleep'] as const) {
      const { clock, pairings, half } = opened();
      const offer = parseOffer(pairings.offer(wanted).text);
      if (offer === null) throw new Error('an offer that reads');
      const ask = proveHalf(offer.secret, half());
      if (ask === null) throw new Error('a half that is one');
      clock[passes](2 * 60_000);
      expect(pairings.pair({ ...ask, offer: toBase64url(offer.id), device: '' })).toBe('gone');
    }
  });

  it('is refused as gone where the device saw another one', () => {
    const { pairings, half, random } = opened();
    pairings.offer(wanted);
    const other = { id: toBase64url(random(offerIdBytes)), secret: random(16) };
    const ask = proveHalf(other.secret, half());
    if (ask === null) throw new Error('a half that is one');
    expect(pairings.pair({ ...ask, offer: other.id, device: '' })).toBe('gone');
  });

  it('lets three screens show digits, and no more', () => {
    const { pairings, half } = opened();
    pairings.offer(wanted);
    const begun = Array.from({ length: 4 }, () =>
      pairings.beginDigits({ publicKey: half().publicKey, device: 'TV' }),
    );
    expect(begun.map((one) => typeof one)).toEqual(['object', 'object', 'object', 'string']);
  });

  it('tells its nonce for one nonce of a screen’s: nobody tries until the digits fit', () => {
    const { pairings, half } = opened();
    pairings.offer(wanted);
    const begun = pairings.beginDigits({ publicKey: half().publicKey, device: 'TV' });
    if (typeof begun === 'string') throw new Error(begun);
    expect(pairings.revealDigits({ id: begun.id, nonce: half().nonce })).toHaveProperty('nonce');
    expect(pairings.revealDigits({ id: begun.id, nonce: half().nonce })).toBe('gone');
  });

  it('by digits is not accepted by a yes alone', () => {
    const { pairings, half } = opened();
    pairings.offer(wanted);
    const begun = pairings.beginDigits({ publicKey: half().publicKey, device: 'TV' });
    if (typeof begun === 'string') throw new Error(begun);
    pairings.revealDigits({ id: begun.id, nonce: half().nonce });
    expect(pairings.confirm(begun.id, true)).toBeNull();
  });
});
