import { phoneDatabase } from '../../../src/shared/phones/phone-storage';

/** What the phone knows of the shop in a push. */
export interface PushedShop {
  readonly shopName: string;
  readonly country: string;
}

/** Null where it does not know the shop. Never rejects, because a push must be shown in any case. */
export async function knownShop(factory: IDBFactory, told: unknown): Promise<PushedShop | null> {
  if (typeof told !== 'object' || told === null || !('shop' in told) || typeof told.shop !== 'number')
    return null;
  const { shop } = told;
  return read(factory, shop).catch(() => null);
}

function read(factory: IDBFactory, shop: number): Promise<PushedShop | null> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(phoneDatabase.name);
    // The page creates the database: an empty one from here would block that.
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
