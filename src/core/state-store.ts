import type { AppState } from '../shared/state/app-state';
import type { Fact } from '../shared/state/fact';
import { reduce } from '../shared/state/reduce';
import type { RunInBackground } from './background';

export type FactListener = (fact: Fact, state: AppState) => void;

/** Holds the one state; facts go in, and listeners get each of them with the new state. */
export interface StateStore {
  readonly state: () => AppState;
  readonly dispatch: (fact: Fact) => void;
  readonly onFact: (listener: FactListener) => () => void;
}

/**
 * A listener that throws does not stop the others. A fact dispatched by a listener is delivered after the present one has
 * reached everybody: otherwise later listeners would get the older state last.
 */
export function createStateStore(
  initial: AppState,
  nowIso: () => string,
  runInBackground: RunInBackground,
): StateStore {
  let state = initial;
  const listeners = new Set<FactListener>();
  const untold: { readonly fact: Fact; readonly led: AppState }[] = [];
  let isTelling = false;
  const tellAll = (): void => {
    isTelling = true;
    for (let next = untold.shift(); next !== undefined; next = untold.shift()) {
      const { fact, led } = next;
      for (const listener of listeners) runInBackground('a listener', () => listener(fact, led));
    }
    isTelling = false;
  };
  return {
    state: () => state,
    dispatch(fact) {
      state = reduce(state, fact, nowIso());
      untold.push({ fact, led: state });
      if (!isTelling) tellAll();
    },
    onFact(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
