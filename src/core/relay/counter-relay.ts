import type { DeafPeriod } from '../../shared/silence/hearing';
import type { Fact } from '../../shared/state/fact';
import type { RefusalReason } from '../../shared/diagnosis/refusal';
import type { Mode } from '../../shared/payment/payment';
import type { EndpointName } from '../../shared/payment/endpoint';
import type { AppendOutcome, Ledger } from '../ledger/ledger';
import type { Clock, Log } from '../ports';
import { statusOf } from '../receiver/answers';
import type { SettingsFile } from '../settings/settings-file';
import type { Secrets } from '../settings/secrets';
import { createCollector, type Collector } from './collector';
import { createCoverPeriods } from './cover-periods';
import { freshCursor, readCursor, writeCursor, type RelayCursor } from './cursor-file';
import { joinRelay } from './join-relay';
import { relayOpeners, relayToken, whatToTell, type MembershipParts } from './membership';
import { createRelayClient, type RelayClient, type RelayPage } from './relay-client';
import { createTakeRows } from './take-rows';

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
  readonly onRecorded: (outcome: AppendOutcome) => void;
  readonly onWritten: () => Promise<void>;
  /** A provider called at the relay. */
  readonly onRelayed: (mode: Mode) => void;
  /** Joined or left: the address is another. */
  readonly onChanged: () => Promise<void>;
}

const hourMs = 3_600_000;
const lookBackMs = 72 * hourMs;

/** This counter's side of its relay, where it has one. */
export interface Relay {
  join(invitation: string): Promise<void>;
  leave(): Promise<void>;
  follow(fact: Fact): void;
  wake(): void;
  stop(): Promise<void>;
}

export async function openRelay(parts: RelayParts): Promise<Relay> {
  const { dataDir, settings, clock, log, dispatch, ledger } = parts;
  let collector: Collector | null = null;
  let cursor: RelayCursor | null = null;
  const cover = createCoverPeriods({
    ...{ ledger, clock, log },
    onCovered(period: DeafPeriod) {
      dispatch({ kind: 'deaf-period', period });
      parts.onWritten().catch((error: unknown) => log(`the totals were not read: ${String(error)}`));
    },
  });
  const takeRows = createTakeRows({
    ...{ ledger, isClockSuspect: parts.isClockSuspect, log },
    openers: () => relayOpeners(parts.keyring),
    secrets: () => parts.secrets.all(),
  });
  const keep = async (next: RelayCursor): Promise<void> => {
    await writeCursor(dataDir, next);
    cursor = next;
  };
  const clientFor = async (origin: string): Promise<RelayClient> =>
    createRelayClient({ origin, token: await relayToken(parts.keyring), fetch: parts.fetch, clock });

  const begin = async (): Promise<void> => {
    const { relay } = settings.current();
    if (relay === null) {
      dispatch({ kind: 'relay-changed', relay: { kind: 'off' } });
      return;
    }
    const found = await readCursor(dataDir);
    const isOurs = found?.origin === relay.origin && found.joinedAt === relay.joinedAt;
    const start = isOurs
      ? found
      : freshCursor(relay.origin, relay.joinedAt, new Date(clock.now()).toISOString());
    // Of a lost place much may be in the ledger: it is looked for there.
    cursor = isOurs ? start : { ...start, readBefore: Number.MAX_SAFE_INTEGER };
    await followLatest();
    const current = (): RelayCursor => cursor ?? start;
    collector = createCollector({
      ...{ clock, log, keep, cursor: current, take: takeRows },
      client: () => clientFor(relay.origin),
      whatToTell: (relayKey) => whatToTell(parts, relayKey),
      onState: (state) => dispatch({ kind: 'relay-changed', relay: state }),
      onRecorded: parts.onRecorded,
      onCalled(endpoint: EndpointName, at) {
        dispatch({ kind: 'call-authenticated', endpoint, at });
        parts.onRelayed(endpoint.mode);
      },
      onRefused: tellRefusals(dispatch),
      onUnreadable: (count) =>
        dispatch({ kind: 'noticed', notice: { kind: 'relay-rows-unreadable', count } }),
      onHead: (asked) => cover.onHead(asked),
      isAwaited: cover.isAwaited,
    });
  };
  /** Outages of the last days whose end was told to a run that ended before it knew more. */
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
    collector = null;
  };
  const healFrom = (missing: number): void => {
    if (cursor === null || cursor.healed === missing) return;
    keep({ ...cursor, healed: missing })
      .then(() => collector?.again())
      .catch((error: unknown) => log(`the relay is not read again yet: ${String(error)}`));
  };
  await begin();

  return {
    async join(invitation) {
      await end();
      await joinRelay(parts, invitation).finally(begin);
      await parts.onChanged();
    },
    async leave() {
      const { relay } = settings.current();
      await end();
      if (relay !== null) {
        const client = await clientFor(relay.origin);
        // A relay that does not answer keeps nobody: its operator removes the shop.
        await client.leave().catch((error: unknown) => log(`the relay was not told: ${String(error)}`));
      }
      await settings.change({ relay: null });
      await begin();
      await parts.onChanged();
    },
    follow(fact) {
      if (fact.kind === 'deaf-period' && settings.current().relay !== null) cover.follow(fact.period);
      if (fact.kind === 'noticed' && fact.notice.kind === 'payments-missing') healFrom(fact.notice.count);
    },
    wake: () => collector?.wake(),
    stop: end,
  };
}

/** As the receiver here tells of them, a minute in one. */
function tellRefusals(dispatch: RelayParts['dispatch']): (refused: RelayPage['refused']) => void {
  const isReason = (reason: string): reason is RefusalReason => Object.hasOwn(statusOf, reason);
  return (refused) => {
    for (const { minute, reason, mode, count } of refused) {
      if (!isReason(reason)) continue;
      const sides = { live: 'live', sandbox: 'sandbox' } as const;
      const side = mode === 'live' || mode === 'sandbox' ? sides[mode] : null;
      const told = { reason, mode: side, count, diagnosis: null, httpStatus: statusOf[reason] };
      dispatch({ kind: 'call-refused', refusal: { ...told, at: minute, lastAt: minute, through: 'relay' } });
    }
  };
}
