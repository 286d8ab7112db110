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
}

/** One announcement for what was paid while nobody heard, in place of as many rings. */
export interface AfterOutage {
  /** A deaf period was opened or closed. */
  readonly follow: (period: DeafPeriod) => void;
  /** More of it is still on its way from the relay: nothing is told before that is over. */
  readonly hold: (isHeld: boolean) => void;
  /**
   * Whether the payment, just recorded, belongs to the last outage: then it is announced with the others of it, with what
   * stands out about it.
   */
  readonly takes: (payment: Payment, remark?: Remark | null) => boolean;
  readonly stop: () => void;
}

/** More may be on its way: they come in one burst once we are back. */
const quietMs = 2_000;
const longestWaitMs = 10_000;
/** A payment is announced some seconds after it was made, hence one made just before the outage may fall into it. */
const lateMs = 10_000;
/** What is announced later than this after the outage is somebody's deed, not a burst. */
const afterglowMs = 10 * 60_000;

export function createAfterOutage({ clock, settings, onAnnouncement }: AfterOutageParts): AfterOutage {
  let outage: { readonly from: number; readonly to: number } | null = null;
  let held: Held[] = [];
  let heldSince = 0;
  let isHeldBack = false;
  let cancel = (): void => undefined;

  const tell = (): void => {
    const [only, ...others] = held;
    const all = held;
    held = [];
    if (only === undefined) return;
    const announcement =
      others.length === 0
        ? announce({ payment: only.payment, duplicate: false }, settings(), only.remark)
        : summaryOf(all, settings());
    if (announcement === null) return;
    // As it was made some time ago, it must not be heard as the one at the counter.
    onAnnouncement(announcement.sound === 'success' ? { ...announcement, sound: 'late' } : announcement);
  };

  return {
    follow({ from, to }) {
      if (to !== null) outage = { from: Date.parse(from), to: Date.parse(to) };
    },
    hold(isNowHeld) {
      const isOver = isHeldBack && !isNowHeld;
      isHeldBack = isNowHeld;
      if (isNowHeld) cancel();
      if (isOver && held.length > 0) cancel = clock.after(quietMs, tell);
    },
    takes(payment, remark = null) {
      if (outage === null || payment.mode !== 'live') return false;
      // A relay received it during the outage, whatever it says of itself.
      const receivedAt = Date.parse(payment.receivedAt);
      const at = receivedAt < outage.to ? receivedAt : Date.parse(payment.performedAt ?? '');
      const fellIntoIt = outage.from - lateMs <= at && at < outage.to;
      if (!fellIntoIt || (!isHeldBack && clock.now() > outage.to + afterglowMs)) return false;
      if (held.length === 0) heldSince = clock.uptime();
      held.push({ payment, remark });
      cancel();
      if (isHeldBack) return true;
      cancel = clock.after(Math.min(quietMs, Math.max(0, heldSince + longestWaitMs - clock.uptime())), tell);
      return true;
    },
    stop: () => cancel(),
  };
}

interface Held {
  readonly payment: Payment;
  readonly remark: Remark | null;
}

function summaryOf(held: readonly Held[], { language, discreetNotifications }: WordSettings): Announcement {
  const texts = announceTexts[language];
  const payments = held.map(({ payment }) => payment);
  const twins = held.filter(({ remark }) => remark?.kind === 'twin').length;
  const received = payments.filter(({ status }) => status === 'success');
  const totalXof = received.reduce((sum, { amountXof }) => sum + (amountXof ?? 0), 0);
  const checks = payments.filter(({ status }) => status === 'check').length;
  const failures = payments.length - received.length - checks;
  const others = texts.outage.others(failures, checks);
  const beside = [others, twins === 0 ? '' : texts.outage.twins(twins)].filter(Boolean).join(', ');
  const some = received.length > 0;
  const sums = discreetNotifications
    ? texts.discreetTitle.success
    : texts.outage.received(received.length, formatXof(totalXof, language));
  return {
    sound: some ? 'success' : checks > 0 ? 'alarm' : 'failure',
    title: texts.outage.title(some ? sums : others),
    body: [some && beside !== '' ? texts.outage.also(beside) : '', texts.outage.next]
      .filter(Boolean)
      .join(' '),
    mode: 'live',
    paymentId: null,
    spoken: some ? { kind: 'several', count: received.length, totalXof } : null,
  };
}
