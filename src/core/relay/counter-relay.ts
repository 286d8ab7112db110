import type { DeafPeriod } from '../../shared/silence/hearing';
import type { Agreed } from '../../shared/payment/claim';
import type { AppState } from '../../shared/state/app-state';
import type { RelayState } from '../../shared/state/relay-state';
import type { Fact } from '../../shared/state/fact';
import type { ClaimDeed, Mode, Payment } from '../../shared/payment/payment';
import type { EndpointName } from '../../shared/payment/endpoint';
import type { Ledger, StoredPayment } from '../ledger/ledger';
import type { Recorded } from '../intake/call-listeners';
import { joinedRelay, type Identity } from '../intake/identity';
import type { Notices } from '../notices/notices';
import { opened } from '../sealing/sealed-box';
import { within, type Clock, type Log } from '../ports';
import type { SettingsFile } from '../settings/settings-file';
import type { Secrets } from '../settings/secrets';
import { serialQueue } from '../storage/serial-queue';
import { createCollector, type Collector } from './collector';
import { createCoverPeriods } from './cover-periods';
import { freshCursor, readCursor, resumed, writeCursor, type RelayCursor } from './cursor-file';
import { joinRelay } from './join-relay';
import { createLeaving, type Leaving } from './leaving';
import { relayOpeners, relaySealer, relayToken, type MembershipParts } from './membership';
import { createPhones, type Phones } from './phones';
import { createRelayClient, RelayRefusal, type RelayClient } from './relay-client';
import { openShopCards, type ShopCards, type ShopCardsParts } from './shop-cards';
import { openShopDeeds, type ShopDeeds, type ShopDeedsParts } from './shop-deeds';
import { letIn, takeKeysRow } from './shop-keys';
import { createTakeRows } from './take-rows';
import { tellRefusals } from './tell-refusals';
import { createTellRelay } from './tell-relay';

export interface RelayParts extends MembershipParts {
  readonly dataDir: string;
  readonly settings: SettingsFile;
  readonly secrets: Pick<Secrets, 'accepted' | 'shut' | 'all'>;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly isClockSuspect: () => boolean;
  readonly log: Log;
  readonly fetch: typeof fetch;
  readonly dispatch: (fact: Fact) => void;
  readonly state: () => AppState;
  readonly notices: Pick<Notices, 'raise'>;
  readonly onRecorded: (recorded: Recorded) => void;
  /** The former run stored it, and may have ended before announcing it. */
  readonly onUntold: (payment: Payment) => void;
  readonly onWritten: () => Promise<void>;
  /** A provider called at the relay. */
  readonly onRelayed: (mode: Mode) => void;
  /** The counter joined or left a relay: the address has changed. */
  readonly onChanged: () => Promise<void>;
}

const hourMs = 3_600_000;
const lookBackMs = 72 * hourMs;
/** A person waits for a relay to be left: one that does not answer by then is told later. */
const leavePatienceMs = 5_000;

/** This counter's side of its relay, if it has one. */
export interface Relay {
  join(invitation: string): Promise<void>;
  /** Once it rests, the shop has no relay, or is still leaving one that does not answer. */
  leave(): Promise<void>;
  /**
   * The line that lets one more counter join: valid for some minutes, or, for a printed recovery sheet, until it is used.
   */
  letIn(lasts: boolean): Promise<string>;
  /**
   * Call it before a payment is handed over or taken back here: what the shop's other counters say. Null: there is no
   * relay.
   */
  agree(payment: StoredPayment, deed: ClaimDeed): Promise<Agreed | null>;
  readonly phones: Phones;
  follow(fact: Fact): void;
  wake(): void;
  /** The payments that waited at the relay have been announced. */
  onLateTold(): void;
  stop(): Promise<void>;
}

export async function openRelay(parts: RelayParts): Promise<Relay> {
  const { dataDir, settings, clock, log, dispatch, ledger } = parts;
  let collector: Collector | null = null;
  let cursor: RelayCursor | null = null;
  let deeds: ShopDeeds | null = null;
  let cards: ShopCards | null = null;
  /** Null: this counter stays. */
  let leaving: Leaving | null = null;
  let isThere = false;
  let isStopped = false;
  const moves = serialQueue();
  const cover = createCoverPeriods({
    ledger,
    clock,
    log,
    onCovered(period: DeafPeriod) {
      dispatch({ kind: 'deaf-period', period });
      parts.onWritten().catch((error: unknown) => log(`the totals were not read: ${String(error)}`));
    },
  });
  const takeRows = createTakeRows({
    ledger,
    isClockSuspect: parts.isClockSuspect,
    log,
    takeKeys: async (row) => {
      if (!(await takeKeysRow(parts.keyring, row))) log('a row of keys is not for this counter');
    },
    takeDeeds: async (rows) => deeds?.take(rows),
    openers: () => relayOpeners(parts.keyring),
    secrets: () => parts.secrets.all(),
  });
  const queued = serialQueue();
  /** One after another: a phone may be removed while a page of the log is being stored. */
  const keep = (change: Partial<RelayCursor>): Promise<void> =>
    queued(async () => {
      if (cursor === null) return;
      const next = { ...cursor, ...change };
      await writeCursor(dataDir, next);
      cursor = next;
    });
  const clientFor = async (origin: string): Promise<RelayClient> =>
    createRelayClient({ origin, token: await relayToken(parts.keyring), fetch: parts.fetch, clock });

  const preferences = () => settings.current();
  const telling = createTellRelay({ ...parts, preferences, keep, cursor: () => cursor });
  const phones = createPhones({
    keyring: parts.keyring,
    preferences,
    clock,
    origin: () => settings.current().relay?.origin ?? '',
    client() {
      const relay = joinedRelay(settings.current());
      if (relay === null) throw new RelayRefusal(null, 'no relay');
      return clientFor(relay.origin);
    },
    tell: async (client) => telling.now(client, await client.key()),
  });
  const begin = async (): Promise<void> => {
    const { relay } = settings.current();
    isThere = false;
    if (isStopped) return;
    if (relay === null) {
      dispatch({ kind: 'relay-changed', relay: { kind: 'off' } });
      return;
    }
    const found = await readCursor(dataDir);
    const isOurs = found?.origin === relay.origin && found.joinedAt === relay.joinedAt;
    // After the place in the log was lost, much may already be in the ledger: look it up there.
    const lost = { readBefore: Number.MAX_SAFE_INTEGER };
    const fresh = freshCursor(relay.origin, relay.joinedAt, new Date(clock.now()).toISOString());
    const { start, firstPass } = resumed(isOurs ? found : { ...fresh, ...lost });
    cursor = start;
    // Nothing proves that the provider still calls a relay that is being left.
    if (relay.leavingSince === undefined) await followLatest();
    const current = (): RelayCursor => cursor ?? start;
    const client = (): Promise<RelayClient> => clientFor(relay.origin);
    const toShop = { client, ...sideOf(parts, current), isThere: () => isThere };
    deeds = await deedsOf(parts, current, toShop);
    const joined = await openShopCards({
      ...{ dataDir, joinedAt: relay.joinedAt, ledger, clock, log, ...toShop },
      country: () => settings.current().country,
    });
    cards = joined;
    if (start.seq === 0 || joined.isLost) await joined.beginPass();
    leaving = relay.leavingSince === undefined ? null : leavingNow(current);
    collector = createCollector({
      clock,
      log,
      cursor: current,
      firstPass,
      client,
      async keep(change) {
        if (change.seq === 0) await joined.beginPass();
        await keep(change);
      },
      async take(rows, readBefore) {
        const taken = await takeRows(rows, readBefore);
        joined.onCollected(taken.met);
        return taken;
      },
      tell: leaving === null ? telling.beside : () => Promise.resolve(),
      onState(state) {
        isThere = state.kind === 'collecting';
        dispatch({ kind: 'relay-changed', relay: shownOf(relay, state) });
        leaving?.onState(state);
      },
      onRecorded(recorded) {
        joined.onRecorded(recorded.payment);
        parts.onRecorded(recorded);
      },
      onUntold: parts.onUntold,
      onCalled(endpoint: EndpointName, at) {
        if (leaving !== null) return;
        dispatch({ kind: 'call-authenticated', endpoint, at });
        parts.onRelayed(endpoint.mode);
      },
      onRefused: tellRefusals(dispatch),
      onUnreadable: (count) =>
        dispatch({ kind: 'noticed', notice: { kind: 'relay-rows-unreadable', count } }),
      async onHead(asked) {
        deeds?.send();
        await joined.onHead();
        await (leaving ?? cover).onHead(asked);
      },
      isAwaited: () => leaving !== null || cover.isAwaited(),
    });
    if (start.seq > 0 && joined.isLost) collector.again();
  };
  /** Outages of the last days whose end an earlier run reported before it knew more. */
  const followLatest = async (): Promise<void> => {
    const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
    const periods = await ledger.deafPeriods(
      dayAt(clock.now() - lookBackMs),
      dayAt(clock.now() + hourMs * 24),
    );
    for (const period of periods) cover.follow(period);
  };
  const end = async (): Promise<void> => {
    await collector?.stop();
    await Promise.all([deeds?.settled(), cards?.settled()]);
    collector = null;
    deeds = null;
    cards = null;
  };
  const leavingNow = (current: () => RelayCursor): Leaving =>
    createLeaving({
      ...{ ...parts, telling },
      hasOthers: () => current().counters.length > 1,
      settled: async () => deeds?.settled(),
      onLeft: () =>
        moves(async () => {
          if (isStopped || settings.current().relay?.leavingSince === undefined) return;
          await end();
          await settings.change({ relay: null }).finally(begin);
        }),
    });
  const healFrom = (missing: number): void => {
    if (cursor === null || cursor.healed === missing) return;
    const newsFrom = new Date(clock.now()).toISOString();
    keep({ healed: missing, newsFrom })
      .then(() => collector?.again())
      .catch((error: unknown) => log(`the relay is not read again yet: ${String(error)}`));
  };
  await begin();

  return {
    phones,
    join: (invitation) =>
      moves(async () => {
        await end();
        await joinRelay(parts, invitation).finally(begin);
        await parts.onChanged();
      }),
    async leave() {
      await moves(async () => {
        const { relay } = settings.current();
        if (relay === null || relay.leavingSince !== undefined) return;
        await end();
        const leavingSince = new Date(clock.now()).toISOString();
        await settings.change({ relay: { ...relay, leavingSince } }).finally(begin);
        await parts.onChanged();
      });
      await within(clock, leavePatienceMs, leaving?.answered ?? Promise.resolve(), null);
    },
    async letIn(lasts) {
      const relay = joinedRelay(settings.current());
      if (relay === null) throw new RelayRefusal(null, 'no relay');
      return letIn(parts, { client: await clientFor(relay.origin), origin: relay.origin, lasts });
    },
    agree: async (payment, deed) =>
      joinedRelay(settings.current()) === null ? null : ((await deeds?.agree(payment, deed)) ?? null),
    follow(fact) {
      cards?.follow(fact);
      if (fact.kind === 'deaf-period' && joinedRelay(settings.current()) !== null) cover.follow(fact.period);
      if (fact.kind === 'noticed' && fact.notice.kind === 'payments-missing') healFrom(fact.notice.count);
    },
    wake: () => collector?.wake(),
    onLateTold() {
      if ((cursor?.untold ?? null) === null) return;
      keep({ untold: null }).catch((error: unknown) => log(`what was told is not kept: ${String(error)}`));
    },
    stop: () =>
      moves(async () => {
        isStopped = true;
        await end();
      }),
  };
}

/** A relay that is being left is no more the shop's, however well it answers. */
function shownOf({ origin, leavingSince }: NonNullable<Identity['relay']>, state: RelayState): RelayState {
  return leavingSince === undefined ? state : { kind: 'leaving', origin, since: leavingSince };
}

/** What this counter sends to the whole shop, and its number there. */
function sideOf(
  { keyring, clock }: RelayParts,
  cursor: () => RelayCursor,
): Pick<ShopCardsParts, 'seal' | 'number'> {
  return {
    seal: async (plain) => (await relaySealer(keyring, clock)).seal(plain),
    number: () => cursor().counters.find(({ isHere }) => isHere)?.number ?? null,
  };
}

function deedsOf(
  parts: RelayParts,
  cursor: () => RelayCursor,
  toShop: Pick<ShopDeedsParts, 'client' | 'seal' | 'number' | 'isThere'>,
): Promise<ShopDeeds> {
  const { dataDir, ledger, clock, log, dispatch, state, keyring } = parts;
  return openShopDeeds({
    ...{ dataDir, ledger, clock, log, ...toShop },
    open: async (sealed) => opened(await relayOpeners(keyring), sealed),
    hasOthers: () => cursor().counters.length > 1,
    onChanged: (payment) => dispatch({ kind: 'payment-changed', payment }),
    onTwice({ amountXof }) {
      const before = state().notices.find((notice) => notice.kind === 'claimed-twice');
      parts.notices.raise({ kind: 'claimed-twice', count: (before?.count ?? 0) + 1, amountXof });
    },
  });
}
