import { fromBase64 } from './open-sealed';
import type { RelayQuestions } from './relay-questions';

export type PushState =
  /** `home-first`: an iPhone allows notifications only for pages on its home screen. */
  | { readonly kind: 'impossible'; readonly why: 'not-here' | 'home-first' }
  | { readonly kind: 'off' }
  | { readonly kind: 'on' }
  | { readonly kind: 'problem'; readonly why: 'denied' | 'failed' };

export interface PushParts {
  readonly relay: RelayQuestions;
  readonly tokens: () => readonly string[];
  readonly registration: () => Promise<ServiceWorkerRegistration | null>;
}

/** Whether this phone reports silences while its page is closed. A person must ask for it. */
export function createPush({ relay, tokens, registration }: PushParts) {
  const impossible = (): PushState | null => {
    if ('PushManager' in window && 'Notification' in window) return null;
    return { kind: 'impossible', why: isIphoneBrowser() ? 'home-first' : 'not-here' };
  };
  return {
    async state(): Promise<PushState> {
      const none = impossible();
      if (none !== null) return none;
      const subscribed = await (await registration())?.pushManager.getSubscription();
      return { kind: subscribed != null && Notification.permission === 'granted' ? 'on' : 'off' };
    },
    async turnOn(): Promise<PushState> {
      const none = impossible();
      if (none !== null) return none;
      if ((await Notification.requestPermission()) !== 'granted') return { kind: 'problem', why: 'denied' };
      try {
        const registered = await registration();
        if (registered === null) return { kind: 'problem', why: 'failed' };
        const subscription = await registered.pushManager.subscribe({
          userVisibleOnly: true,
          applicationServerKey: fromBase64(await relay.pushKey()),
        });
        const { endpoint, keys } = subscription.toJSON();
        for (const token of tokens()) await relay.subscribe(token, { endpoint, keys });
        return { kind: 'on' };
      } catch (error) {
        console.error(error);
        return { kind: 'problem', why: 'failed' };
      }
    },
    async turnOff(): Promise<PushState> {
      const subscribed = await (await registration())?.pushManager.getSubscription();
      await subscribed?.unsubscribe();
      // The relay's entry ends by itself: the push service reports that it is gone.
      for (const token of tokens())
        await relay.unsubscribe(token).catch((error: unknown) => console.error(error));
      return { kind: 'off' };
    },
    /** For a shop that joined later, or a subscription that the browser renewed. */
    async repeat(): Promise<void> {
      const subscribed = await (await registration())?.pushManager.getSubscription();
      if (subscribed == null) return;
      const { endpoint, keys } = subscribed.toJSON();
      for (const token of tokens()) await relay.subscribe(token, { endpoint, keys });
    },
  };
}

export type Push = ReturnType<typeof createPush>;

/** In Safari, not on the home screen. */
export function isIphoneBrowser(): boolean {
  return 'standalone' in navigator && navigator.standalone === false;
}
