import { within, type Clock, type Log } from '../../core/ports';
import { connect } from './database';
import { primaryFirst } from './primary-first';

/** Pending queries over connections of one name. */
export interface Asked {
  readonly name: string;
  /** Uptime of the oldest unanswered query; null: none. */
  readonly since: () => number | null;
}

const suspectAfterMs = 2_000;
const probeMs = 6_000;

export interface LostWorkParts {
  readonly database: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Whether the database no longer knows a pending query: its computer vanished, and TCP alone would wait for a quarter of
 * an hour. It does know a commit that waits for its standby.
 */
export async function hasLostWork(asked: readonly Asked[], parts: LostWorkParts): Promise<boolean> {
  for (const { name, since } of asked) {
    const from = since();
    if (from === null || parts.clock.uptime() - from < suspectAfterMs) continue;
    if (!(await isBusyWith(name, parts)) && since() === from) return true;
  }
  return false;
}

/** True also if nothing answers: asking again would not help. */
async function isBusyWith(name: string, { database, clock, log }: LostWorkParts): Promise<boolean> {
  const sql = connect(await primaryFirst(database), { max: 1, asApp: false, name: 'comptoir-relay probe' });
  const busy = sql`
    select 1 from pg_stat_activity where application_name = ${name} and state <> 'idle' limit 1`;
  try {
    return (await within(clock, probeMs, busy, null))?.length !== 0;
  } catch (error) {
    log(`the database does not answer: ${String(error)}`);
    return true;
  } finally {
    await sql.end({ timeout: 0 });
  }
}
