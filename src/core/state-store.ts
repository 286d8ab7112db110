import type { AppState } from '../shared/state/app-state';
import type { Fact } from '../shared/state/fact';
import { reduce } from '../shared/state/reduce';
import type { RunInBackground } from './background';

export type FactListener = (fact: Fact, state: AppState) => void;

/** Holds the one state; facts go in, listeners hear each of them with the state it led to. */
export interface StateStore {
  readonly state: () => AppState;
  readonly dispatch: (fact: Fact) => void;
  readonly onFact: (listener: FactListener) => () => void;
}

/**
 * A listener that throws stops no other. A fact dispatched by a listener is delivered after the present one is
 * delivered to all: otherwise later listeners would hear the older state last, and draw it.
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
