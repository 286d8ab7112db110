import { createHash, randomBytes } from 'node:crypto';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { createOpener, type Opener } from '../../src/core/sealing/sealed-box';
import { unpackCall, type RelayedCall } from '../../src/core/sealing/relayed-call';
import { inviteShop } from '../../src/relay/invite-shop';
import { start } from './headless-process';
import { FactProcess } from './fact-process';
import { realNow } from './real-now';

/** `comptoir relay serve`, once it is ready. */
export class RelayProcess extends FactProcess {
  url = '';

  static async ready(
    database: string,
    { port = 0, args = [], key }: { port?: number; args?: readonly string[]; key: string },
  ): Promise<RelayProcess> {
    const relay = new RelayProcess(
      start(
        [
          'relay',
          'serve',
          '--database',
          database,
          '--port',
          String(port),
          '--public-url',
          'https://relay.test',
          '--migrate',
          ...args,
        ],
        { COMPTOIR_RELAY_KEY: key },
      ),
    );
    const ready = await relay.line((line) => line.event === 'ready');
    relay.url = `http://127.0.0.1:${Number(ready.port)}`;
    return relay;
  }
}

export function relayKey(): string {
  return randomBytes(32).toString('base64');
}

export interface LogAnswer {
  readonly status: number;
  readonly head: number;
  readonly rows: readonly {
    readonly seq: number;
    readonly kind: string;
    readonly device: number | null;
    readonly key: string;
    readonly at: string;
    readonly deliveries: number;
    readonly sealed: string;
  }[];
  readonly refused: readonly { readonly reason: string; readonly count: number }[];
}

/** One shop's counter as the protocol knows it: a token, a path, a secret, and a key to open what is sealed. */
export interface TestShop {
  readonly token: string;
  readonly path: string;
  readonly secret: string;
  readonly opener: Opener;
  /** A KKiaPay call; the status of the answer, 0 where none came. */
  post(relayUrl: string, transactionId: string, secret?: string): Promise<number>;
  log(relayUrl: string, query?: Readonly<Record<string, string | number>>): Promise<LogAnswer>;
  opened(row: { readonly sealed: string }): RelayedCall | null;
}

const template: object = JSON.parse(
  kkiapayBody({ event: 'success', amountXof: 500, transactionId: 'x', at: '2026-11-23T20:00:00.000Z' }),
) as object; // a body that we make

/** What `comptoir relay invite` does, in this process: a test of its own runs the command. */
export async function invitationTo(relayUrl: string, database: string): Promise<string> {
  const { invitation } = await inviteShop({ database, publicUrl: relayUrl, shop: null, now: realNow() });
  return invitation;
}

/** Joins by a real invitation. */
export async function joinedShop(database: string, relayUrl: string): Promise<TestShop> {
  const invitation = await invitationTo(relayUrl, database);
  const token = randomBytes(32).toString('base64url');
  const secret = randomBytes(24).toString('base64url');
  const path = `/kkiapay/${randomBytes(16).toString('hex')}`;
  const opener = createOpener(randomBytes(32));
  const joined = await fetch(`${relayUrl}/v1/shops`, {
    method: 'POST',
    body: JSON.stringify({
      code: invitation.split('/i/')[1],
      tokenSha256: digestOf(token),
      sealKey: opener.publicKey.toString('base64'),
      endpoints: [
        { path: digestOf(path), provider: 'kkiapay', mode: 'live', digests: [digestOf(secret)], sealed: [] },
      ],
    }),
  });
  if (joined.status !== 201) throw new Error(`joining failed: ${joined.status} ${await joined.text()}`);
  return {
    ...{ token, path, secret, opener },
    post: (url, transactionId, shown = secret) => postAs(`${url}${path}`, shown, transactionId),
    async log(url, query = {}) {
      const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
      const answer = await fetch(`${url}/v1/log?${asked.toString()}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const told = (await answer.json()) as Partial<LogAnswer>; // checked by whoever asks
      return { head: 0, rows: [], refused: [], ...told, status: answer.status };
    },
    opened(row) {
      const plain = opener.open(Buffer.from(row.sealed, 'base64'));
      return plain === null ? null : unpackCall(plain);
    },
  };
}

/** Every row there is, page by page, as a counter reads them. */
export async function readAll(shop: TestShop, url: string): Promise<LogAnswer['rows']> {
  const all: LogAnswer['rows'][number][] = [];
  for (;;) {
    const last = all.at(-1);
    const { rows } = await shop.log(url, { after: last?.seq ?? 0, last: last?.key ?? '', limit: 500 });
    if (rows.length === 0) return all;
    all.push(...rows);
  }
}

export function idOf(call: RelayedCall | null): string {
  const body: unknown = JSON.parse(Buffer.from(call?.rawBody ?? []).toString() || '{}');
  return String((body as { transactionId?: unknown }).transactionId); // a body that we made
}

export async function postAs(url: string, secret: string, transactionId: string): Promise<number> {
  return fetch(url, {
    ...{ method: 'POST', headers: { 'x-kkiapay-secret': secret } },
    // The same announcement each time, because kkiapayBody invents new values.
    body: JSON.stringify({ ...template, transactionId }),
  }).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.status;
    },
    () => 0,
  );
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
