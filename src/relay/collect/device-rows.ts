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
  /** What it is about, in hexadecimal: of two rows about the same, the first holds. */
  readonly key: string;
  /** Base64. */
  readonly sealed: string;
}

export interface WrittenRow {
  readonly seq: number;
  /** False: somebody was first, or this very row came before. */
  readonly fresh: boolean;
  /** The row that holds, where another holds. */
  readonly first?: { readonly at: string; readonly device: number | null; readonly sealed: string };
}

export interface DeviceRowsParts {
  readonly lanes: Pick<AppendLanes, 'append'>;
  readonly readers: Sql;
  readonly pepper: Buffer;
  readonly clock: Clock;
}

/** A quota apart from that of calls, so that a device that writes without end keeps no payment out. */
const quota = { perSecond: 20, burst: 400, rowsADay: 20_000 };

/**
 * Writes what a counter says into its shop's log, grouped with calls, and says of each row whether it was the first about its
 * key. A phone looks on and writes nothing. Rejects with `Refused`.
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
      // Derived so that it never equals a call's key, and that nobody can look up a payment whose number they know.
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
