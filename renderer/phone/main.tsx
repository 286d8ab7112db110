import '../screen/screen.css';
import './phone.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { pairingSecretIn } from '../../src/shared/phones/phone-pairing';
import { phoneTexts } from '../../src/shared/texts/phone-texts';
import { browserLanguage } from '../screen/screen-words';
import { inBackground } from '../state/in-background';
import { openPhoneKeep } from './keep';
import { PhoneApp } from './phone-app';
import { openPhoneStore, type PhoneStore } from './phone-store';
import { createPush, isIphoneBrowser } from './push';
import { createRelayQuestions } from './relay-questions';

const minuteMs = 60_000;

/** The page that a relay serves to owners' phones. */
async function openPhone(root: HTMLElement): Promise<void> {
  const language = browserLanguage(navigator.languages);
  document.documentElement.lang = language;
  document.title = phoneTexts[language].title;
  const { href } = window.location;
  const secret = takeSecret();
  const brought = secret !== null && isIphoneBrowser() ? href : null;
  const worker =
    'serviceWorker' in navigator ? navigator.serviceWorker.register('./worker.js') : Promise.resolve(null);
  const relay = createRelayQuestions(fetch.bind(window));
  const keep = await openPhoneKeep(window.indexedDB).catch(() => null);
  if (keep === null) {
    root.textContent = phoneTexts[language].noMemory;
    return;
  }
  const now = (): number => Date.now(); // eslint-disable-line no-restricted-syntax -- the page's one clock
  const store = await openPhoneStore({ relay, keep, now });
  const push = createPush({
    relay,
    tokens: () => store.shops.value.map(({ shop }) => shop.token),
    registration: () => worker.catch(() => null),
  });
  const nowMs = signal(now());
  setInterval(() => {
    nowMs.value = now();
  }, minuteMs / 4);
  whenSeen(store, () => {
    nowMs.value = now();
  });
  const add = (found: string | null): void => {
    if (found !== null) inBackground(store.add(found).then(() => push.repeat()));
  };
  if (brought === null) add(secret);
  // The camera may open another shop's link in a page that is already open.
  window.addEventListener('hashchange', () => add(takeSecret()));
  render(<PhoneApp {...{ store, push, language, nowMs, brought }} />, root);
  await worker;
}

/** The secret from the link. It works once, so it is removed from the address bar and the history. */
function takeSecret(): string | null {
  const secret = pairingSecretIn(window.location.hash);
  if (window.location.hash !== '') window.history.replaceState(null, '', window.location.pathname);
  return secret;
}

/** A hidden page uses neither battery nor data. */
function whenSeen(store: PhoneStore, onSeen: () => void): void {
  const look = (): void => {
    if (document.hidden) {
      inBackground(store.sleep());
      return;
    }
    onSeen();
    store.wake();
  };
  document.addEventListener('visibilitychange', look);
  window.addEventListener('online', look);
  window.addEventListener('pageshow', look);
}

const root = document.getElementById('phone');
if (root !== null) inBackground(openPhone(root));
