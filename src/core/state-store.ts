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

/** A listener that throws is the loss of nobody else. */
export function createStateStore(
  initial: AppState,
  nowIso: () => string,
  runInBackground: RunInBackground,
): StateStore {
  let state = initial;
  const listeners = new Set<FactListener>();
  return {
    state: () => state,
    dispatch(fact) {
      state = reduce(state, fact, nowIso());
      const led = state;
      for (const listener of listeners) runInBackground('a listener', () => listener(fact, led));
    },
    onFact(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
