import { signal, type Signal } from '@preact/signals';
import { render } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { createHelperName } from '../../../renderer/state/helper';
import { createNavigation } from '../../../renderer/state/screen';
import { WindowContext } from '../../../renderer/state/window-context';
import { createWindowStore } from '../../../renderer/state/window-store';
import { createPretendedCore, type PretendedCore } from './pretended-core';
import type { Scene } from './scenes';

export interface OpenedWindow {
  readonly core: PretendedCore;
  readonly now: Signal<number>;
}

/** Part of the window on a pretended core, as a test of components sees it. */
export async function openWindow(
  scene: Scene,
  now: number,
  children: ComponentChildren,
): Promise<OpenedWindow> {
  const core = createPretendedCore(scene);
  const store = createWindowStore(core.bridge);
  await store.reload();
  const time = signal(now);
  const parts = {
    ...{ store, navigation: createNavigation(window), now: time, soundGate: null },
    helper: createHelperName(window.localStorage),
  };
  render(<WindowContext.Provider value={parts}>{children}</WindowContext.Provider>);
  return { core, now: time };
}
