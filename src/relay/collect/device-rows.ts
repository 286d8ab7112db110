import { createHmac } from 'node:crypto';
import type { Clock } from '../../core/ports';
import { createQuota } from '../receive/quota';
import type { AppendLanes } from '../store/append-lanes';
import type { Sql } from '../store/database';
import { readRows } from '../store/log-reader';
import type { DeviceRowKind } from '../store/row-kinds';
import type { Device } from '../store/shops';
import { Refused } from './requests';

export interface GivenRow {
  readonly kind: DeviceRowKind;
  /** What it is about, in hexadecimal: of two rows with the same key, the first holds. */
  readonly key: string;
  /** Base64. */
  readonly sealed: string;
}

export interface WrittenRow {
  readonly seq: number;
  /** False: an equal row came before, perhaps this one. */
  readonly fresh: boolean;
  /** The row that holds, if it is another one. */
  readonly first?: { readonly at: string; readonly device: number | null; readonly sealed: string };
}

export interface DeviceRowsParts {
  readonly lanes: Pick<AppendLanes, 'append'>;
  readonly readers: Sql;
  readonly pepper: Buffer;
  readonly clock: Clock;
}

/** A quota apart from that of calls, so that a device that writes without end blocks no payment. */
const quota = { perSecond: 20, burst: 400, rowsADay: 20_000 };

/**
 * Writes a counter's rows into its shop's log, grouped with calls, and tells of each row whether it was the first with
 * its key. A phone only reads. Rejects with `Refused`.
 */
export function createDeviceRows({ lanes, readers, pepper, clock }: DeviceRowsParts) {
  const hasRoom = createQuota(clock);
  return async (device: Device, given: readonly GivenRow[]): Promise<readonly WrittenRow[]> => {
    if (device.kind !== 'counter') throw new Refused(403, 'counters-only');
    const rows = given.map(({ kind, key, sealed }) => ({
      kind,
      shop: device.shop,
      device: device.id,
      sealed: Buffer.from(sealed, 'base64'),
      // Derived so that it never equals a call's key, and that nobody can find a payment by its number.
      key: createHmac('sha256', pepper)
        .update(JSON.stringify(['device', device.shop, kind, key]))
        .digest(),
    }));
    if (!rows.every(({ sealed }) => hasRoom({ id: device.shop, ...quota }, sealed.length)))
      throw new Refused(429, 'too-many');
    const written = await Promise.all(rows.map((row) => lanes.append(row)));
    const late = written.filter(({ fresh }) => !fresh).map(({ seq }) => seq);
    const firsts = new Map(
      (late.length === 0 ? [] : await readRows(readers, device.shop, late)).map((row) => [row.seq, row]),
    );
    return written.map(({ seq, fresh }) => {
      const first = fresh ? undefined : firsts.get(seq);
      if (first === undefined) return { seq, fresh };
      const { at, sealed } = first;
      return { seq, fresh, first: { at, device: first.device, sealed: sealed.toString('base64') } };
    });
  };
}
