import { batch, signal, type ReadonlySignal } from '@preact/signals';
import type { KeptPayment } from '../../src/shared/phones/read-row';
import { firstDayKept, monthsKept, type ShopLink } from '../../src/shared/phones/told-shop';
import { comeIn } from './come-in';
import { createShopLogReader, type ShopLogReader } from './shop-log-reader';
import type { KeptShop, PhoneKeep } from './keep';
import { RelayRefusal, type RelayQuestions } from './relay-questions';

/** One shop as the page shows it. */
export interface ShownShop {
  readonly shop: KeptShop;
  readonly payments: readonly KeptPayment[];
  readonly link: ShopLink;
}

export type ComingIn =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'used' }
  | { readonly kind: 'silent' };

export interface PhoneStore {
  readonly shops: ReadonlySignal<readonly ShownShop[]>;
  readonly comingIn: ReadonlySignal<ComingIn>;
  /** Names of shops that removed this phone, until a person has read them. */
  readonly removed: ReadonlySignal<readonly string[]>;
  readonly add: (pairingSecret: string) => Promise<void>;
  /** The phone's owner removes a shop. */
  readonly leave: (shop: number) => Promise<void>;
  readonly closeRemoved: () => void;
  /** In front again, or the network is back. */
  readonly wake: () => void;
  /** Hidden behind another page: stop using the network. */
  readonly sleep: () => Promise<void>;
}

export interface PhoneStoreParts {
  readonly relay: RelayQuestions;
  readonly keep: PhoneKeep;
  readonly now: () => number;
}

/** The phone's knowledge of its shops, from its storage and from the relay. */
export async function openPhoneStore({ relay, keep, now }: PhoneStoreParts): Promise<PhoneStore> {
  const shops = signal<readonly ShownShop[]>([]);
  const comingIn = signal<ComingIn>({ kind: 'idle' });
  const removed = signal<readonly string[]>([]);
  const readers = new Map<number, ShopLogReader>();
  let isAsleep = false;
  const change = (id: number, part: Partial<ShownShop>): void => {
    shops.value = shops.value.map((one) => (one.shop.shop === id ? { ...one, ...part } : one));
  };
  const drop = (id: number): void => {
    readers.delete(id);
    shops.value = shops.value.filter(({ shop }) => shop.shop !== id);
  };
  const follow = (shop: KeptShop, payments: readonly KeptPayment[]): void => {
    const id = shop.shop;
    if (readers.has(id)) return;
    readers.set(
      id,
      createShopLogReader(shop, payments, {
        relay,
        keep,
        now,
        onShop: (next) => change(id, { shop: next }),
        onPayments: (next) => change(id, { payments: next }),
        onLink: (link) => change(id, { link }),
        onRemoved: () =>
          batch(() => {
            removed.value = [...removed.value, shop.card.shopName];
            drop(id);
          }),
      }),
    );
  };
  const show = (shop: KeptShop, payments: readonly KeptPayment[]): void => {
    shops.value = [
      ...shops.value.filter((one) => one.shop.shop !== shop.shop),
      { shop, payments, link: 'connecting' },
    ];
    follow(shop, payments);
  };
  for (const shop of await keep.shops()) {
    await keep.dropPayments(shop.shop, firstDayKept(shop.card, now(), monthsKept));
    show(shop, await keep.payments(shop.shop));
  }
  return {
    shops,
    comingIn,
    removed,
    async add(pairingSecret) {
      comingIn.value = { kind: 'asking' };
      try {
        const keys = await comeIn(relay, pairingSecret);
        await readers.get(keys.shop)?.stop();
        readers.delete(keys.shop);
        await keep.forget(keys.shop);
        const shop: KeptShop = { ...keys, cursor: { seq: 0, key: '' }, told: null };
        await keep.save(shop, []);
        comingIn.value = { kind: 'idle' };
        show(shop, []);
      } catch (error) {
        const isUsed = error instanceof RelayRefusal && error.status === 403;
        comingIn.value = { kind: isUsed ? 'used' : 'silent' };
      }
    },
    async leave(id) {
      const one = shops.value.find(({ shop }) => shop.shop === id);
      await readers.get(id)?.stop();
      await keep.forget(id);
      drop(id);
      // A relay that does not answer blocks nobody: the counter lists the phone and can remove it.
      if (one !== undefined)
        await relay.leave(one.shop.token).catch((error: unknown) => console.error(error));
    },
    closeRemoved() {
      removed.value = [];
    },
    wake() {
      if (isAsleep) for (const { shop, payments } of shops.value) follow(shop, payments);
      else for (const reader of readers.values()) reader.wake();
      isAsleep = false;
    },
    async sleep() {
      isAsleep = true;
      const all = [...readers.values()];
      readers.clear();
      await Promise.all(all.map((reader) => reader.stop()));
    },
  };
}
