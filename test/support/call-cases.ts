import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../cases');

/** Calls as providers make them, with details of our own. */
export type CallCase =
  | 'fedapay-gnf'
  | 'fedapay-transferred'
  | 'fedapay-expired'
  | 'fedapay-paid-phone'
  | 'kkiapay-latin1'
  | 'kkiapay-wrapped'
  | 'kkiapay-currency';

export const fedapaySecret = 'wh_live_Zq7kP2vXw9LmN4tRb8sYc3dF';

/** FedaPay's own names of the ways to pay. */
export const fedapayModes: readonly string[] = JSON.parse(
  readFileSync(join(folder, 'fedapay-modes.json'), 'utf8'),
) as string[]; // our own file

/** The body of a case, byte by byte, paid at this instant: one in the future would be odd for its time. */
export function caseBody(name: CallCase, paidAt: string): Buffer {
  const text = readFileSync(join(folder, `${name}.json`), 'latin1');
  return Buffer.from(text.replaceAll(/2026-11-28T00:0\d:\d\d\.\d{3}Z/g, paidAt), 'latin1');
}

/** A transaction of FedaPay that was approved, paid in this mode. */
export function approvedIn(mode: string, id: number, paidAt: string): Buffer {
  const { entity, ...rest } = JSON.parse(caseBody('fedapay-transferred', paidAt).toString()) as {
    entity: object; // our own file
  };
  return Buffer.from(JSON.stringify({ ...rest, entity: { ...entity, id, mode, status: 'approved' } }));
}

export function fedapaySignature(body: Uint8Array, atMs: number): string {
  const time = Math.floor(atMs / 1000);
  const signed = createHmac('sha256', fedapaySecret).update(`${time}.`).update(body);
  return `t=${time},s=${signed.digest('hex')}`;
}
