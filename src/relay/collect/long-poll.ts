import type { ServerResponse } from 'node:http';
import type { Clock } from '../../core/ports';
import type { Sql } from '../store/database';
import { calledAtOf, refusalsSince } from '../store/hearing';
import { readLog, type Cursor, type LogPage } from '../store/log-reader';
import type { Device } from '../store/shops';
import type { News } from './news';

export interface PollParts {
  readonly readers: Sql;
  readonly service: Sql;
  readonly news: News;
  readonly clock: Clock;
  readonly relayKey: string;
}

export interface Poll {
  readonly after: Cursor;
  readonly limit: number;
  readonly waitMs: number;
  /** ISO instant: refusals of minutes behind it are told. */
  readonly refusedSince: string;
}

export interface LongPolls {
  answer(device: Device, poll: Poll, response: ServerResponse): Promise<void>;
  /** Ends those that wait, with nothing. */
  stop(): void;
}

/** Blanks between the head and the answer: a line that carries none for twice as long is dead, whatever it looks like. */
const beatMs = 5_000;

export function createLongPolls({ readers, service, news, clock, relayKey }: PollParts): LongPolls {
  let isStopped = false;
  const ends = new Set<() => void>();
  /** Devices of one shop that stand at the same place read once. */
  const reading = new Map<string, Promise<LogPage>>();
  const read = (shop: number, { after, limit }: Poll): Promise<LogPage> => {
    const name = `${shop} ${after.seq} ${after.key} ${limit} ${news.count(shop)}`;
    const known = reading.get(name);
    if (known !== undefined) return known;
    const page = readLog(readers, shop, after, limit).finally(() => reading.delete(name));
    reading.set(name, page);
    return page;
  };
  /** Ends when there is news of the shop, the time is over, or nobody is there any more. Begun before a read, it misses nothing. */
  const newsOf = (shop: number, untilMs: number, response: ServerResponse) => {
    let leave = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      leave = () => {
        cancelNews();
        cancelTimer();
        ends.delete(leave);
        response.off('close', leave);
        resolve();
      };
      const cancelNews = news.wait(shop, leave);
      const cancelTimer = clock.after(Math.max(0, Math.min(beatMs, untilMs - clock.uptime())), leave);
      ends.add(leave);
      response.once('close', leave);
    });
    return { over, leave };
  };

  /** The first page that holds something, or the one at the end of the time. */
  const firstPage = async (
    shop: number,
    poll: Poll,
    response: ServerResponse,
    onEmpty: () => void,
  ): Promise<LogPage> => {
    const untilMs = clock.uptime() + poll.waitMs;
    for (;;) {
      const coming = newsOf(shop, untilMs, response);
      try {
        const page = await read(shop, poll);
        const isOver = isStopped || response.destroyed || clock.uptime() >= untilMs;
        if (page.kind === 'rewound' || page.rows.length > 0 || isOver) return page;
        onEmpty();
        await coming.over;
      } finally {
        coming.leave();
      }
    }
  };

  return {
    async answer(device, poll, response) {
      const begin = (): void => {
        if (!response.headersSent)
          response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
        response.write(' ');
      };
      const page = await firstPage(device.shop, poll, response, begin);
      if (response.destroyed) return;
      if (page.kind === 'rewound' && !response.headersSent) {
        response.writeHead(409, { 'content-type': 'application/json' }).end('{"error":"rewound"}\n');
        return;
      }
      begin();
      // Rewound while it waited: the next question hears of it.
      const { head, rows } = page.kind === 'rows' ? page : { head: poll.after.seq, rows: [] };
      const refused = await refusalsSince(service, device.shop, poll.refusedSince);
      const calledAt = await calledAtOf(service, device.shop);
      const told = rows.map(({ sealed, ...row }) => ({ ...row, sealed: sealed.toString('base64') }));
      const now = new Date(clock.now()).toISOString();
      response.end(`${JSON.stringify({ head, now, relayKey, calledAt, rows: told, refused })}\n`);
      // Its head promised to stay: nobody would close it before its time is over.
      if (isStopped) response.socket?.end();
    },
    stop() {
      isStopped = true;
      for (const end of [...ends]) end();
    },
  };
}
