import postgres from 'postgres';
import { within, type Clock } from '../../core/ports';

export type Sql = postgres.Sql;
/** One transaction's. */
export type Step = postgres.TransactionSql;

/** The role that everything of one shop is read as: it owns nothing, so the row-level policies hold for it. */
export const appRole = 'comptoir_relay_app';

export interface ConnectOptions {
  /** Connections at once. */
  readonly max: number;
  /** Only the role that owns nothing. */
  readonly asApp: boolean;
  /** What the server lists these connections as. */
  readonly name?: string;
  /** What the server says beside its answers: PostgreSQL's own code for it. */
  readonly onNotice?: (code: string) => void;
}

/**
 * Connections to the relay's database. Several hosts may stand in the URL: the one that takes writes is used, so that a
 * standby that was promoted is found without anybody's doing.
 */
export function connect(url: string, { max, asApp, onNotice, name = 'comptoir-relay' }: ConnectOptions): Sql {
  return postgres(url, {
    max,
    connect_timeout: 2,
    keep_alive: 30,
    // A call waits four seconds: a server that is back must be found well before.
    backoff: (tries) => Math.min(0.05 * 2 ** tries, 0.5),
    target_session_attrs: 'primary',
    connection: { application_name: name, ...(asApp && { role: appRole }) },
    onnotice: ({ code }) => onNotice?.(code ?? ''),
    // As text: a JavaScript number holds no more digits than a counter will ever need, and none is lost unseen.
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

/** Why the relay cannot do what it was asked; the sentence for it is in the catalogue. */
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

/** Rejects with `RelayFailure` where nothing answers: of several hosts, the driver asks each again and again. */
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
