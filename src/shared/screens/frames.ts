import { fromBase64url, toBase64url } from './base64url';
import { deriveKey, isSame, macOf, encryptMessage, decryptMessage } from './screen-crypto';

/** One encrypted message: its number, and the cipher in base64url. */
export type Frame = string;

export const nonceBytes = 16;

/** The keys that both ends derive from a device's key, anew for each load of the page. Old recordings do not fit them. */
export interface SessionKeys {
  readonly toHub: Uint8Array;
  readonly replies: Uint8Array;
  readonly events: Uint8Array;
}

export function sessionKeys(deviceKey: Uint8Array, ofDevice: Uint8Array, ofHub: Uint8Array): SessionKeys {
  const key = (label: string): Uint8Array => deriveKey(label, deviceKey, ofDevice, ofHub);
  return { toHub: key('to hub'), replies: key('replies'), events: key('events') };
}

/** Proves to the hub that the device holds its key. */
export function helloProof(deviceKey: Uint8Array, ofDevice: Uint8Array): string {
  return toBase64url(macOf(deviceKey, 'hello', ofDevice));
}

/** Proves to the device that the hub holds its key and answers this hello. */
export function welcomeProof(
  deviceKey: Uint8Array,
  ofDevice: Uint8Array,
  ofHub: Uint8Array,
  sid: string,
): string {
  return toBase64url(macOf(deviceKey, `welcome ${sid}`, ofDevice, ofHub));
}

/**
 * Proves that the device's own hub answers at an address: `at` is the address asked, "192.168.1.10:4280". An attacker who
 * forwards the question to the hub gets a proof for the hub's address, not for his own.
 */
export function whoProof(deviceKey: Uint8Array, challenge: Uint8Array, at: string): string {
  return toBase64url(macOf(deviceKey, `who at ${at}`, challenge));
}

export function isProof(given: string, expected: string): boolean {
  const [a, b] = [fromBase64url(given), fromBase64url(expected)];
  return a !== null && b !== null && isSame(a, b);
}

export interface EncryptedFrame {
  readonly number: number;
  readonly frame: Frame;
}

/** Numbers from 1 on. */
export function createEncryptor(key: Uint8Array): (encoded: Uint8Array) => EncryptedFrame {
  let number = 0;
  return (encoded) => {
    number += 1;
    return { number, frame: `${number}.${toBase64url(encryptMessage(key, number, encoded))}` };
  };
}

export type Opened =
  /** `missed`: how many numbers before it never came. */
  | { readonly kind: 'opened'; readonly number: number; readonly missed: number; readonly message: unknown }
  /** This number, or a later one, was opened before. */
  | { readonly kind: 'stale' }
  /** Not encrypted with this key. */
  | { readonly kind: 'altered' };

/** Accepts each number once and in order, so a recorded frame that is sent again is refused. */
export function createDecryptor(key: Uint8Array): (frame: Frame) => Opened {
  let last = 0;
  return (frame) => {
    const [, digits = '', text = ''] = /^(\d{1,15})\.([\w-]+)$/.exec(frame) ?? [];
    const number = Number(digits);
    const cipher = fromBase64url(text);
    if (digits === '' || cipher === null) return { kind: 'altered' };
    if (number <= last) return { kind: 'stale' };
    const message = decryptMessage(key, number, cipher);
    if (message === undefined) return { kind: 'altered' };
    const missed = number - last - 1;
    last = number;
    return { kind: 'opened', number, missed, message };
  };
}
