import { systemClock } from '../core/ports';
import { oldestUncollectedS } from './collect/health';
import { connect, needDatabase, type Sql } from './store/database';
import { needSchema } from './store/migrate';

export interface RelayReport {
  readonly shops: number;
  readonly events: number;
  readonly devices: number;
  readonly schema: number;
  /** Whole seconds; null where everything was collected. */
  readonly oldestUncollectedS: number | null;
}

export interface CheckedRelay {
  readonly report: RelayReport;
  /** Shops whose log does not match their counter. */
  readonly unsound: readonly number[];
}

/** Reads what the database holds, and compares each log with its counter. */
export async function checkRelay(database: string): Promise<CheckedRelay> {
  const sql = connect(database, { max: 1, asApp: false });
  try {
    await needDatabase(sql, systemClock);
    const schema = await needSchema(sql);
    const [counts] = await sql<{ shops: number; events: number; devices: number }[]>`
      select (select count(*) from comptoir_relay.shop) as shops,
        (select coalesce(sum(deliveries), 0)::bigint from comptoir_relay.log) as events,
        (select count(*) from comptoir_relay.device where revoked_at is null) as devices`;
    const oldest = await oldestUncollectedS(sql);
    return {
      report: {
        shops: counts?.shops ?? 0,
        events: counts?.events ?? 0,
        devices: counts?.devices ?? 0,
        schema,
        oldestUncollectedS: oldest === null ? null : Math.round(oldest),
      },
      unsound: await unsoundShops(sql),
    };
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function unsoundShops(sql: Sql): Promise<readonly number[]> {
  const rows = await sql<{ id: number }[]>`
    select s.id from comptoir_relay.shop s
    left join (
      select shop, count(*) as rows, max(seq) as last from comptoir_relay.log group by shop) l on l.shop = s.id
    where s.head <> coalesce(l.last, 0) or s.head <> coalesce(l.rows, 0) order by s.id`;
  return rows.map(({ id }) => id);
}
