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
import { ownClipsOf } from './audio/own-clips';
import { createPlayer } from './audio/player';
import { ringAlong } from './audio/ringer';
import { createWebBridge, wait, type Link, type WebBridge } from './bridge/web-bridge';
import { afterInPage, startHeartbeatTimeout } from './bridge/heartbeat-timeout';
import { reloadForNewToken, takeWebToken } from './bridge/web-token';
import { createAttention } from './state/attention';
import { createHelper } from './state/helper';
import { createNavigation } from './state/view';
import { createNow } from './state/now';
import { WindowContext, type SoundGate } from './state/window-context';
import { createWindowStore, type WindowStore } from './state/window-store';
import { inBackground } from './state/in-background';

/** The window's composition root: bridge, state, views. */
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
    // Do not open the set-up over a counter that works, over an alarm, or before the owner's PIN was typed.
    const isNew = !settings.setUp && !isHeard(lastAuthenticatedAt) && addressChange === null;
    const isAtHome = navigation.view.peek().name === 'counter';
    if (!welcomed && isNew && access.kind !== 'locked' && isAtHome)
      navigation.go({ name: 'setup', step: null });
    welcomed = true;
  });
  // Electron tells whether its window is in front; a page in a browser must find out by itself.
  if (native === undefined) {
    effect(() => {
      const shown = navigation.view.value.name;
      const looking = attention.value && (shown === 'counter' || shown === 'payments');
      if (looking && (store.state.value?.unseen ?? 0) > 0)
        inBackground(store.bridge.invoke('markPaymentsSeen', null));
    });
  }

  const helper = createHelper();
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

/** Ask for what was missed before showing anything as current. */
function followLink(store: WindowStore, onLink: WebBridge['onLink']): void {
  let present: Link = 'connecting';
  onLink((link) => {
    present = link;
    if (link !== 'up') {
      store.setLink(link);
      return;
    }
    // If the request fails, keep what was shown; the next gap asks again.
    const shown = (): void => {
      if (present === 'up') store.setLink('up');
    };
    store.reload().then(shown, shown);
  });
}

/** Electron's bridge cannot break, but a core that hangs is as unreachable as one that has ended. */
function beatsOf(bridge: Bridge): WebBridge['onLink'] {
  return (listener) => {
    let isSilent = false;
    const timeout = startHeartbeatTimeout(afterInPage, () => {
      isSilent = true;
      listener('lost');
    });
    const leave = bridge.on('beat', () => {
      timeout.restart();
      if (isSilent) listener('up');
      isSilent = false;
    });
    listener('up');
    return () => {
      timeout.stop();
      leave();
    };
  };
}

/** In a plain browser: uses the loopback bridge, and rings on this page as far as the browser allows. */
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

  const player = createPlayer(fetch.bind(window), createComputerVoice(window), ownClipsOf(bridge));
  const heldBack = signal(false);
  ringAlong(bridge, player, document.documentElement, () => (heldBack.value = true));
  inBackground(player.unlock().then((heard) => (heldBack.value = !heard)));
  return {
    store,
    soundGate: {
      heldBack,
      // The click lets the page play sound, and the bell is heard at once.
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
