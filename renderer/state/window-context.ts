import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ReadonlySignal } from '@preact/signals';
import type { AppState } from '../../src/shared/state/app-state';
import type { Bridge } from '../../src/shared/bridge/contract';
import type { Texts } from '../../src/shared/texts/texts';
import type { Helper } from './helper';
import type { Navigation } from './view';
import type { When } from './when';
import type { WindowStore } from './window-store';

/** Sound in a plain browser, which may block it until the page is touched. */
export interface SoundGate {
  readonly heldBack: ReadonlySignal<boolean>;
  readonly open: () => void;
}

/** What every part of the window may use. */
export interface WindowParts {
  readonly store: WindowStore;
  readonly navigation: Navigation;
  readonly now: ReadonlySignal<number>;
  readonly helper: Helper;
  /** Null in Electron, where the app itself rings. */
  readonly soundGate: SoundGate | null;
}

export const WindowContext = createContext<WindowParts | null>(null);

export function useWindow(): WindowParts {
  const parts = useContext(WindowContext);
  if (parts === null) throw new Error('This component is used outside of the window.');
  return parts;
}

export interface Shop {
  readonly bridge: Bridge;
  readonly state: AppState;
  readonly texts: Texts;
  readonly when: When;
  /** "à 10:42 (il y a 3 min)", following the clock. */
  readonly ago: (instant: string) => string;
}

/** The shop as it is now; only below the point where the first snapshot has arrived. */
export function useShop(): Shop {
  const { store, now } = useWindow();
  const state = store.state.value;
  if (state === null) throw new Error('This component is shown before the first snapshot.');
  const texts = store.texts.value;
  const when = store.when.value;
  return { bridge: store.bridge, state, texts, when, ago: (instant) => when.ago(instant, now.value) };
}
