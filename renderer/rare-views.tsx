import type { ComponentChildren } from 'preact';
import { Export } from './features/export/export';
import { MoveAway } from './features/moving/move-away';
import { MoveHere } from './features/moving/move-here';
import { AskOwnerPin } from './features/owner/ask-owner-pin';
import { Privacy } from './features/privacy/privacy';
import { Receipt } from './features/receipts/receipt';
import { Verify } from './features/receipts/verify';
import { Recovery } from './features/recovery/recovery';
import { Report } from './features/report/report';
import { Settings } from './features/settings/settings';
import { Shops } from './features/shops/shops';
import { Technician } from './features/technician/technician';
import { Recorder } from './features/voice/recorder';
import type { RareView } from './state/view';
import { useShop } from './state/window-context';

/** The views that are not needed for the first payment to be seen: a chunk of their own. */
export function RareViews({ view }: { readonly view: RareView }) {
  const { texts } = useShop();
  const ownersOnly = (title: string, content: ComponentChildren) => (
    <AskOwnerPin title={title}>{content}</AskOwnerPin>
  );
  switch (view.name) {
    case 'receipt':
      return <Receipt key={view.paymentId} paymentId={view.paymentId} />;
    case 'verify':
      return <Verify />;
    case 'voice':
      return ownersOnly(texts.recorder.title, <Recorder />);
    case 'report':
      return ownersOnly(texts.report.title, <Report days={view.days} />);
    case 'export':
      return ownersOnly(texts.export.window.title, <Export />);
    case 'shops':
      return ownersOnly(texts.shops.title, <Shops />);
    case 'privacy':
      return <Privacy />;
    case 'recovery':
      return <Recovery />;
    case 'settings':
      return ownersOnly(texts.settings.title, <Settings section={view.section} />);
    case 'move-away':
      return ownersOnly(texts.moving.away.title, <MoveAway />);
    case 'move-here':
      return ownersOnly(texts.moving.here.title, <MoveHere />);
    case 'technician':
      return ownersOnly(texts.technician.title, <Technician />);
  }
}
