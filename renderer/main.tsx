// First, so that a feature's own rules come after the common ones.
import './styles/tokens.css';
import './styles/base.css';
import './styles/header.css';
import './styles/fields.css';
import './styles/status.css';
import './styles/parts.css';
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { Bridge } from '../src/shared/bridge/contract';
import type { AppState } from '../src/shared/state/app-state';
import { App } from './app';
import { createComputerVoice } from './audio/computer-voice';
import { createPlayer } from './audio/player';
import { ringAlong } from './audio/ringer';
import { createWebBridge, wait, type Link, type WebBridge } from './bridge/web-bridge';
import { afterInPage, watchSilence } from './bridge/watch-silence';
import { reloadForNewToken, takeWebToken } from './bridge/web-token';
import { createAttention } from './state/attention';
import { createHelperName } from './state/helper';
import { createNavigation } from './state/view';
import { createNow } from './state/now';
import { WindowContext, type SoundGate } from './state/window-context';
import { createWindowStore, type WindowStore } from './state/window-store';
import { inBackground } from './state/in-background';

/** The window's composition root: the bridge of its home, what is known, what is shown. */
function openWindow(root: HTMLElement): void {
  const native = window.comptoir;
  const { store, soundGate } =
    native === undefined ? overHttp() : { store: createWindowStore(native), soundGate: null };
  const navigation = createNavigation(window);
  const attention = createAttention(window);

  if (native !== undefined) followLink(store, beatsOf(native));
  store.bridge.on('reveal', (place) =>
    navigation.go(
      'screen' in place ? { name: place.screen } : { name: 'payments', paymentId: place.paymentId },
    ),
  );
  let welcomed = false;
  effect(() => {
    const state = store.state.value;
    if (state === null) return;
    const { access, addressChange, lastAuthenticatedAt, settings } = state;
    // The wizard takes the place of nothing that works, and of no alarm; nor does it stand before the owner's PIN.
    const isNew = !settings.setUp && !isHeard(lastAuthenticatedAt) && addressChange === null;
    const isAtHome = navigation.view.peek().name === 'counter';
    if (!welcomed && isNew && access.kind !== 'locked' && isAtHome)
      navigation.go({ name: 'setup', step: null });
    welcomed = true;
  });
  // Electron knows better than a page whether its window is in front; a browser's page must find out by itself.
  if (native === undefined) {
    effect(() => {
      const shown = navigation.view.value.name;
      const looking = attention.value && (shown === 'counter' || shown === 'payments');
      if (looking && (store.state.value?.unseen ?? 0) > 0)
        inBackground(store.bridge.invoke('markPaymentsSeen', null));
    });
  }

  const helper = createHelperName(window.localStorage);
  const parts = { store, navigation, now: createNow(window), helper, soundGate };
  render(
    <WindowContext.Provider value={parts}>
      <App />
    </WindowContext.Provider>,
    root,
  );
}

/** A provider has called for real money, with the right secret. */
function isHeard(heard: AppState['lastAuthenticatedAt']): boolean {
  return Object.entries(heard).some(([endpoint, at]) => endpoint.endsWith('live') && at !== null);
}

/** What was missed is asked for before anything is shown as it is now. */
function followLink(store: WindowStore, onLink: WebBridge['onLink']): void {
  let present: Link = 'connecting';
  onLink((link) => {
    present = link;
    if (link !== 'up') {
      store.setLink(link);
      return;
    }
    // A question that fails leaves what was shown before; the next gap asks again.
    const shown = (): void => {
      if (present === 'up') store.setLink('up');
    };
    store.reload().then(shown, shown);
  });
}

/** The app's own bridge has no link that could break, but a core that stands still is as far away as one that is gone. */
function beatsOf(bridge: Bridge): WebBridge['onLink'] {
  return (listener) => {
    let isSilent = false;
    const silence = watchSilence(afterInPage, () => {
      isSilent = true;
      listener('lost');
    });
    const leave = bridge.on('beat', () => {
      silence.broken();
      if (isSilent) listener('up');
      isSilent = false;
    });
    listener('up');
    return () => {
      silence.stop();
      leave();
    };
  };
}

/** In a plain browser: the loopback bridge, and this page rings itself as far as the browser lets it. */
function overHttp(): { store: WindowStore; soundGate: SoundGate } {
  const bridge: WebBridge = createWebBridge({
    origin: window.location.origin,
    token: takeWebToken(window),
    lostMessage: () => store.texts.value.window.link.commandLost,
    fetch: fetch.bind(window),
    wait,
    after: afterInPage,
  });
  reloadForNewToken(window);
  const store = createWindowStore(bridge);
  followLink(store, (listener) => bridge.onLink(listener));

  const player = createPlayer(fetch.bind(window), createComputerVoice(window));
  const heldBack = signal(false);
  ringAlong(bridge, player, document.documentElement, () => (heldBack.value = true));
  inBackground(player.unlock().then((heard) => (heldBack.value = !heard)));
  return {
    store,
    soundGate: {
      heldBack,
      // The click lets the page make sound, and the bell is heard at once.
      open: () =>
        inBackground(
          player.unlock().then((heard) => {
            heldBack.value = !heard;
            if (heard) inBackground(bridge.invoke('replayLast', null));
          }),
        ),
    },
  };
}

const root = document.getElementById('window');
if (root !== null) openWindow(root);
