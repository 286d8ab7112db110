import { createHash } from 'node:crypto';
import { RelayFailure, type Sql } from './database';
import { migrations } from './migrations/migrations';

/** One lock number for all relays: of two that start at once, one waits for the other. */
const lockNumber = 7_204_815;

/**
 * Updates the database to this version's schema. Rejects with `RelayFailure` where a newer version, or a person, changed
 * it.
 */
export async function migrate(sql: Sql, steps: readonly string[] = migrations): Promise<void> {
  await sql.begin(async (step) => {
    await step`select pg_advisory_xact_lock(${lockNumber})`;
    await step`create schema if not exists comptoir_relay`;
    await step`
      create table if not exists comptoir_relay.schema_version (
        n int primary key, sha256 text not null, at timestamptz not null default now())`;
  });
  for (const [at, text] of steps.entries())
    await sql.begin(async (step) => {
      await step`select pg_advisory_xact_lock(${lockNumber})`;
      const done = await step<{ n: number; sha256: string }[]>`
        select n, sha256 from comptoir_relay.schema_version order by n`;
      refuseOthers(done, steps);
      if (done.length > at) return;
      await step.unsafe(text);
      await step`insert into comptoir_relay.schema_version (n, sha256) values (${at + 1}, ${hashOf(text)})`;
    });
}

/** The schema's number. Rejects with `RelayFailure` unless it is exactly this version's. */
export async function needSchema(sql: Sql): Promise<number> {
  const [{ found } = { found: null }] = await sql<{ found: string | null }[]>`
    select to_regclass('comptoir_relay.schema_version')::text as found`;
  if (found === null) throw new RelayFailure('schema-missing');
  const done = await sql<{ n: number; sha256: string }[]>`
    select n, sha256 from comptoir_relay.schema_version order by n`;
  refuseOthers(done, migrations);
  if (done.length < migrations.length) throw new RelayFailure('schema-older');
  return done.length;
}

function refuseOthers(
  done: readonly { readonly n: number; readonly sha256: string }[],
  steps: readonly string[],
): void {
  for (const { n, sha256 } of done) {
    const text = steps[n - 1];
    if (text === undefined) throw new RelayFailure('schema-newer');
    if (hashOf(text) !== sha256) throw new RelayFailure('schema-changed');
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
