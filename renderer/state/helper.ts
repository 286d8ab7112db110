import { currentTime } from './now';
import { signal, type ReadonlySignal } from '@preact/signals';

const key = 'comptoir-helper';

/** Who works at this window: its own choice, kept on this computer. Empty: nobody said. */
export interface HelperName {
  readonly name: ReadonlySignal<string>;
  choose(name: string): void;
  /** The code that was typed for this name here and not refused, for a while; never kept anywhere. */
  readonly code: (name: string) => string | null;
  readonly remember: (name: string, code: string | null) => void;
}

/** Since it was used last. */
const rememberedMs = 15 * 60_000;

export function createHelperName(storage: Pick<Storage, 'getItem' | 'setItem'>): HelperName {
  const name = signal(storage.getItem(key) ?? '');
  let typed: { readonly name: string; readonly code: string; readonly until: number } | null = null;
  return {
    name,
    code: (asked) => (typed?.name === asked && currentTime() < typed.until ? typed.code : null),
    remember(whose, code) {
      typed = code === null ? null : { name: whose, code, until: currentTime() + rememberedMs };
    },
    choose(next) {
      name.value = next;
      storage.setItem(key, next);
    },
  };
}
