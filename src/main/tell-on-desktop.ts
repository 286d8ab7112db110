import { desktopNotifier } from '../core/announce/desktop-notifier';
import { inBursts } from '../core/announce/bursts';
import { inTurn } from '../core/announce/in-turn';
import type { Comptoir } from '../core/comptoir';
import type { Clock, Log, ShowNotification } from '../core/ports';
import type { NotificationWords } from '../shared/announcement';
import { announceTexts } from '../shared/texts/announce-texts';
import { electronNotifier } from './notifications';

export interface DesktopTellerParts {
  readonly comptoir: Comptoir;
  readonly icon: string;
  readonly clock: Clock;
  readonly log: Log;
  /** A line in the window, for desktops that show nothing. */
  readonly showBanner: (words: NotificationWords) => void;
  readonly onClicked: (words: NotificationWords) => void;
}

export interface DesktopTeller {
  /** The window was closed for the first time: whoever did it may have meant to quit. */
  explainClosing(): void;
  /** Whether the computer showed the last one; in the window alone is not shown. Null: none since the start. */
  lastNotification(): 'shown' | 'not-shown' | null;
}

/** Tells outside the window what happens: by Electron's notifications, else by the system's own programs, else inside it. */
export function tellOnDesktop(parts: DesktopTellerParts): DesktopTeller {
  const { comptoir, clock, log } = parts;
  let last: 'shown' | 'not-shown' | null = null;
  const noting =
    (show: ShowNotification, outcome: 'shown' | 'not-shown'): ShowNotification =>
    async (words) => {
      await show(words);
      last = outcome;
    };
  const banner: ShowNotification = (words) => {
    parts.showBanner(words);
    return Promise.resolve();
  };
  const notify = inTurn(
    [
      { name: 'Electron', show: noting(electronNotifier(parts), 'shown') },
      { name: 'the system’s own programs', show: noting(desktopNotifier(parts.icon), 'shown') },
      { name: 'the window', show: noting(banner, 'not-shown') },
    ],
    { clock, log },
  );
  const show = (words: NotificationWords): void => {
    notify(words).catch((error: unknown) => log(`the notification could not be shown: ${String(error)}`));
  };
  const settings = () => comptoir.state().settings;
  const tell = inBursts({ clock, settings, show });
  comptoir.onAnnouncement((announcement) => {
    if (settings().notifications) tell(announcement);
  });
  return {
    explainClosing: () => show({ ...announceTexts[settings().language].stillListening, paymentId: null }),
    lastNotification: () => last,
  };
}
