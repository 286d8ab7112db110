import * as v from 'valibot';
import { codeDigits, type Begun, type CodeAnswer, type OwnAsks } from '../../shared/screens/protocol';
import { effectiveStatusOf, type PaymentPage, type PaymentQuery } from '../../shared/payment/payment';
import { dayAfter } from '../../shared/calendar';
import { screenCaller, type Caller } from '../access/caller';
import type { Clock } from '../ports';
import type { DeviceBook, ScreenDevice } from './device-book';
import type { Presence } from './presence';
import type { ScreenCodes } from './screen-codes';
import type { ScreensBridge } from './screens-bridge';
import type { Session } from './sessions';
import { viewOf } from './tell-screens';

export interface ScreenAsksParts {
  readonly book: DeviceBook;
  readonly bridge: ScreensBridge;
  readonly clock: Pick<Clock, 'now'>;
  readonly presence: Presence;
  readonly codes: ScreenCodes;
  /** The server's addresses. */
  readonly addresses: () => readonly string[];
  readonly today: () => string;
  readonly onHere: () => void;
  readonly onRang: (ringId: number, device: string) => void;
}

const ask = v.strictObject({ name: v.string(), argument: v.unknown() });
const instant = v.pipe(v.string(), v.isoTimestamp());
const own = {
  begin: v.strictObject({ since: v.nullable(instant) }),
  here: v.strictObject({ isVisible: v.boolean(), isSoundOn: v.boolean() }),
  rang: v.strictObject({ ringId: v.pipe(v.number(), v.integer()) }),
  open: v.strictObject({ code: v.pipe(v.string(), v.regex(new RegExp(`^\\d{${codeDigits}}$`))) }),
} as const;
const longestAbsenceMs = 24 * 3_600_000;
/** The most that `listPayments` returns at once. */
const mostOfAPage = 500;

/** Answers a screen: a few questions of its own, else commands of the bridge with its role's rights. */
export function createScreenAsks(parts: ScreenAsksParts) {
  const { book, bridge, clock, presence, codes } = parts;
  /** A screen that waits for its code has a name but no rights. */
  const callerOf = (device: ScreenDevice): Caller => {
    const caller = screenCaller(device.role, device.name);
    return codes.isOpen(device) ? caller : { ...caller, authorizes: () => false };
  };
  const begin = async (device: ScreenDevice, since: string | null): Promise<Begun> => {
    const { role, name } = device;
    const isLocked = !codes.isOpen(device);
    // What every screen may know: whether the counter is there, and the shop's name.
    const caller = isLocked ? screenCaller('bell', name) : screenCaller(role, name);
    const state = await bridge.invoke(caller, 'getState', null);
    if (!state.ok) throw new Error(state.message);
    return {
      role,
      name,
      isLocked,
      now: new Date(clock.now()).toISOString(),
      view: viewOf(state.value as Parameters<typeof viewOf>[0]), // what `getState` answers
      absence: since === null ? null : await missedSince(Date.parse(since), caller),
      addresses: parts.addresses(),
    };
  };
  /**
   * Only payments that this role may list one by one, so never more than it could add up itself; null where it has no
   * list.
   */
  const missedSince = async (since: number, caller: Caller): Promise<Begun['absence']> => {
    if (clock.now() - since > longestAbsenceMs) return null;
    const to = parts.today();
    const query = { from: dayAfter(to, -1), to, mode: 'live', limit: mostOfAPage };
    let count = 0;
    let totalXof = 0;
    let next: string | null = null;
    do {
      const after: Pick<PaymentQuery, 'after'> = next === null ? {} : { after: next };
      const reply = await bridge.invoke(caller, 'listPayments', { ...query, ...after });
      if (!reply.ok) return null;
      const page = reply.value as PaymentPage; // what `listPayments` answers
      for (const payment of page.payments) {
        const isMissed = Date.parse(payment.receivedAt) > since && payment.found === undefined;
        if (!isMissed || effectiveStatusOf(payment) !== 'success') continue;
        count += 1;
        totalXof += payment.amountXof ?? 0;
      }
      ({ next } = page);
    } while (next !== null);
    return count === 0 ? null : { count, totalXof };
  };
  return async (session: Session, message: unknown): Promise<unknown> => {
    const asked = v.safeParse(ask, message);
    const device = book.device(session.device);
    if (!asked.success || device === null) return { ok: false, code: 'bad-argument', message: '' };
    const { name, argument } = asked.output;
    if (!isOwn(name)) return bridge.invoke(callerOf(device), name, argument);
    book.heard(device.id, new Date(clock.now()).toISOString());
    const given = v.safeParse(own[name], argument);
    if (!given.success) return { ok: false, code: 'bad-argument', message: '' };
    const value = await answerOwn(given.output, device);
    return { ok: true, value };
  };

  async function answerCode(device: ScreenDevice, code: string): Promise<CodeAnswer> {
    const outcome = await codes.open(device, code);
    return outcome.kind === 'open' ? { kind: 'open', begun: await begin(device, null) } : outcome;
  }

  async function answerOwn(
    argument: v.InferOutput<(typeof own)[keyof OwnAsks]>,
    device: ScreenDevice,
  ): Promise<OwnAsks[keyof OwnAsks]['value']> {
    if ('since' in argument) return begin(device, argument.since);
    if ('code' in argument) return answerCode(device, argument.code);
    if ('ringId' in argument) parts.onRang(argument.ringId, device.id);
    else {
      presence.here(device.id, argument);
      if (argument.isVisible) codes.seen(device.id);
      parts.onHere();
    }
    return null;
  }
}

function isOwn(name: string): name is keyof OwnAsks {
  return Object.hasOwn(own, name);
}
