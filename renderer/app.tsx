import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { AddressAlarm } from './parts/address-alarm';
import { KnockAlarm } from './parts/knock-alarm';
import { Banner } from './parts/banner';
import { Header } from './parts/header';
import { NewPaymentsRegion } from './parts/new-payments-region';
import { PortAlarm } from './parts/port-alarm';
import { useShopKeys } from './features/bell/use-shop-keys';
import { Counter } from './features/counter/counter';
import { HearingLine } from './features/counter/hearing-line';
import { Diagnosis } from './features/diagnosis/diagnosis';
import { AskOwnerPin } from './features/owner/ask-owner-pin';
import { Payments } from './features/payments/payments';
import { Refusals } from './features/refusals/refusals';
import { Setup } from './features/setup/setup';
import { inBackground } from './state/in-background';
import { useShop, useWindow } from './state/window-context';
import type { RareView, View } from './state/view';

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
  const rareViews = useRareViews(view.name);
  useTop(view.name, rareViews !== null, content);
  // At the counter the alarms are below the amount.
  const isElsewhere = view.name !== 'counter';
  // The set-up shows the provider's refused calls in its own place.
  const saysKnocks = isElsewhere && view.name !== 'setup';
  // These views are where the alarms are dealt with; the others keep room for what they show.
  const isBrief = view.name !== 'setup' && view.name !== 'refusals';
  return (
    <>
      <Header view={view} />
      {view.name !== 'setup' && !isCutOff && <HearingLine />}
      {isElsewhere && !isCutOff && <AddressAlarm brief={isBrief} />}
      {isElsewhere && !isCutOff && <PortAlarm brief={isBrief} />}
      {saysKnocks && !isCutOff && <KnockAlarm brief={isBrief} />}
      <main ref={content} id="content" tabIndex={-1} hidden={isCutOff}>
        {view.name !== 'counter' && <Banner />}
        <ViewOf view={view} rareViews={rareViews} />
      </main>
      <NewPaymentsRegion />
    </>
  );
}

/** A new view starts at its heading, so that a screen reader says its name. The view may move the focus afterwards. */
function useTop(
  name: View['name'],
  isLoaded: boolean,
  content: { readonly current: HTMLElement | null },
): void {
  const shown = useRef(name);
  useLayoutEffect(() => {
    const title = content.current?.querySelector('h1');
    // Its heading may still have to be loaded.
    if (shown.current === name || (!isLoaded && title === null)) return;
    shown.current = name;
    window.scrollTo({ top: 0 });
    title?.setAttribute('tabindex', '-1');
    title?.focus({ preventScroll: true });
  }, [name, isLoaded, content]);
}

type RareViews = ComponentType<{ readonly view: RareView }>;

/**
 * Loaded once the first view is on the screen, whether or not they are asked for: a page that stays open over an update
 * would no longer find them. After a failure the next view asks again.
 */
function useRareViews(name: View['name']): RareViews | null {
  const loaded = useSignal<{ readonly RareViews: RareViews } | null>(null);
  useEffect(() => {
    if (loaded.peek() === null) inBackground(import('./rare-views').then((found) => (loaded.value = found)));
  }, [name, loaded]);
  return loaded.value?.RareViews ?? null;
}

interface ViewOfProps {
  readonly view: View;
  readonly rareViews: RareViews | null;
}

function ViewOf({ view, rareViews: Rare }: ViewOfProps) {
  const { texts } = useShop();
  switch (view.name) {
    case 'counter':
      return <Counter />;
    case 'payments':
      return <Payments paymentId={view.paymentId} />;
    case 'refusals':
      return <Refusals />;
    case 'diagnosis':
      return <Diagnosis />;
    case 'setup':
      return (
        <AskOwnerPin title={texts.settings.setUpAgain}>
          <Setup step={view.step} />
        </AskOwnerPin>
      );
    default:
      return Rare === null ? <p class="opening">{texts.window.link.connecting}</p> : <Rare view={view} />;
  }
}
