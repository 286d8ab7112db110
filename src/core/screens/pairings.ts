import { toBase64url } from '../../shared/screens/base64url';
import { nonceBytes } from '../../shared/screens/frames';
import {
  commitment,
  createOffer,
  isProven,
  offerText,
  pairByDigits,
  pairByOffer,
  proveHalf,
  type Half,
  type Offer,
} from '../../shared/screens/pairing';
import type {
  DigitsAnswer,
  DigitsAsk,
  DigitsReveal,
  DigitsRevealed,
  PairAnswer,
  PairAsk,
} from '../../shared/screens/protocol';
import type { ScreenRole } from '../../shared/access/roles';
import { createKeyPair, type KeyPair, type RandomBytes } from '../../shared/screens/screen-crypto';
import type { Newcomer } from '../../shared/screens/screens-state';
import type { Clock } from '../ports';

/** The owner's choices for the next screen. */
export interface Wanted {
  readonly role: ScreenRole;
  readonly name: string;
  /** The screen that it replaces, because that one lost its key. */
  readonly instead: string | null;
  /** The code that opens it, if its role has one. */
  readonly code?: string | null;
}

/** A device that a person has accepted. */
export interface Welcomed {
  readonly id: string;
  readonly key: Uint8Array;
  readonly wanted: Wanted;
}

export type Refusal = 'gone' | 'forbidden' | 'bad';

export interface Pairings {
  /** Replaces the former offer. */
  readonly offer: (wanted: Wanted) => { readonly text: string; readonly expiresAt: number };
  readonly withdraw: () => void;
  /** A screen has read the QR. */
  readonly pair: (ask: PairAsk) => PairAnswer | Refusal;
  /** For a screen without a camera, in two steps. */
  readonly beginDigits: (ask: DigitsAsk) => DigitsAnswer | Refusal;
  readonly revealDigits: (ask: DigitsReveal) => DigitsRevealed | Refusal;
  /** A device has opened the page. */
  readonly reached: () => void;
  /** Whether a device has opened it during the present offer. */
  readonly isReached: () => boolean;
  readonly newcomers: () => readonly Newcomer[];
  readonly isWaiting: (id: string) => boolean;
  /** The key of a waiting device, which proves its next messages. */
  readonly keyOfWaiting: (id: string) => Uint8Array | null;
  /** A person says whether it is the device in their hand. Null where it is no longer waiting. */
  readonly confirm: (id: string, isIt: boolean) => Welcomed | null;
  /** A person typed what a screen shows. `closed`: that was the last try. */
  readonly confirmDigits: (digits: string) => Welcomed | 'wrong' | 'closed';
}

const offerMs = 2 * 60_000;
const mostTries = 3;
const mostWaiting = 3;
/** From the device's own description: as much as a line holds. */
const longestDevice = 40;

interface Waiting {
  readonly device: string;
  readonly way: 'offer' | 'digits';
  /** Null between the two steps of pairing by digits. */
  paired: { readonly key: Uint8Array; readonly code: string } | null;
  readonly half: Half;
  readonly pair: KeyPair;
  readonly screenPublicKey: string;
}

interface Open {
  readonly wanted: Wanted;
  readonly offer: Offer;
  readonly expiresAt: number;
  isUsed: boolean;
  isReached: boolean;
  wrongProofs: number;
  wrongDigits: number;
  readonly waiting: Map<string, Waiting>;
}

export interface PairingParts {
  readonly random: RandomBytes;
  readonly clock: Pick<Clock, 'now' | 'uptime' | 'after'>;
  /** The waiting devices changed, or the offer ended. */
  readonly onChange: () => void;
}

/** Pairs screens: only while the owner asks for one, each code once, and only after a person has confirmed. */
export function createPairings({ random, clock, onChange }: PairingParts): Pairings {
  let open: Open | null = null;
  let cancelEnd = (): void => undefined;
  const end = (): void => {
    cancelEnd();
    if (open === null) return;
    open = null;
    onChange();
  };
  /** Timers stop while the computer sleeps, so check the time. */
  const current = (): Open | null => {
    if (open !== null && clock.uptime() >= open.expiresAt) end();
    return open;
  };
  const ownHalf = (): { readonly pair: KeyPair; readonly half: Half } => {
    const pair = createKeyPair(random);
    return { pair, half: { publicKey: toBase64url(pair.public), nonce: toBase64url(random(nonceBytes)) } };
  };
  const newId = (): string => toBase64url(random(8));
  const welcome = (id: string): Welcomed | null => {
    const opened = current();
    const found = opened?.waiting.get(id);
    if (opened == null || found?.paired == null) return null;
    const { wanted } = opened;
    end();
    return { id, key: found.paired.key, wanted };
  };

  return {
    offer(wanted) {
      end();
      open = {
        wanted,
        offer: createOffer(random),
        expiresAt: clock.uptime() + offerMs,
        isUsed: false,
        isReached: false,
        wrongProofs: 0,
        wrongDigits: 0,
        waiting: new Map(),
      };
      cancelEnd = clock.after(offerMs, end);
      onChange();
      return { text: offerText(open.offer), expiresAt: clock.now() + offerMs };
    },
    withdraw: end,
    pair({ offer, device, ...screen }) {
      const opened = current();
      if (opened === null || opened.isUsed || offer !== toBase64url(opened.offer.id)) return 'gone';
      const { secret } = opened.offer;
      if (!isProven(secret, screen)) {
        opened.wrongProofs += 1;
        if (opened.wrongProofs >= mostTries) opened.isUsed = true;
        return 'forbidden';
      }
      const { pair, half } = ownHalf();
      const answer = proveHalf(secret, half, screen);
      const paired = pairByOffer(secret, pair, screen, half);
      if (answer === null || paired === null) return 'bad';
      opened.isUsed = true;
      const id = newId();
      opened.waiting.set(id, {
        device: shortened(device),
        way: 'offer',
        paired,
        half,
        pair,
        screenPublicKey: screen.publicKey,
      });
      onChange();
      return { ...answer, id };
    },
    beginDigits({ publicKey, device }) {
      const opened = current();
      if (opened === null) return 'gone';
      const byDigits = [...opened.waiting.values()].filter(({ way }) => way === 'digits');
      if (byDigits.length >= mostWaiting) return 'forbidden';
      const { pair, half } = ownHalf();
      const said = commitment(half, publicKey);
      if (said === null) return 'bad';
      const id = newId();
      opened.waiting.set(id, {
        device: shortened(device),
        way: 'digits',
        paired: null,
        half,
        pair,
        screenPublicKey: publicKey,
      });
      return { id, publicKey: half.publicKey, commitment: said };
    },
    revealDigits({ id, nonce }) {
      const found = current()?.waiting.get(id);
      // Answer only the screen's first nonce, so that digits cannot be tried by sending another.
      if (found?.way !== 'digits' || found.paired !== null) return 'gone';
      found.paired = pairByDigits(found.pair, { publicKey: found.screenPublicKey, nonce }, found.half);
      if (found.paired === null) return 'bad';
      onChange();
      return { nonce: found.half.nonce };
    },
    reached() {
      const opened = current();
      if (opened === null || opened.isReached) return;
      opened.isReached = true;
      onChange();
    },
    isReached: () => current()?.isReached ?? false,
    newcomers: () =>
      [...(current()?.waiting ?? [])].flatMap(([id, { device, way, paired }]) =>
        paired === null ? [] : [{ id, device, code: way === 'offer' ? paired.code : null }],
      ),
    isWaiting: (id) => current()?.waiting.has(id) ?? false,
    keyOfWaiting: (id) => current()?.waiting.get(id)?.paired?.key ?? null,
    confirm(id, isIt) {
      // Typed digits prove more than a yes, so no further question is needed.
      if (current()?.waiting.get(id)?.way !== 'offer') return null;
      if (isIt) return welcome(id);
      end();
      return null;
    },
    confirmDigits(digits) {
      const opened = current();
      if (opened === null) return 'closed';
      const [id] =
        [...opened.waiting].find(([, { way, paired }]) => way === 'digits' && paired?.code === digits) ?? [];
      const welcomed = id === undefined ? null : welcome(id);
      if (welcomed !== null) return welcomed;
      opened.wrongDigits += 1;
      if (opened.wrongDigits < mostTries) return 'wrong';
      end();
      return 'closed';
    },
  };
}

function shortened(text: string): string {
  return Array.from(text.replace(/[^\p{L}\p{N} .,·()/-]/gu, ''))
    .slice(0, longestDevice)
    .join('');
}
