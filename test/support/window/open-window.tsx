import { signal, type Signal } from '@preact/signals';
import { configure, render } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { onTestFinished, vi } from 'vitest';
import { createHelper } from '../../../renderer/state/helper';
import { createNavigation } from '../../../renderer/state/view';
import { WindowContext } from '../../../renderer/state/window-context';
import { createWindowStore } from '../../../renderer/state/window-store';
import type { Scene } from './scenes';
import { openShop, type Shop, type ShopPorts } from './shop';

// A busy machine may take its time: what holds, holds as soon as it does.
configure({ asyncUtilTimeout: 10_000 });

export interface OpenedWindow {
  readonly shop: Shop;
  readonly now: Signal<number>;
}

/** Part of the window on a shop of its own, as a test of components sees it. */
export async function openWindow(
  scene: Scene,
  children: ComponentChildren,
  ports: ShopPorts = {},
): Promise<OpenedWindow> {
  const shop = await openShop(scene, ports);
  onTestFinished(() => shop[Symbol.asyncDispose]());
  return showWindow(shop, scene.now, children);
}

/** The same, for a shop with an earlier scene. The page's clock stops with the shop's. */
export async function showWindow(shop: Shop, at: number, children: ComponentChildren): Promise<OpenedWindow> {
  vi.useFakeTimers({ toFake: ['Date'], now: at });
  onTestFinished(() => {
    vi.useRealTimers();
    // Files of tests share one page: the next one begins at its first screen.
    window.location.hash = '';
  });
  const store = createWindowStore(shop.bridge);
  await store.reload();
  const time = signal(at);
  const parts = {
    ...{ store, navigation: createNavigation(window), now: time, soundGate: null },
    helper: createHelper(),
  };
  render(<WindowContext.Provider value={parts}>{children}</WindowContext.Provider>);
  return { shop, now: time };
}
