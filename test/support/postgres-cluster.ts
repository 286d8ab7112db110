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
  /** A database of its own, empty. */
  database(): Promise<string>;
  start(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends the whole server as a power cut of the process would. */
  kill(): Promise<void>;
  /** Runs one of PostgreSQL's programs as the server's user. */
  program(name: string, args: readonly string[]): Promise<string>;
}

/** A real PostgreSQL server on a port and in a folder of its own. It refuses root, so it runs as Debian's user there. */
export async function postgresCluster(settings: readonly string[] = []): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-pg-'));
  await chmod(folder, 0o777);
  const data = join(folder, 'data');
  const port = await freePort();
  const cluster = clusterAt(folder, data, port);
  await cluster.program('initdb', ['-D', data, '-U', 'relay', '--auth=trust', '-E', 'UTF8', '--no-sync']);
  const lines = [`port = ${port}`, `unix_socket_directories = '${folder}'`, "listen_addresses = '127.0.0.1'"];
  await asServer('sh', ['-c', `cat >> ${data}/postgresql.conf`], [...lines, ...settings, ''].join('\n'));
  await cluster.start();
  return cluster;
}

export function clusterAt(folder: string, data: string, port: number): Cluster {
  let made = 0;
  const program = (name: string, args: readonly string[]): Promise<string> =>
    asServer(join(programs ?? '', name), args);
  const isAnswering = (): Promise<boolean> =>
    program('pg_isready', ['-h', '127.0.0.1', '-p', String(port)]).then(
      () => true,
      () => false,
    );
  const start = async (): Promise<void> => {
    // A postmaster that was killed may look alive for a moment: its number is still taken.
    for (let tries = 0; ; tries += 1) {
      if (await isAnswering()) return;
      try {
        await program('pg_ctl', ['-D', data, '-w', '-t', '20', '-l', join(folder, 'log'), 'start']);
        return;
      } catch (error) {
        if (tries >= 20) throw error;
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
    async kill() {
      const [pid = ''] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
      const children = spawnSync('pgrep', ['-P', pid], { encoding: 'utf8' })
        .stdout.split('\n')
        .filter(Boolean);
      for (const one of [pid, ...children]) process.kill(Number(one), 'SIGKILL');
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
  // One that needs no input may have ended by then: whether it worked is told by how it ends.
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
