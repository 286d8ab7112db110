import { useComputed, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { AddressAlarm } from './parts/address-alarm';
import { KnockAlarm } from './parts/knock-alarm';
import { Banner } from './parts/banner';
import { Header } from './parts/header';
import { MoveAway } from './features/moving/move-away';
import { MoveHere } from './features/moving/move-here';
import { NewPaymentsRegion } from './parts/new-payments-region';
import { useShopKeys } from './features/bell/use-shop-keys';
import { Counter } from './features/counter/counter';
import { Export } from './features/export/export';
import { Privacy } from './features/privacy/privacy';
import { HearingLine } from './features/counter/hearing-line';
import { Diagnosis } from './features/diagnosis/diagnosis';
import { OwnerGate } from './features/owner/owner-gate';
import { Payments } from './features/payments/payments';
import { Receipt } from './features/receipts/receipt';
import { Verify } from './features/receipts/verify';
import { Report } from './features/report/report';
import { Recovery } from './features/recovery/recovery';
import { Refusals } from './features/refusals/refusals';
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

/** Cut off from the core it keeps what was typed, and shows nothing that could pass for the present. */
function Window({ isCutOff }: { readonly isCutOff: boolean }) {
  const { navigation } = useWindow();
  useShopKeys();
  const view = navigation.view.value;
  const content = useRef<HTMLElement>(null);
  useTop(view.name, content);
  // At the counter they stand below the amount.
  const isElsewhere = view.name !== 'counter';
  // The set-up says at its own place that the provider knocks.
  const saysKnocks = isElsewhere && view.name !== 'setup';
  return (
    <>
      <Header view={view} />
      {view.name !== 'setup' && !isCutOff && <HearingLine />}
      {isElsewhere && !isCutOff && <AddressAlarm />}
      {saysKnocks && !isCutOff && <KnockAlarm />}
      <main ref={content} id="content" tabIndex={-1} hidden={isCutOff}>
        {view.name !== 'counter' && <Banner />}
        <ViewOf view={view} />
      </main>
      <NewPaymentsRegion />
    </>
  );
}

/** Another view begins at its top, where a screen reader is told its name. It may put the focus elsewhere afterwards. */
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
  switch (view.name) {
    case 'counter':
      return <Counter />;
    case 'payments':
      return <Payments paymentId={view.paymentId} />;
    case 'receipt':
      return <Receipt key={view.paymentId} paymentId={view.paymentId} />;
    case 'verify':
      return <Verify />;
    case 'report':
      return (
        <OwnerGate title={texts.report.title}>
          <Report days={view.days} />
        </OwnerGate>
      );
    case 'export':
      return (
        <OwnerGate title={texts.export.window.title}>
          <Export />
        </OwnerGate>
      );
    case 'privacy':
      return <Privacy />;
    case 'recovery':
      return <Recovery />;
    case 'refusals':
      return <Refusals />;
    case 'settings':
      return (
        <OwnerGate title={texts.settings.title}>
          <Settings />
        </OwnerGate>
      );
    case 'move-away':
      return (
        <OwnerGate title={texts.moving.away.title}>
          <MoveAway />
        </OwnerGate>
      );
    case 'move-here':
      return (
        <OwnerGate title={texts.moving.here.title}>
          <MoveHere />
        </OwnerGate>
      );
    case 'diagnosis':
      return <Diagnosis />;
    case 'technician':
      return (
        <OwnerGate title={texts.technician.title}>
          <Technician />
        </OwnerGate>
      );
    case 'setup':
      return (
        <OwnerGate title={texts.settings.setUpAgain}>
          <Setup step={view.step} />
        </OwnerGate>
      );
  }
}
