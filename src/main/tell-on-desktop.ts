import { createBackground, logFailures } from '../core/background';
import { inBursts } from '../core/announce/bursts';
import { fallbackChain, type Way } from '../core/announce/fallback-chain';
import { whyNotShown } from '../core/announce/not-shown';
import type { Comptoir } from '../core/comptoir';
import type { Clock, Log } from '../core/ports';
import type { NotificationWords } from '../shared/voice/announcement';
import { announceTexts } from '../shared/texts/announce-texts';
import type { DesktopMemory } from './desktop-memory';

export interface DesktopTellerParts {
  readonly comptoir: Pick<Comptoir, 'state' | 'onAnnouncement'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly memory: Pick<DesktopMemory, 'current' | 'remember'>;
  /** Ways to show it outside the window, the best first. */
  readonly ways: readonly Way[];
  /** A line in the window, for desktops that show nothing. */
  readonly showBanner: (words: NotificationWords) => void;
}

export interface DesktopTeller {
  /** The window was closed: explain once that the bell continues, because the person may have wanted to quit. */
  explainClosing(): void;
  /** Whether the computer showed the last one; shown only in the window does not count. Null: none since the start. */
  lastNotification(): 'shown' | 'not-shown' | null;
}

/** Shows announcements outside the window through the first way that works, else inside it. */
export function tellOnDesktop(parts: DesktopTellerParts): DesktopTeller {
  const { comptoir, clock, log, memory } = parts;
  let last: 'shown' | 'not-shown' | null = null;
  const banner: Way = {
    name: 'the window',
    show(words) {
      parts.showBanner(words);
      return Promise.resolve();
    },
  };
  const notify = fallbackChain([...parts.ways, banner], { clock, log });
  /** Resolves to whether the computer showed it. */
  const show = async (words: NotificationWords): Promise<boolean> => {
    try {
      last = (await notify(words)) === banner ? 'not-shown' : 'shown';
      return last === 'shown';
    } catch (error) {
      log(`the notification could not be shown: ${whyNotShown(error, words)}`);
      return false;
    }
  };
  const settings = () => comptoir.state().settings;
  const inBackground = createBackground(logFailures(log));
  const tell = inBursts({
    clock,
    settings,
    show: (words) => inBackground('a notification', () => show(words)),
  });
  comptoir.onAnnouncement((announcement) => {
    if (settings().notifications) tell(announcement);
  });
  return {
    explainClosing() {
      if (memory.current().closingExplained) return;
      const words = { ...announceTexts[settings().language].stillListening, paymentId: null };
      // A message inside the window that was just closed does not count as seen.
      inBackground('a notification', async () => {
        if (await show(words)) memory.remember({ closingExplained: true });
      });
    },
    lastNotification: () => last,
  };
}
