import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where Debian keeps its newest PostgreSQL's programs; null where none is installed. */
function programsFolder(): string | null {
  const versions = '/usr/lib/postgresql';
  if (!existsSync(versions)) return null;
  const newest = readdirSync(versions).sort((one, other) => Number(other) - Number(one))[0];
  return newest === undefined ? null : join(versions, newest, 'bin');
}

const programs = programsFolder();
export const hasPostgres = programs !== null;
/** What a skipped test says, in its name. */
export const postgresRemedy = hasPostgres ? '' : ' (skipped: apt-get install postgresql)';

export interface Cluster extends AsyncDisposable {
  readonly folder: string;
  readonly port: number;
  /** Of the server's first process. */
  pid(): number;
  /** A database of its own, empty. */
  database(): Promise<string>;
  /** Rejects once it could not be started so many times. */
  start(tries?: number): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends the whole server as a power cut of the process would; it is gone once resolved. */
  kill(): Promise<void>;
  /** Runs one of PostgreSQL's programs as the server's user. */
  program(name: string, args: readonly string[]): Promise<string>;
}

/**
 * A real PostgreSQL server on a port and in a folder of its own, the folder below `within`. It refuses root, so it runs as
 * Debian's user there.
 */
export async function postgresCluster(
  settings: readonly string[] = [],
  within: string = tmpdir(),
): Promise<Cluster> {
  const { folder, cluster, data, port } = await emptyCluster(within);
  await fillEmpty(data);
  await configure(data, folder, port, settings);
  await cluster.start();
  return cluster;
}

export interface Standby extends Cluster {
  /** Takes writes from now on, in its primary's place. */
  promote(): Promise<void>;
  /** The process that receives what the primary writes. */
  receiver(): number;
}

/** A second server that follows the first one; the first knows it by `name`. */
export async function standbyOf(primary: Cluster, name: string): Promise<Standby> {
  const { folder, cluster, data, port } = await emptyCluster(tmpdir());
  const from = `host=127.0.0.1 port=${primary.port} user=relay application_name=${name}`;
  const slot = ['-C', '-S', `${name}_slot`, '-R', '-X', 'stream'];
  await cluster.program('pg_basebackup', ['-d', from, '-D', data, ...slot, '-c', 'fast', '--no-sync']);
  await configure(data, folder, port, []);
  await cluster.start();
  return {
    ...cluster,
    async promote() {
      await cluster.program('pg_ctl', ['-D', data, '-w', '-t', '20', 'promote']);
    },
    receiver() {
      const found = spawnSync('pgrep', ['-f', `postgres: walreceiver`], { encoding: 'utf8' }).stdout;
      const postmaster = cluster.pid();
      const pid = found.split('\n').find((each) => each !== '' && parentOf(Number(each)) === postmaster);
      return Number(pid);
    },
  };
}

async function emptyCluster(within: string) {
  const folder = await mkdtemp(join(within, 'comptoir-pg-'));
  await chmod(folder, 0o777);
  const data = join(folder, 'data');
  const port = await freePort();
  return { folder, data, port, cluster: clusterAt(folder, data, port) };
}

/** Making a server's files takes ten times what copying them does: the first one of a run of tests is kept for the others. */
async function fillEmpty(data: string): Promise<void> {
  const options = ['-U', 'relay', '--auth=trust', '-E', 'UTF8', '--no-sync'];
  const initdb = (folder: string): Promise<string> =>
    asServer(join(programs ?? '', 'initdb'), ['-D', folder, ...options]);
  const templates = process.env.COMPTOIR_TEMPLATES;
  if (templates === undefined) {
    await initdb(data);
    return;
  }
  const template = join(templates, `postgres-of-${process.pid}`);
  if (!existsSync(template)) await initdb(template);
  await asServer('cp', ['-a', template, data]);
}

/** What is written last holds: the copy of another server's settings goes on below it. */
async function configure(
  data: string,
  folder: string,
  port: number,
  settings: readonly string[],
): Promise<void> {
  const lines = [`port = ${port}`, `unix_socket_directories = '${folder}'`, "listen_addresses = '127.0.0.1'"];
  await asServer('sh', ['-c', `cat >> ${data}/postgresql.conf`], [...lines, ...settings, ''].join('\n'));
}

export function clusterAt(folder: string, data: string, port: number): Cluster {
  let made = 0;
  let postmaster = 0;
  const program = (name: string, args: readonly string[]): Promise<string> =>
    asServer(join(programs ?? '', name), args);
  const isAnswering = (): Promise<boolean> =>
    program('pg_isready', ['-h', '127.0.0.1', '-p', String(port)]).then(
      () => true,
      () => false,
    );
  const start = async (most = 20): Promise<void> => {
    await startWithin(most);
    const [pid = ''] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
    postmaster = Number(pid);
  };
  const startWithin = async (most: number): Promise<void> => {
    // A postmaster that was killed may look alive for a moment: its number is still taken.
    for (let tries = 1; ; tries += 1) {
      if (await isAnswering()) return;
      try {
        await program('pg_ctl', ['-D', data, '-w', '-t', '20', '-l', join(folder, 'log'), 'start']);
        return;
      } catch (error) {
        if (tries >= most) throw error;
      }
    }
  };
  const stop = async (): Promise<void> => {
    await program('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']).catch(() => ''); // it may be down already
  };
  return {
    ...{ folder, port, program, start },
    async stop() {
      await program('pg_ctl', ['-D', data, '-m', 'fast', 'stop']);
    },
    async database() {
      made += 1;
      const name = `relay${made}`;
      await program('createdb', ['-h', '127.0.0.1', '-p', String(port), '-U', 'relay', name]);
      return `postgres://relay@127.0.0.1:${port}/${name}`;
    },
    pid: () => postmaster,
    async kill() {
      const children = spawnSync('pgrep', ['-P', String(postmaster)], { encoding: 'utf8' }).stdout;
      const all = [postmaster, ...children.split('\n').filter(Boolean).map(Number)];
      for (const pid of all) killAtOnce(pid);
      for (const pid of all) while (await isRunning(pid));
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function asServer(program: string, args: readonly string[], input = ''): Promise<string> {
  const isRoot = process.getuid?.() === 0;
  const [command, before] = isRoot
    ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups']]
    : ['env', []];
  const running = run(command, [...before, program, ...args], { cwd: '/' });
  // A program without input may have ended by then: its exit code tells whether it worked.
  running.child.stdin?.on('error', () => undefined);
  running.child.stdin?.end(input);
  return (await running).stdout;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a listening TCP server's
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function killAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error; // it ended by itself
  }
}

/** One that nobody waits for stays in the list after its end, and holds nothing. */
async function isRunning(pid: number): Promise<boolean> {
  const state = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  return state !== '' && !/\) [ZX] /.test(state);
}

function parentOf(pid: number): number {
  const told = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return Number(told.trim());
}
