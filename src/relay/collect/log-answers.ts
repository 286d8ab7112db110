import type { Clock } from '../../core/ports';
import type { Sql } from '../store/database';
import { countersOf, seenFrom, type ShopCounter } from '../store/counters';
import { calledAtOf, refusalsSince, type RefusedMinute } from '../store/hearing';
import { readLog, type LogPage, type LogQuestion } from '../store/log-reader';
import type { Device } from '../store/shops';
import { createSharedQuestions } from './shared-questions';

export interface LogAnswersParts {
  readonly readers: Sql;
  readonly service: Sql;
  readonly clock: Clock;
  readonly relayKey: string;
}

export interface Question extends LogQuestion {
  /** ISO instant, rounded to a minute, so that many ask the same: later refusals are returned. */
  readonly refusedSince: string;
}

interface Beside {
  readonly refused: readonly RefusedMinute[];
  readonly calledAt: string | null;
  readonly counters: readonly Omit<ShopCounter, 'isHere'>[];
}

/** What a device finds after its place in the log. */
export type Found =
  | { readonly kind: 'rows'; readonly answer: Buffer }
  | { readonly kind: 'nothing'; readonly head: number }
  | { readonly kind: 'rewound' };

/** What a shop's log holds after a place, read and encoded once for all devices at that place. */
export function createLogAnswers({ readers, service, clock, relayKey }: LogAnswersParts) {
  const shareRead = createSharedQuestions<LogPage>();
  const shareBeside = createSharedQuestions<Beside>();
  const shareFound = createSharedQuestions<Found>();
  const besideOf = (shop: number, refusedSince: string): Promise<Beside> =>
    shareBeside(`${shop} ${refusedSince}`, async () => {
      const [refused, calledAt, counters] = await Promise.all([
        refusalsSince(service, shop, refusedSince),
        calledAtOf(service, shop),
        countersOf(service, shop),
      ]);
      return { refused, calledAt, counters };
    });
  const written = async (
    { id, shop }: Device,
    { refusedSince }: Question,
    { head, rows }: Pick<LogPage & { kind: 'rows' }, 'head' | 'rows'>,
  ): Promise<Buffer> => {
    const { counters, ...beside } = await besideOf(shop, refusedSince);
    const answer = {
      head,
      now: new Date(clock.now()).toISOString(),
      relayKey,
      ...{ readsAhead: true, ...beside },
      counters: seenFrom(id, counters),
      rows: rows.map(({ sealed, ...row }) => ({ ...row, sealed: sealed.toString('base64') })),
    };
    return Buffer.from(`${JSON.stringify(answer)}\n`);
  };
  const find = async (device: Device, question: Question): Promise<Found> => {
    const { after, since, limit } = question;
    const page = await shareRead(`${device.shop} ${placeOf(question)}`, () =>
      readLog(readers, device.shop, { after, since, limit }),
    );
    if (page.kind === 'rewound') return page;
    if (page.rows.length === 0) return { kind: 'nothing', head: page.head };
    return { kind: 'rows', answer: await written(device, question, page) };
  };
  /**
   * Devices with the same name get the same answer. Each counter gets its own number, so it has its own name; phones
   * share one.
   */
  const nameOf = ({ id, kind, shop }: Device, question: Question): string =>
    `${shop} ${kind === 'counter' ? id : kind} ${placeOf(question)} ${question.refusedSince}`;
  return {
    nameOf,
    find: (device: Device, question: Question): Promise<Found> =>
      shareFound(nameOf(device, question), () => find(device, question)),
    /** The answer where nothing is after a device's place. */
    nothing: (device: Device, question: Question, head: number): Promise<Buffer> =>
      written(device, question, { head, rows: [] }),
  };
}

function placeOf({ after, since, limit }: Question): string {
  return `${after.seq} ${after.key} ${since} ${limit}`;
}
