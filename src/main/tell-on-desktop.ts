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
}

/** Tells outside the window what happens: by Electron's notifications, else by the system's own programs, else inside it. */
export function tellOnDesktop(parts: DesktopTellerParts): DesktopTeller {
  const { comptoir, clock, log } = parts;
  const banner: ShowNotification = (words) => {
    parts.showBanner(words);
    return Promise.resolve();
  };
  const notify = inTurn(
    [
      { name: 'Electron', show: electronNotifier(parts) },
      { name: 'the system’s own programs', show: desktopNotifier(parts.icon) },
      { name: 'the window', show: banner },
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
  };
}
