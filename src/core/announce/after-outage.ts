import type { Announcement } from '../../shared/voice/announcement';
import type { DeafPeriod } from '../../shared/silence/hearing';
import { formatXof } from '../../shared/payment/money';
import type { Payment } from '../../shared/payment/payment';
import { announceTexts } from '../../shared/texts/announce-texts';
import type { Remark } from '../hints/remarks';
import type { Clock } from '../ports';
import { announce, type WordSettings } from './announce';

export interface AfterOutageParts {
  readonly clock: Clock;
  readonly settings: () => WordSettings;
  readonly onAnnouncement: (announcement: Announcement) => void;
  /** All held payments have been announced. */
  readonly onTold?: () => void;
}

/** Announces the payments of an outage together, in place of a ring for each. */
export interface AfterOutage {
  /** A deaf period was opened or closed. */
  readonly follow: (period: DeafPeriod) => void;
  /** The relay is still delivering payments of the outage: announce nothing before that is over. */
  readonly hold: (isHeld: boolean) => void;
  /** What the relay received before this instant was heard already: at another counter, or here before it was lost. */
  readonly history: (before: string) => void;
  /**
   * Whether the payment, just recorded, belongs to the last outage. Then it is announced together with the others, with
   * its remarks. `waited`: the relay held it while this counter did not read, however long ago and over how many outages.
   */
  readonly takes: (payment: Payment, remark?: Remark | null, waited?: boolean) => boolean;
  readonly stop: () => void;
}

/** Wait for more: delayed calls arrive in one burst once we are back. */
const quietMs = 2_000;
const longestWaitMs = 10_000;
/**
 * The provider announces a payment some seconds after it was made, so one made just before the outage may belong to it.
 */
const lateMs = 10_000;
/** A payment announced later than this after the outage was put in by a person and is not part of the burst. */
const afterglowMs = 10 * 60_000;
/** During this time a newer payment is that of a customer at the counter. */
const freshMs = 60_000;

export function createAfterOutage({
  clock,
  settings,
  onAnnouncement,
  onTold = () => undefined,
}: AfterOutageParts): AfterOutage {
  let outage: Outage | null = null;
  let held: Held | null = null;
  let heldSince = 0;
  let isHeldBack = false;
  let newsFrom = '';
  let cancel = (): void => undefined;

  const tell = (): void => {
    const all = held;
    held = null;
    if (all === null) return;
    onTold();
    const { payment, remark } = all.first;
    const announcement =
      all.count === 1
        ? announce({ payment, duplicate: false }, settings(), remark)
        : summaryOf(all, settings());
    if (announcement === null) return;
    // It was made some time ago, so it must not sound like the payment of the customer at the counter.
    onAnnouncement(announcement.sound === 'success' ? { ...announcement, sound: 'late' } : announcement);
  };

  const fellInto = (during: Outage | null, payment: Payment): boolean => {
    if (during === null) return false;
    // The relay received it during the outage, whatever its own time says.
    const receivedAt = Date.parse(payment.receivedAt);
    const to = during.to ?? clock.now() - freshMs;
    const at = receivedAt < to ? receivedAt : Date.parse(payment.performedAt ?? '');
    const isOfIt = during.from - lateMs <= at && at < to;
    return isOfIt && (isHeldBack || clock.now() <= to + afterglowMs);
  };

  return {
    follow({ from, to }) {
      outage = { from: Date.parse(from), to: to === null ? null : Date.parse(to) };
    },
    hold(isNowHeld) {
      const isOver = isHeldBack && !isNowHeld;
      isHeldBack = isNowHeld;
      if (isNowHeld) cancel();
      if (isOver && held !== null) cancel = clock.after(quietMs, tell);
    },
    history(before) {
      newsFrom = before;
    },
    takes(payment, remark = null, waited = false) {
      if (payment.mode !== 'live') return false;
      const isHistory = payment.receivedAt < newsFrom;
      if (!isHistory && !waited && !fellInto(outage, payment)) return false;
      if (held === null) heldSince = clock.uptime();
      held = withOne(held ?? noneBefore(payment, remark), payment, { remark, isHistory });
      cancel();
      if (isHeldBack) return true;
      cancel = clock.after(Math.min(quietMs, Math.max(0, heldSince + longestWaitMs - clock.uptime())), tell);
      return true;
    },
    stop: () => cancel(),
  };
}

interface Outage {
  readonly from: number;
  /** Null while it lasts. */
  readonly to: number | null;
}

/** What is known of the held payments: only numbers, because a relay may have kept a hundred thousand. */
interface Held {
  readonly first: { readonly payment: Payment; readonly remark: Remark | null };
  readonly count: number;
  readonly received: number;
  readonly totalXof: number;
  readonly checks: number;
  readonly twins: number;
  /** All of them were heard before, at another counter or here, so they are not news. */
  readonly isHistory: boolean;
}

function noneBefore(payment: Payment, remark: Remark | null): Held {
  const none = { count: 0, received: 0, totalXof: 0, checks: 0, twins: 0, isHistory: true };
  return { first: { payment, remark }, ...none };
}

function withOne(
  held: Held,
  { status, amountXof }: Payment,
  { remark, isHistory }: { readonly remark: Remark | null; readonly isHistory: boolean },
): Held {
  const isReceived = status === 'success';
  return {
    first: held.first,
    count: held.count + 1,
    received: held.received + (isReceived ? 1 : 0),
    totalXof: held.totalXof + (isReceived ? (amountXof ?? 0) : 0),
    checks: held.checks + (status === 'check' ? 1 : 0),
    twins: held.twins + (remark?.kind === 'twin' ? 1 : 0),
    isHistory: held.isHistory && isHistory,
  };
}

function summaryOf(
  { count, received, totalXof, checks, twins, isHistory }: Held,
  { language, discreetNotifications }: WordSettings,
): Announcement {
  const texts = announceTexts[language];
  const failures = count - received - checks;
  const others = texts.outage.others(failures, checks);
  const beside = [others, twins === 0 ? '' : texts.outage.twins(twins)].filter(Boolean).join(', ');
  const some = received > 0;
  const sums = discreetNotifications
    ? texts.discreetTitle.success
    : texts.outage.received(received, formatXof(totalXof, language));
  return {
    sound: some ? 'success' : checks > 0 ? 'alarm' : 'failure',
    title: isHistory ? texts.outage.history(some ? sums : others) : texts.outage.title(some ? sums : others),
    body: [some && beside !== '' ? texts.outage.also(beside) : '', texts.outage.next]
      .filter(Boolean)
      .join(' '),
    mode: 'live',
    paymentId: null,
    spoken: some ? { kind: 'several', count: received, totalXof } : null,
  };
}
