import { fileURLToPath } from 'node:url';
import { systemClock } from '../core/ports';
import type * as Relay from '../relay/relay';
import { relayTexts } from '../shared/texts/relay-texts';
import { CommandFailure, inTerminal } from './failure';
import { oneOf, readOptions, required, UsageError, wholeNumber } from './options';
import { stopAsked } from './stop-asked';

const databaseOption = { database: { type: 'string' } } as const;

/** The relay is a separate bundle, loaded only when needed. */
export async function relay([name = '', ...args]: string[]): Promise<number> {
  const commands: Readonly<Record<string, (program: typeof Relay) => Promise<number>>> = {
    serve: (program) => serve(program, args),
    invite: (program) => invite(program, args),
    check: (program) => check(program, args),
  };
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new UsageError('relay wants one of serve, invite, check');
  const program = await import('../relay/relay');
  process.on('unhandledRejection', survive);
  return command(program).catch((error: unknown) => {
    if (error instanceof program.RelayFailure)
      throw new CommandFailure(inTerminal(relayTexts).faults[error.fault]);
    throw error;
  });
}

/**
 * The database's driver asks each new connection for its types, and handles no error where the server ends at that moment
 * (postgres 3.4.9, `fetchArrayTypes`): the whole relay would end with it. The queries that wait for that connection fail
 * by themselves.
 */
function survive(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // A lost connection, one closed by the driver, or the server's own message as it stops and starts.
  if (!/^(E(CONN\w+|PIPE|TIMEDOUT)|CONNECTION_\w+|CONNECT_TIMEOUT|57P0\d|08\w{3})$/.test(code)) throw error;
}

async function serve({ serveRelay }: typeof Relay, args: string[]): Promise<number> {
  const options = readOptions(args, {
    ...databaseOption,
    port: { type: 'string' },
    'public-url': { type: 'string' },
    migrate: { type: 'boolean' },
    role: { type: 'string' },
  });
  const port = wholeNumber('port', required('port', options.port), { min: 0, max: 65_535 }) ?? 0;
  await serveRelay({
    database: databaseOf(options.database),
    port,
    publicUrl: required('public-url', options['public-url']),
    migrates: options.migrate === true,
    role: oneOf('role', options.role, ['receive', 'serve', 'both']) ?? 'both',
    environment: process.env,
    stopAsked: stopAsked(),
    phonePageDir: fileURLToPath(new URL('../phone', import.meta.url)),
    log: (line) => void process.stderr.write(`${new Date(systemClock.now()).toISOString()} ${line}\n`),
    onReady: (ready) => void process.stdout.write(`${JSON.stringify({ event: 'ready', ...ready })}\n`),
  });
  // Exit explicitly: a connection to a silent database would keep the process alive.
  return process.exit(0);
}

async function invite({ inviteShop }: typeof Relay, args: string[]): Promise<number> {
  const options = readOptions(args, {
    ...databaseOption,
    'public-url': { type: 'string' },
    shop: { type: 'string' },
  });
  const invitation = await inviteShop({
    database: databaseOf(options.database),
    publicUrl: required('public-url', options['public-url']),
    shop: options.shop ?? null,
    now: systemClock.now(),
  });
  process.stdout.write(`${JSON.stringify(invitation)}\n`);
  return 0;
}

async function check({ checkRelay }: typeof Relay, args: string[]): Promise<number> {
  const options = readOptions(args, { ...databaseOption, json: { type: 'boolean' } });
  const { report, unsound } = await checkRelay(databaseOf(options.database));
  if (unsound.length > 0) process.stderr.write(`${inTerminal(relayTexts).unsound(unsound.join(', '))}\n`);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return unsound.length === 0 ? 0 : 1;
}

function databaseOf(value: string | undefined): string {
  const database = required('database', value);
  if (!/^postgres(ql)?:\/\//.test(database)) throw new UsageError('--database wants postgres://…');
  return database;
}
