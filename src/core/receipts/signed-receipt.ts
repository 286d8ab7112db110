import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { ReceiptFacts } from '../../shared/payment/receipt';

/** The parts of a receipt's QR; whether they are true is checked elsewhere. */
export interface ReceiptPayload {
  readonly facts: ReceiptFacts;
  /** The signing counter's key: 32 bytes in base64url. */
  readonly publicKey: string;
  /** The bytes that were signed. */
  readonly signed: string;
  readonly signature: string;
}

const name = 'COMPTOIR1';
/** Each fact has exactly one spelling: no sign, no leading zero, whole seconds. */
const shape =
  /^(COMPTOIR1\.([A-Za-z0-9_-]{43})\.(\d{8}-[0-9a-z]{1,11})\.(0|[1-9]\d{0,14})\.([1-9]\d{0,10})\.([LS]))\.([A-Za-z0-9_-]{86})$/;
/** The DER prefix of the 32 bytes of an Ed25519 key (RFC 8410). */
const privateDer = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicDer = Buffer.from('302a300506032b6570032100', 'hex');

/** A key pair from the keyring's 32 bytes. */
export function privateKeyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([privateDer, seed]), format: 'der', type: 'pkcs8' });
}

/** The public half: 32 bytes in base64url. */
export function publicKeyOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey)
    .export({ format: 'der', type: 'spki' })
    .subarray(publicDer.length)
    .toString('base64url');
}

/** A key in a form that people can compare. */
export function keyWords(publicKey: string): string {
  const digest = createHash('sha256').update(publicKey).digest('hex').toUpperCase();
  return (digest.slice(0, 12).match(/../g) ?? []).join('-');
}

/** Everything a QR needs so that any copy of the program can check it offline: about 180 characters. */
export function signedReceipt(facts: ReceiptFacts, privateKey: KeyObject): string {
  const signed = signedText(facts, publicKeyOf(privateKey));
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}

/** The facts in the one form in which they are signed. */
export function signedText({ paymentId, amountXof, at, mode }: ReceiptFacts, publicKey: string): string {
  const seconds = Math.floor(Date.parse(at) / 1_000);
  return [name, publicKey, paymentId, amountXof, seconds, mode === 'live' ? 'L' : 'S'].join('.');
}

/** Null where it is no receipt's QR. */
export function parseReceipt(text: string): ReceiptPayload | null {
  const [, signed, publicKey, paymentId, amount, seconds, mode, signature] = shape.exec(text) ?? [];
  if (signed === undefined || publicKey === undefined || paymentId === undefined || signature === undefined)
    return null;
  const facts: ReceiptFacts = {
    paymentId,
    amountXof: Number(amount),
    at: new Date(Number(seconds) * 1_000).toISOString(),
    mode: mode === 'L' ? 'live' : 'sandbox',
  };
  return { facts, publicKey, signed, signature };
}

/** Whether the key that it names signed exactly this. */
export function isSigned({ publicKey, signed, signature }: ReceiptPayload): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.concat([publicDer, Buffer.from(publicKey, 'base64url')]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, Buffer.from(signed), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false; // 32 bytes that are no key
  }
}
