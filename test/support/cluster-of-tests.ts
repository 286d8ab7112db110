import { afterAll, beforeAll } from 'vitest';
import { hasPostgres, postgresCluster, type Cluster } from './postgres-cluster';

/** One server for all tests of a file, from before the first one until after the last; none where there is no PostgreSQL. */
export function clusterOfTests(): Omit<Cluster, keyof AsyncDisposable> {
  let open: Cluster | null = null;
  const running = (): Cluster => {
    if (open === null) throw new Error('the server runs during tests only');
    return open;
  };
  beforeAll(async () => {
    if (hasPostgres) open = await postgresCluster();
  }, 60_000);
  afterAll(async () => {
    await open?.[Symbol.asyncDispose]();
  });
  return {
    get folder() {
      return running().folder;
    },
    get port() {
      return running().port;
    },
    pid: () => running().pid(),
    database: () => running().database(),
    start: () => running().start(),
    stop: () => running().stop(),
    kill: () => running().kill(),
    program: (name, args) => running().program(name, args),
  };
}
