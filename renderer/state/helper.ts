import { signal, type ReadonlySignal } from '@preact/signals';

const key = 'comptoir-helper';

/** Who works at this window: its own choice, kept on this computer. Empty: nobody said. */
export interface HelperName {
  readonly name: ReadonlySignal<string>;
  choose(name: string): void;
}

export function createHelperName(storage: Pick<Storage, 'getItem' | 'setItem'>): HelperName {
  const name = signal(storage.getItem(key) ?? '');
  return {
    name,
    choose(next) {
      name.value = next;
      storage.setItem(key, next);
    },
  };
}
