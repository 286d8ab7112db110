import { signal, type Signal } from '@preact/signals';
import { currentTime } from './now';

/** The helper at this window. The core knows who has the counter. */
export interface Helper {
  /** The chosen name that the core has not confirmed yet; empty: nobody. */
  readonly touched: Signal<string | null>;
  /** The code typed here for this name, kept in memory for a while if it was not refused. */
  readonly code: (name: string) => string | null;
  readonly remember: (name: string, code: string | null) => void;
}

/** After its last use. */
const rememberedMs = 15 * 60_000;

export function createHelper(): Helper {
  let typed: { readonly name: string; readonly code: string; readonly until: number } | null = null;
  return {
    touched: signal(null),
    code: (name) => (typed?.name === name && currentTime() < typed.until ? typed.code : null),
    remember(whose, code) {
      typed = code === null ? null : { name: whose, code, until: currentTime() + rememberedMs };
    },
  };
}
