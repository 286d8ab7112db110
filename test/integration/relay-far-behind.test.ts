import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connect, type Sql } from '../../src/relay/store/database';
import { readLog } from '../../src/relay/store/log-reader';
import { migrate } from '../../src/relay/store/migrate';
import { clusterOfTests } from '../support/cluster-of-tests';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';

const cluster = clusterOfTests();

describe.skipIf(!hasPostgres)(`a reader that is far behind${postgresRemedy}`, () => {
  it('costs the database the rows of its page, not all that are left', async () => {
    const database = await cluster.database();
    const [owner, app] = [
      connect(database, { max: 1, asApp: false }),
      connect(database, { max: 1, asApp: true }),
    ];
    onTestFinished(() => Promise.all([owner.end(), app.end()]).then(() => undefined));
    await migrate(owner);
    await owner`insert into comptoir_relay.shop (seal_key) values (${randomBytes(65)})`;
    // More than the server knows of: it counts by itself, and later.
    await owner`
      insert into comptoir_relay.log (shop, seq, kind, key, sealed)
      select 1, n, 0, int4send(n), decode(repeat('ab', 300), 'hex') from generate_series(1, 20000) n`;
    let fetched = NaN;
    const begin = async (options: string, ask: (step: Sql) => readonly unknown[]): Promise<unknown> => {
      const answers = await app.begin(options, (step) => [
        ...(ask(step as never) as Promise<unknown>[]), // the same questions, on the same connection
        step<{ n: number }[]>`
          select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as n
          from pg_stat_xact_user_tables where relname = 'log'`,
      ]);
      fetched = Number((answers.at(-1) as readonly { readonly n: number }[])[0]?.n); // what the last question asked
      return answers;
    };
    const question = {
      after: { seq: 5_000, key: '00001388' },
      since: '1970-01-01T00:00:00.000Z',
      limit: 100,
    };
    const page = await readLog({ begin } as never, 1, question); // all that it asks of a connection
    expect(page.kind === 'rows' && page.rows.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 100 }, (_, at) => 5_001 + at),
    );
    expect(fetched).toBeLessThan(200);
  });
});
