import './old-browsers';
import './screen.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { hereMs } from '../../src/shared/screens/protocol';
import { createDeviceMemory, parseKeyText, type DeviceKey } from './device-key';
import { createPairing, type PairingOutcome } from './lan-pairing';
import { createLanTransport } from './lan-transport';
import { createLostCounter } from './lost-counter';
import { createPost } from './post';
import { createBell } from './sound';
import { createScreenStore, type ScreenStore } from './screen-store';
import { describeDevice } from './describe-device';
import { ScreenApp } from './screen-app';
import type { StartState } from './start-page';
import { stayAwake } from './stay-awake';
import { browserLanguage } from './screen-words';

/** The page of the shop's other screens: pairs by a QR or six digits, then shows the page of its role. */
function openScreen(root: HTMLElement): void {
  const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
  const fetchIt = fetch.bind(window);
  const post = createPost(fetchIt);
  const memory = createDeviceMemory(() => window.localStorage);
  const pairing = createPairing(post, random, describeDevice(navigator.userAgent));
  const bell = createBell(fetchIt);
  const store = signal<ScreenStore | null>(null);
  const start = signal<StartState>({ kind: 'lead' });
  let leave = (): void => undefined;

  /** `otherwise`: the device's former key, tried where the counter does not know the new one. */
  const live = (device: DeviceKey, otherwise: DeviceKey | null = null): void => {
    leave();
    let present = device;
    const transport = createLanTransport({ device, post, fetch: fetchIt, random });
    const lost = createLostCounter({
      fetch: fetchIt,
      random,
      navigator,
      location: window.location,
      device: () => present,
    });
    const keep = (addresses: readonly string[]): void => {
      present = { ...device, addresses };
      memory.keep(present);
    };
    transport.onLink((link) => {
      lost.onLink(link);
      if (link.kind === 'up') keep(link.begun.addresses);
      if (link.kind === 'removed') memory.forget();
      if (link.kind === 'stranger' && otherwise !== null) live(otherwise);
    });
    transport.onEvent((event) => {
      if (event.kind === 'moved') keep(event.addresses);
    });
    store.value = createScreenStore({ transport, bell, page: document, lostCause: lost.cause });
    leave = () => {
      transport.stop();
      lost.stop();
    };
    transport.start();
  };
  const pair = async (pairs: () => Promise<PairingOutcome>, way: 'offer' | 'digits'): Promise<void> => {
    start.value = { kind: 'asking' };
    const outcome = await pairs();
    if (outcome.kind !== 'paired') {
      start.value = { kind: outcome.kind, way };
      return;
    }
    start.value = { kind: 'waiting', way, code: outcome.code };
    memory.keep(outcome.device);
    live(outcome.device);
  };
  const runPair = (pairs: () => Promise<PairingOutcome>, way: 'offer' | 'digits'): void => {
    pair(pairs, way).catch(() => (start.value = { kind: 'silent', way }));
  };

  const offer = /[#&]p=([\w-]+)/.exec(window.location.hash)?.[1];
  const brought = /[#&]k=([\w.-]+)/.exec(window.location.hash)?.[1];
  // Remove the code or key from the address: a used code is useless, and a key must not show when the page is opened
  // again.
  if (window.location.hash !== '') window.history.replaceState(null, '', window.location.pathname);
  if (offer !== undefined) {
    runPair(() => pairing.byOffer(offer), 'offer');
  } else {
    const kept = memory.read();
    const moved = brought === undefined ? null : parseKeyText(brought);
    if (moved !== null) live(moved, kept);
    else if (kept !== null) live(kept);
  }
  const check = (): void => store.value?.transport.check();
  for (const event of ['online', 'pageshow', 'focus']) window.addEventListener(event, check);
  for (const event of ['visibilitychange', 'resume']) document.addEventListener(event, check);
  const sayHere = (): void => store.value?.sayHere();
  document.addEventListener('visibilitychange', () => store.value?.hideOrShow());
  document.addEventListener('visibilitychange', sayHere);
  bell.isOn.subscribe(sayHere);
  stayAwake(document, navigator);
  setInterval(sayHere, hereMs);
  setInterval(() => store.value?.tick(), 250);
  render(
    <ScreenApp
      store={store}
      start={start}
      language={browserLanguage(navigator.languages)}
      onDigits={() => runPair(() => pairing.byDigits(), 'digits')}
    />,
    root,
  );
}

const root = document.getElementById('screen');
if (root !== null) openScreen(root);
