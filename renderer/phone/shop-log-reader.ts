import { readPage, withPage } from '../../src/shared/phones/read-page';
import type { KeptPayment } from '../../src/shared/phones/read-row';
import { heardFrom, monthsKept, readSince, toldOf, type ShopLink } from '../../src/shared/phones/told-shop';
import { withBundle } from './come-in';
import type { KeptShop, PhoneKeep } from './keep';
import { createRowOpener } from './open-sealed';
import { RelayRefusal, type PhoneView, type RelayPage, type RelayQuestions } from './relay-questions';

export interface ShopLogReaderParts {
  readonly relay: RelayQuestions;
  readonly keep: PhoneKeep;
  /** The device's clock, ms: used only until the relay has told its own. */
  readonly now: () => number;
  readonly onShop: (shop: KeptShop) => void;
  readonly onPayments: (payments: readonly KeptPayment[]) => void;
  readonly onLink: (link: ShopLink) => void;
  /** The counter removed this phone: everything about the shop is deleted here. */
  readonly onRemoved: () => void;
}

export interface ShopLogReader {
  /** Asks at once: the page is in front again, or the network is back. */
  wake(): void;
  stop(): Promise<void>;
}

const waitS = 25;
const firstPauseMs = 1_000;
const longestPauseMs = 20_000;

/** Reads one shop's log while the page is in front, and stores what it read before it asks for more. */
export function createShopLogReader(
  start: KeptShop,
  known: readonly KeptPayment[],
  parts: ShopLogReaderParts,
): ShopLogReader {
  const { relay, keep } = parts;
  const stopping = new AbortController();
  let shop = start;
  let payments = known;
  let asking = new AbortController();
  let wakeUp = (): void => undefined;
  let pauseMs = firstPauseMs;
  let isUp = false;

  const isGoing = (): boolean => !stopping.signal.aborted;
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, pauseMs * (0.5 + Math.random() / 2));
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const become = (next: KeptShop): void => {
    shop = next;
    parts.onShop(next);
  };
  /** The counter gave the shop a new key, to which following rows are sealed. */
  const renewKeys = async ({ bundle }: PhoneView): Promise<void> => {
    if (bundle === null || bundle === shop.bundle) return;
    const next = await withBundle(shop, bundle);
    if (next !== null) become({ ...shop, ...next });
  };
  const take = async (page: RelayPage, view: PhoneView): Promise<void> => {
    const read = await readPage(page.rows, payments, shop, createRowOpener(shop.keys));
    const gaps = await relay.heard(shop.token, heardFrom(shop.card, page, view), page.now);
    const last = page.rows.at(-1);
    const next: KeptShop = {
      ...shop,
      cursor: last === undefined ? shop.cursor : { seq: last.seq, key: last.key },
      told: toldOf(page, view, { gaps, shut: (shop.told?.shut ?? 0) + read.shut }),
    };
    await keep.save(next, read.changed);
    become(next);
    if (read.changed.length === 0) return;
    payments = withPage(payments, read);
    parts.onPayments(payments);
  };
  const askOnce = async (): Promise<void> => {
    asking = new AbortController();
    const view = await relay.view(shop.token);
    await renewKeys(view);
    const { seq, key } = shop.cursor;
    const nowMs = shop.told === null ? parts.now() : Date.parse(shop.told.at);
    const question = {
      after: seq,
      last: key,
      wait: isUp ? waitS : 0,
      since: readSince(shop.card, nowMs, monthsKept),
    };
    const page = await relay.log(shop.token, question, asking.signal);
    // A waiting request returned at once with the payment: there may be newer keys than before.
    const latest = page.rows.length === 0 ? view : await relay.view(shop.token);
    await renewKeys(latest);
    await take(page, latest);
    isUp = page.rows.length === 0 || page.head <= (page.rows.at(-1)?.seq ?? 0);
    pauseMs = firstPauseMs;
    if (isUp) parts.onLink('up');
  };
  const again = async (): Promise<void> => {
    await keep.dropPayments(shop.shop, null);
    payments = [];
    become({ ...shop, cursor: { seq: 0, key: '' } });
    parts.onPayments(payments);
  };
  const failed = async (error: unknown): Promise<void> => {
    isUp = false;
    const status = error instanceof RelayRefusal ? error.status : null;
    if (status === 401) {
      await keep.forget(shop.shop);
      stopping.abort();
      parts.onRemoved();
    } else if (status === 409) await again();
    else if (!asking.signal.aborted) {
      parts.onLink('lost');
      await pause();
    }
  };
  const run = async (): Promise<void> => {
    while (isGoing())
      try {
        await askOnce();
      } catch (error) {
        // Ask again: it may have been stopped meanwhile.
        if (isGoing()) await failed(error);
      }
  };
  parts.onLink('connecting');
  const running = run();
  return {
    wake() {
      pauseMs = firstPauseMs;
      wakeUp();
      asking.abort();
    },
    async stop() {
      stopping.abort();
      asking.abort();
      wakeUp();
      await running;
    },
  };
}
