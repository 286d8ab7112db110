import { within, type Clock } from '../../core/ports';
import type { AppendLanes } from '../store/append-lanes';
import type { Sql } from '../store/database';
import { sharedAnswer } from './fair-use';

export interface HealthParts {
  readonly service: Sql;
  readonly clock: Clock;
  readonly lanes: AppendLanes | null;
  /** Devices that wait for news. */
  readonly waiting: () => number;
  readonly pushes: { readonly told: number; readonly failed: number };
  /** By the uptime; null where this relay writes no beats. */
  readonly lastBeatAt: () => number | null;
}

/** Counted since the start. */
export interface Counted {
  calls: number;
  callSeconds: number;
  duplicates: number;
  refusals: number;
}

const answersWithinMs = 1_000;
const freshBeatMs = 10_000;

/** Anybody may ask both questions, so they reach the database at most this often. */
const sharedForMs = 1_000;

export interface Health {
  /** What is wrong with this relay, in a word; null where it is well. */
  readonly illness: () => Promise<string | null>;
  /** In Prometheus's text format, without addresses, numbers or names. */
  readonly metrics: () => Promise<string>;
}

export function createHealth(parts: HealthParts, counted: Counted): Health {
  const figures = sharedAnswer(parts.clock, sharedForMs, () => figuresOf(parts.service));
  return {
    illness: sharedAnswer(parts.clock, sharedForMs, () => illnessOf(parts)),
    metrics: async () => metricsOf(parts, counted, await figures()),
  };
}

async function illnessOf({ service, clock, lastBeatAt }: HealthParts): Promise<string | null> {
  const asked = service`select 1`.then(
    () => true,
    () => false,
  );
  const answers = await within(clock, answersWithinMs, asked, false);
  if (!answers) return 'database';
  const beatAt = lastBeatAt();
  return beatAt !== null && clock.uptime() - beatAt > freshBeatMs ? 'beat' : null;
}

interface Figures {
  readonly oldest: number | null;
  readonly standbys: number;
}

async function figuresOf(service: Sql): Promise<Figures> {
  const oldest = await oldestUncollectedS(service);
  const standbys = await service<{ sync_state: string }[]>`select sync_state from pg_stat_replication`;
  return { oldest, standbys: standbys.filter(({ sync_state }) => sync_state !== 'async').length };
}

function metricsOf(
  { lanes, waiting, pushes }: HealthParts,
  counted: Counted,
  { oldest, standbys }: Figures,
): string {
  const lines: readonly (readonly [name: string, kind: 'counter' | 'gauge', value: number])[] = [
    ['calls_total', 'counter', counted.calls],
    ['call_seconds_total', 'counter', counted.callSeconds],
    ['duplicates_total', 'counter', counted.duplicates],
    ['refusals_total', 'counter', counted.refusals],
    ['rows_waiting', 'gauge', lanes?.waiting() ?? 0],
    ['lanes_busy', 'gauge', lanes?.busy() ?? 0],
    ['cancelled_waits_total', 'counter', lanes?.cancelledWaits() ?? 0],
    ['pushes_total', 'counter', pushes.told],
    ['pushes_failed_total', 'counter', pushes.failed],
    ['devices_waiting', 'gauge', waiting()],
    ['oldest_uncollected_seconds', 'gauge', oldest ?? 0],
    ['synchronous_standbys', 'gauge', standbys],
  ];
  return lines
    .map(([name, kind, value]) => `# TYPE comptoir_relay_${name} ${kind}\ncomptoir_relay_${name} ${value}\n`)
    .join('');
}

/** How long the oldest call has waited that no counter of its shop has collected; null where none waits. */
export async function oldestUncollectedS(sql: Sql): Promise<number | null> {
  const [row] = await sql<{ age: number | null }[]>`
    select extract(epoch from clock_timestamp() - min(l.at))::float8 as age
    from (select shop, max(acked) as acked from comptoir_relay.device
      where revoked_at is null and kind = 'counter' group by shop) d
    join lateral (
      select at from comptoir_relay.log where shop = d.shop and seq > d.acked order by seq limit 1) l on true`;
  return row?.age ?? null;
}
