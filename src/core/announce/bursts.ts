import type { Announcement, NotificationWords } from '../../shared/voice/announcement';
import { formatXof } from '../../shared/payment/money';
import { announceTexts } from '../../shared/texts/announce-texts';
import type { Clock } from '../ports';
import type { WordSettings } from './announce';

/** Gather notifications for this long after one was shown, because a screen full of them hides the payments. */
export const gatherMs = 4_000;

export interface BurstParts {
  readonly clock: Clock;
  readonly settings: () => WordSettings;
  readonly show: (words: NotificationWords) => void;
}

/** Shows the first of a burst at once, and those that follow it together, `gatherMs` later. */
export function inBursts({ clock, settings, show }: BurstParts): (announcement: Announcement) => void {
  let gathered: Announcement[] | null = null;
  const showGathered = (): void => {
    const [first, ...others] = gathered ?? [];
    gathered = null;
    if (first === undefined) return;
    open();
    show(others.length === 0 ? first : together([first, ...others], settings()));
  };
  const open = (): void => {
    gathered = [];
    clock.after(gatherMs, showGathered);
  };
  return (announcement) => {
    // What belongs to no payment is not part of a burst, and money that went back must not drown in one.
    if (announcement.paymentId === null || announcement.spoken?.kind !== 'payment') {
      show(announcement);
      return;
    }
    if (gathered !== null) {
      gathered.push(announcement);
      return;
    }
    open();
    show(announcement);
  };
}

function together(
  announcements: readonly Announcement[],
  { language, discreetNotifications }: WordSettings,
): NotificationWords {
  const texts = announceTexts[language];
  const amounts = announcements.flatMap(({ spoken }) =>
    spoken?.kind === 'payment' && spoken.status === 'success' && spoken.mode === 'live'
      ? [spoken.amountXof ?? 0]
      : [],
  );
  const total = formatXof(
    amounts.reduce((sum, amountXof) => sum + amountXof, 0),
    language,
  );
  const others = announcements.length - amounts.length;
  const received =
    amounts.length === 0 || discreetNotifications ? [] : [texts.received(amounts.length, total)];
  return {
    title: texts.several(announcements.length),
    body: [
      ...received,
      ...(others === 0 ? [] : [texts.notReceived(others)]),
      ...(discreetNotifications ? [texts.discreet] : []),
    ].join(' '),
    paymentId: null,
  };
}
