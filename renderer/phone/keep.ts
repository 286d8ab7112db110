import type { KeptPayment } from '../../src/shared/phones/read-row';
import type { ToldShop } from '../../src/shared/phones/told-shop';
import { phoneDatabase } from '../../src/shared/phones/phone-storage';
import type { ShopKeys } from './come-in';

export interface KeptShop extends ShopKeys {
  readonly cursor: { readonly seq: number; readonly key: string };
  readonly told: ToldShop | null;
}

/** On the phone: keys that no script can read, and payments without their payers. */
export interface PhoneKeep {
  shops(): Promise<readonly KeptShop[]>;
  payments(shop: number): Promise<readonly KeptPayment[]>;
  /** Stores both or neither: the place in the log, and what was read up to it. */
  save(shop: KeptShop, payments: readonly KeptPayment[]): Promise<void>;
  /** Removes payments of a shop from before that day, or all of them. */
  dropPayments(shop: number, before: string | null): Promise<void>;
  /** Deletes everything about the shop, its keys first. */
  forget(shop: number): Promise<void>;
}

const { shops, payments } = phoneDatabase;

export async function openPhoneKeep(factory: IDBFactory): Promise<PhoneKeep> {
  const opening = factory.open(phoneDatabase.name, phoneDatabase.version);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(shops, { keyPath: 'shop' });
    opening.result.createObjectStore(payments, { keyPath: ['shop', 'seq'] });
  };
  const database = await done(opening);
  const ofShop = (shop: number): IDBKeyRange => IDBKeyRange.bound([shop, 0], [shop, Infinity]);
  const written = (change: (step: IDBTransaction) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const step = database.transaction([shops, payments], 'readwrite');
      step.oncomplete = () => resolve();
      step.onabort = () => reject(step.error ?? new Error('the phone kept nothing'));
      change(step);
    });
  return {
    shops: () => done(database.transaction(shops).objectStore(shops).getAll() as IDBRequest<KeptShop[]>), // only `save` writes there
    payments: (shop) =>
      done(
        // only `save` writes there
        database.transaction(payments).objectStore(payments).getAll(ofShop(shop)) as IDBRequest<
          KeptPayment[]
        >,
      ),
    save: (shop, added) =>
      written((step) => {
        step.objectStore(shops).put(shop);
        for (const payment of added) step.objectStore(payments).put(payment);
      }),
    dropPayments: (shop, before) =>
      written((step) => {
        const store = step.objectStore(payments);
        if (before === null) {
          store.delete(ofShop(shop));
          return;
        }
        const walk = store.openCursor(ofShop(shop));
        walk.onsuccess = () => {
          const at = walk.result;
          if (at === null) return;
          if ((at.value as KeptPayment).day < before) at.delete(); // only `save` writes there
          at.continue();
        };
      }),
    forget: (shop) =>
      written((step) => {
        step.objectStore(shops).delete(shop);
        step.objectStore(payments).delete(ofShop(shop));
      }),
  };
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the phone’s memory does not answer'));
  });
}
