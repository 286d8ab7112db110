import type { ServerResponse } from 'node:http';
import type { Clock } from '../../core/ports';
import type { Sql } from '../store/database';
import type { Device } from '../store/shops';
import { createLogAnswers, type Question } from './log-answers';
import type { News } from './news';
import { createWaitingDevices, type Wait } from './waiting-devices';

export interface PollParts {
  readonly readers: Sql;
  readonly service: Sql;
  readonly news: Pick<News, 'wait' | 'count'>;
  readonly clock: Clock;
  readonly relayKey: string;
}

export interface Poll extends Question {
  readonly waitMs: number;
}

export interface LongPolls {
  answer(device: Device, poll: Poll, response: ServerResponse): Promise<void>;
  readonly waiting: () => number;
  /** The device was revoked: ends its wait without rows. */
  end(device: number): void;
  /** Ends all waits without rows. */
  stop(): void;
}

/** Blanks between the head and the answer: a connection that brings none for twice as long is dead. */
const beatMs = 5_000;

export function createLongPolls({ readers, service, news, clock, relayKey }: PollParts): LongPolls {
  let isStopped = false;
  const answers = createLogAnswers({ readers, service, clock, relayKey });
  const devices = createWaitingDevices(news);
  const answering = new Map<number, Set<ServerResponse>>();

  /** Enter before reading the log, so that nothing is missed. */
  const enter = (device: Device, poll: Poll): Wait =>
    devices.enter(device.shop, answers.nameOf(device, poll), async () => {
      const found = await answers.find(device, poll);
      if (found.kind === 'rows') return found.answer;
      // The next question reports it: half of this answer is already sent.
      return found.kind === 'rewound' ? answers.nothing(device, poll, poll.after.seq) : null;
    });
  /** What came, or null where nothing came in time. */
  const waited = async (wait: Wait, untilMs: number, response: ServerResponse): Promise<Buffer | null> => {
    let cancel = (): void => undefined;
    const beat = (): void => {
      const leftMs = untilMs - clock.uptime();
      if (isStopped || response.destroyed || leftMs <= 0) {
        wait.leave();
        return;
      }
      beginAnswer(response);
      response.write(' ');
      cancel = clock.after(Math.min(beatMs, leftMs), beat);
    };
    beat();
    const end = await wait.end;
    cancel();
    if (end.kind === 'failed') throw end.error;
    return end.kind === 'answer' ? end.body : null;
  };
  const answer = async (device: Device, poll: Poll, response: ServerResponse): Promise<void> => {
    const untilMs = clock.uptime() + poll.waitMs;
    const wait = enter(device, poll);
    response.once('close', wait.leave);
    try {
      const found = await answers.find(device, poll);
      if (found.kind === 'rewound') {
        response.writeHead(409, { 'content-type': 'application/json' }).end('{"error":"rewound"}\n');
        return;
      }
      const body =
        found.kind === 'rows'
          ? found.answer
          : ((await waited(wait, untilMs, response)) ?? (await answers.nothing(device, poll, found.head)));
      if (response.destroyed) return;
      beginAnswer(response);
      response.end(body);
      // The head promised keep-alive: during a stop, end the connection here, or it would stay open.
      if (isStopped) response.socket?.end();
    } finally {
      response.off('close', wait.leave);
      wait.leave();
    }
  };

  return {
    async answer(device, poll, response) {
      const others = answering.get(device.id) ?? new Set();
      answering.set(device.id, others.add(response));
      try {
        await answer(device, poll, response);
      } finally {
        others.delete(response);
        if (others.size === 0) answering.delete(device.id);
      }
    },
    waiting: devices.count,
    end(device) {
      for (const response of answering.get(device) ?? []) response.destroy();
    },
    stop() {
      isStopped = true;
      devices.endAll();
    },
  };
}

function beginAnswer(response: ServerResponse): void {
  if (!response.headersSent)
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
}
