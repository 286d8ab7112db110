import { useComputed, useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { AddressAlarm } from './parts/address-alarm';
import { KnockAlarm } from './parts/knock-alarm';
import { Banner } from './parts/banner';
import { Header } from './parts/header';
import { MoveAway } from './features/moving/move-away';
import { MoveHere } from './features/moving/move-here';
import { NewPaymentsRegion } from './parts/new-payments-region';
import { PortAlarm } from './parts/port-alarm';
import { useShopKeys } from './features/bell/use-shop-keys';
import { Counter } from './features/counter/counter';
import { Export } from './features/export/export';
import { Privacy } from './features/privacy/privacy';
import { HearingLine } from './features/counter/hearing-line';
import { Diagnosis } from './features/diagnosis/diagnosis';
import { Voice } from './features/voice/voice';
import { AskOwnerPin } from './features/owner/ask-owner-pin';
import { Payments } from './features/payments/payments';
import { Receipt } from './features/receipts/receipt';
import { Verify } from './features/receipts/verify';
import { Report } from './features/report/report';
import { Recovery } from './features/recovery/recovery';
import { Refusals } from './features/refusals/refusals';
import { Shops } from './features/shops/shops';
import { Settings } from './features/settings/settings';
import { Technician } from './features/technician/technician';
import { Setup } from './features/setup/setup';
import { useShop, useWindow } from './state/window-context';
import type { View } from './state/view';

export function App() {
  const { store } = useWindow();
  const hasState = useComputed(() => store.state.value !== null);
  const words = store.texts.value.window.link;
  useSignalEffect(() => {
    const { state } = store;
    document.documentElement.lang = state.value?.settings.language ?? 'fr';
    const unseen = store.link.value === 'up' ? (state.value?.unseen ?? 0) : 0;
    document.title = unseen === 0 ? 'Comptoir' : `(${unseen}) Comptoir`;
  });
  const link = store.link.value;
  const trouble = link === 'lost' ? words.lost : link === 'locked-out' ? words.lockedOut : null;
  return (
    <>
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {hasState.value ? (
        <Window isCutOff={trouble !== null} />
      ) : (
        trouble === null && <p class="opening">{words.connecting}</p>
      )}
    </>
  );
}

/** While cut off from the core, keep what was typed but show nothing that could look current. */
function Window({ isCutOff }: { readonly isCutOff: boolean }) {
  const { navigation } = useWindow();
  useShopKeys();
  const view = navigation.view.value;
  const content = useRef<HTMLElement>(null);
  useTop(view.name, content);
  // At the counter the alarms are below the amount.
  const isElsewhere = view.name !== 'counter';
  // The set-up shows the provider's refused calls in its own place.
  const saysKnocks = isElsewhere && view.name !== 'setup';
  return (
    <>
      <Header view={view} />
      {view.name !== 'setup' && !isCutOff && <HearingLine />}
      {isElsewhere && !isCutOff && <AddressAlarm />}
      {isElsewhere && !isCutOff && <PortAlarm />}
      {saysKnocks && !isCutOff && <KnockAlarm />}
      <main ref={content} id="content" tabIndex={-1} hidden={isCutOff}>
        {view.name !== 'counter' && <Banner />}
        <ViewOf view={view} />
      </main>
      <NewPaymentsRegion />
    </>
  );
}

/** A new view starts at its heading, so that a screen reader says its name. The view may move the focus afterwards. */
function useTop(name: View['name'], content: { readonly current: HTMLElement | null }): void {
  const shown = useRef(name);
  useLayoutEffect(() => {
    if (shown.current === name) return;
    shown.current = name;
    window.scrollTo({ top: 0 });
    const title = content.current?.querySelector('h1');
    title?.setAttribute('tabindex', '-1');
    title?.focus({ preventScroll: true });
  }, [name, content]);
}

function ViewOf({ view }: { readonly view: View }) {
  const { texts } = useShop();
  const ownersOnly = (title: string, content: ComponentChildren) => (
    <AskOwnerPin title={title}>{content}</AskOwnerPin>
  );
  switch (view.name) {
    case 'counter':
      return <Counter />;
    case 'payments':
      return <Payments paymentId={view.paymentId} />;
    case 'receipt':
      return <Receipt key={view.paymentId} paymentId={view.paymentId} />;
    case 'verify':
      return <Verify />;
    case 'voice':
      return ownersOnly(texts.recorder.title, <Voice />);
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
    case 'refusals':
      return <Refusals />;
    case 'settings':
      return ownersOnly(texts.settings.title, <Settings section={view.section} />);
    case 'move-away':
      return ownersOnly(texts.moving.away.title, <MoveAway />);
    case 'move-here':
      return ownersOnly(texts.moving.here.title, <MoveHere />);
    case 'diagnosis':
      return <Diagnosis />;
    case 'technician':
      return ownersOnly(texts.technician.title, <Technician />);
    case 'setup':
      return ownersOnly(texts.settings.setUpAgain, <Setup step={view.step} />);
  }
}
