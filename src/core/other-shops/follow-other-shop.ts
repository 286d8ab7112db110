import { readPage, withPage } from '../../shared/phones/read-page';
import type { KeptPayment, RowOpener } from '../../shared/phones/read-row';
import { firstDayKept, heardFrom, readSince, toldOf, type ShopLink } from '../../shared/phones/told-shop';
import { bodyTextOf } from '../body-text';
import type { Clock, Log } from '../ports';
import { createPauses } from '../relay/pauses';
import { createRelayClient, RelayRefusal, type PhoneView, type RelayPage } from '../relay/relay-client';
import { createOpener, opened } from '../sealing/sealed-box';
import { withBundle } from './come-in';
import { nothingKnown, type KnownShop } from './known-file';
import type { ShopKeys } from './shop-keys';

export interface FollowedShop {
  readonly keys: ShopKeys;
  readonly known: KnownShop;
  readonly link: ShopLink;
}

export interface FollowParts {
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly log: Log;
  /** Whether the screen with the shops is open. */
  readonly isWanted: () => boolean;
  /** The counter gave the shop a new key. */
  readonly onKeys: (keys: ShopKeys) => Promise<void>;
  /** The counter removed this computer. */
  readonly onGone: () => Promise<void>;
  /** The screen is closed, and the last answer was read. */
  readonly onRest: () => void;
}

export interface ShopFollower {
  readonly current: () => FollowedShop;
  /** The screen is open. */
  wake(): void;
  stop(): Promise<void>;
}

/** How long the relay waits for news, in seconds: what it says of the counter may be this old. */
const waitS = 15;
/** A month of a shop with seven hundred payments a day: some twenty megabytes. */
const mostKept = 20_000;

/** Reads another shop's log: once at the start, and then while the screen with the shops is open. */
export function followOtherShop(keys: ShopKeys, known: KnownShop, parts: FollowParts): ShopFollower {
  const { clock, log } = parts;
  const stopping = new AbortController();
  const client = createRelayClient({ origin: keys.origin, token: keys.token, fetch: parts.fetch, clock });
  let shop: FollowedShop = { keys, known, link: 'connecting' };
  let isUp = false;
  let isStart = true;
  let rested: (() => void) | null = null;
  const pauses = createPauses(clock, () => 1);

  const isGoing = (): boolean => !stopping.signal.aborted;
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      isUp = false;
      pauses.shorten();
      rested = resolve;
      parts.onRest();
    });
  const renewKeys = async ({ bundle }: PhoneView): Promise<void> => {
    if (bundle === null || bundle === shop.keys.bundle) return;
    const next = withBundle(shop.keys, bundle);
    if (next === null) return;
    shop = { ...shop, keys: next };
    await parts.onKeys(next);
  };
  const take = async (page: RelayPage, view: PhoneView): Promise<void> => {
    const read = await readPage(page.rows, shop.known.payments, shop.keys, rowOpener(shop.keys));
    const { gaps } = await client.heardBetween(
      heardFrom(shop.keys.card, page, view),
      page.now,
      stopping.signal,
    );
    const last = page.rows.at(-1);
    const shut = (shop.known.told?.shut ?? 0) + read.shut;
    shop = {
      ...shop,
      known: {
        ...kept(withPage(shop.known.payments, read), shop, clock.now()),
        cursor: last === undefined ? shop.known.cursor : { seq: last.seq, key: last.key },
        told: toldOf(page, view, { gaps, shut }),
      },
    };
  };
  const askOnce = async (): Promise<void> => {
    const view = await client.phoneView(stopping.signal);
    await renewKeys(view);
    const { seq, key } = shop.known.cursor;
    const question = {
      after: `${seq}`,
      last: key,
      wait: `${isUp && parts.isWanted() ? waitS : 0}`,
      since: readSince(shop.keys.card, clock.now(), 0),
      refusedSince: view.now,
    };
    const page = await client.log(question, stopping.signal);
    // It has waited: there may be newer keys than before, and the counter may have gone silent.
    const latest = await client.phoneView(stopping.signal);
    await renewKeys(latest);
    await take(page, latest);
    isUp = page.rows.length === 0 || page.head <= (page.rows.at(-1)?.seq ?? 0);
    pauses.shorten();
    if (!isUp) return;
    isStart = false;
    shop = { ...shop, link: 'up' };
  };
  const lose = (): Promise<void> => {
    isStart = false;
    shop = { ...shop, link: 'lost' };
    return pauses.pause();
  };
  const failed = async (error: unknown): Promise<void> => {
    isUp = false;
    const status = error instanceof RelayRefusal ? error.status : null;
    if (status === 401) {
      stopping.abort();
      await parts.onGone();
    } else if (status === 409) {
      // The relay was restored from an older copy: read everything again.
      const { told, cursor } = shop.known;
      shop = { ...shop, known: { ...nothingKnown, told: told && { ...told, shut: 0 } } };
      // It says so even from the beginning: it is no relay, or it is broken.
      if (cursor.seq === 0) await lose();
    } else {
      await lose();
    }
  };
  const run = async (): Promise<void> => {
    while (isGoing()) {
      if (!isStart && !parts.isWanted()) {
        await rest();
        continue;
      }
      try {
        await askOnce();
      } catch (error) {
        // Ask again: it may have been stopped meanwhile.
        if (isGoing()) await failed(error);
      }
    }
  };
  const running = run().catch((error: unknown) => log(`another shop is not followed: ${String(error)}`));
  return {
    current: () => shop,
    wake() {
      if (rested === null) return;
      shop = { ...shop, link: 'connecting' };
      rested();
      rested = null;
    },
    async stop() {
      stopping.abort();
      pauses.end();
      rested?.();
      await running;
    },
  };
}

/** This month's payments, up to the limit for memory. */
function kept(
  payments: readonly KeptPayment[],
  { keys, known }: FollowedShop,
  nowMs: number,
): Pick<KnownShop, 'payments' | 'cutMonth'> {
  const from = firstDayKept(keys.card, nowMs, 0);
  const ofMonth = payments.filter(({ day }) => day >= from);
  const isCut = ofMonth.length > mostKept;
  return {
    payments: isCut ? [...ofMonth].sort((one, other) => one.seq - other.seq).slice(-mostKept) : ofMonth,
    cutMonth: isCut ? from : known.cutMonth,
  };
}

function rowOpener({ keys }: ShopKeys): RowOpener {
  const openers = keys.map((key) => createOpener(Buffer.from(key, 'base64url')));
  return {
    open: (sealed) => Promise.resolve(opened(openers, Buffer.from(sealed, 'base64'))?.toString() ?? null),
    bodyText: (body) => bodyTextOf(Buffer.from(body, 'base64')),
  };
}
