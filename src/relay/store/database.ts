import postgres from 'postgres';
import { within, type Clock } from '../../core/ports';

export type Sql = postgres.Sql;
/** The queries of one transaction. */
export type Step = postgres.TransactionSql;

/** The role for everything of one shop: it owns nothing, so row-level policies apply to it. */
export const appRole = 'comptoir_relay_app';

export interface ConnectOptions {
  /** Connections at once. */
  readonly max: number;
  /** Only the role that owns nothing. */
  readonly asApp: boolean;
  /** The name of these connections in the server's list. */
  readonly name?: string;
  /** Gets PostgreSQL's codes of its notices. */
  readonly onNotice?: (code: string) => void;
}

/**
 * Connections to the relay's database. The URL may name several hosts: the one that accepts writes is used, so that a
 * promoted standby is found automatically.
 */
export function connect(url: string, { max, asApp, onNotice, name = 'comptoir-relay' }: ConnectOptions): Sql {
  return postgres(url, {
    max,
    connect_timeout: 2,
    keep_alive: 30,
    // A call waits four seconds: a returning server must be found well before.
    backoff: (tries) => Math.min(0.05 * 2 ** tries, 0.5),
    target_session_attrs: 'primary',
    connection: { application_name: name, ...(asApp && { role: appRole }) },
    onnotice: ({ code }) => onNotice?.(code ?? ''),
    // As text, because a JavaScript number could silently lose digits.
    types: {
      bigint: {
        to: 20,
        from: [20],
        serialize: (value: number) => String(value),
        parse: Number,
      },
    },
  }) as Sql; // the one type that is added replaces one that is there
}

/** Why the relay cannot do what was asked; the sentences are in the catalogue. */
export type RelayFault =
  | 'database-unreachable'
  | 'schema-missing'
  | 'schema-older'
  | 'schema-newer'
  | 'schema-changed'
  | 'key-unreadable'
  | 'public-url-malformed';

export class RelayFailure extends Error {
  readonly fault: RelayFault;
  constructor(fault: RelayFault, options?: ErrorOptions) {
    super(fault, options);
    this.fault = fault;
  }
}

const answersWithinMs = 15_000;

/** Rejects with `RelayFailure` where nothing answers: with several hosts, the driver would retry without end. */
export async function needDatabase(sql: Sql, clock: Clock): Promise<void> {
  const answer = await within(
    clock,
    answersWithinMs,
    sql`select 1`.catch((error: unknown) => {
      throw new RelayFailure('database-unreachable', { cause: error });
    }),
    null,
  );
  if (answer === null) throw new RelayFailure('database-unreachable');
}
