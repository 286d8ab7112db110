import { phoneDatabase } from '../../../src/shared/phones/phone-storage';

/** What the phone keeps of the shop that a push is about. */
export interface PushedShop {
  readonly shopName: string;
  readonly country: string;
}

/** Null where it knows no such shop. Never rejects: a push is shown whatever the phone remembers. */
export async function knownShop(factory: IDBFactory, told: unknown): Promise<PushedShop | null> {
  if (typeof told !== 'object' || told === null || !('shop' in told) || typeof told.shop !== 'number')
    return null;
  const { shop } = told;
  return read(factory, shop).catch(() => null);
}

function read(factory: IDBFactory, shop: number): Promise<PushedShop | null> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(phoneDatabase.name);
    // The page makes it: an empty one of ours would stand in its way.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => reject(opening.error ?? new Error('nothing is kept here'));
    opening.onsuccess = () => {
      const asked = opening.result
        .transaction(phoneDatabase.shops)
        .objectStore(phoneDatabase.shops)
        .get(shop);
      asked.onerror = () => reject(asked.error ?? new Error('the phone’s memory does not answer'));
      asked.onsuccess = () => {
        const found = asked.result as { readonly card?: PushedShop } | undefined; // as the page writes it
        opening.result.close();
        resolve(found?.card ?? null);
      };
    };
  });
}
