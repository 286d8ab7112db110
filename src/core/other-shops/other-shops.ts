import type { Preferences } from '../../shared/settings/preferences';
import { mostShops, type ShopFigures, type ShopsView } from '../../shared/phones/other-shops';
import type { Clock, Log, SecretStore } from '../ports';
import { sha256 } from '../relay/membership';
import { createRelayClient } from '../relay/relay-client';
import { createOpener } from '../sealing/sealed-box';
import { serialQueue } from '../storage/serial-queue';
import { comeIn, pairingLinkIn } from './come-in';
import { createFarewells, leaveAsPhone, type LeftShop } from './farewells';
import { followOtherShop, type ShopFollower } from './follow-other-shop';
import { nothingKnown, readKnown, writeKnown, type KnownShop } from './known-file';
import { mostRemembered, readShops, writeShops, type ShopKeys, type ShopsDocument } from './shop-keys';
import { allTogether, goneShop, leftShop, shownShop } from './shown-shop';

export interface OtherShopsParts {
  readonly dataDir: string;
  readonly store: Pick<SecretStore, 'read' | 'set'>;
  readonly preferences: () => Pick<Preferences, 'language'>;
  /** Public keys, base64, to which this shop's own rows are sealed. */
  readonly ownSealKeys: () => Promise<readonly string[]>;
  readonly ownFigures: () => Promise<ShopFigures>;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: typeof fetch;
}

/** Why a link does not add a shop. */
export class AddFailure extends Error {
  readonly code: 'shop-link-malformed' | 'shop-is-this-one' | 'shops-full';
  constructor(code: AddFailure['code']) {
    super(code);
    this.code = code;
  }
}

/**
 * The owner's other shops, read at their relays as a phone reads them. Nothing of them enters this shop's ledger. All
 * methods reject with `VaultShut` while their keys cannot be read.
 */
export interface OtherShops {
  /** The screen is open: the shops are followed for a while. */
  view(): Promise<ShopsView>;
  /** Rejects with `AddFailure` or `RelayRefusal`. */
  add(link: string): Promise<void>;
  remove(id: string): Promise<void>;
  stop(): Promise<void>;
}

/** A screen that shows them asks every few seconds. */
const lookMs = 30_000;

export async function openOtherShops(parts: OtherShopsParts): Promise<OtherShops> {
  const { dataDir, store, clock, log } = parts;
  const queued = serialQueue();
  const followers = new Map<string, ShopFollower>();
  let shops: ShopsDocument | null = null;
  let lookedAt = -Infinity;
  const sealOf = ({ seal }: ShopsDocument): Buffer => Buffer.from(seal, 'base64');

  const keepKnown = (): Promise<void> =>
    queued(async () => {
      if (shops === null) return;
      const known = [...followers].map(([id, { current }]): [string, KnownShop] => [id, current().known]);
      await writeKnown(dataDir, sealOf(shops), Object.fromEntries(known));
    }).catch((error: unknown) => log(`what is known of other shops is not kept: ${String(error)}`));
  const change = (next: (before: ShopsDocument) => ShopsDocument): Promise<void> =>
    queued(async () => {
      const changed = next(readShops(store));
      await writeShops(store, changed);
      shops = changed;
    });
  const forget =
    (id: string) =>
    (before: ShopsDocument): ShopsDocument => ({
      ...before,
      shops: before.shops.filter((one) => one.id !== id),
      gone: before.gone.filter((one) => one.id !== id),
      left: before.left.filter((one) => one.id !== id),
    });
  const farewells = createFarewells({
    ...{ clock, log, fetch: parts.fetch },
    left: () => shops?.left ?? [],
    onForgotten: (id) => change(forget(id)),
  });
  const follow = (keys: ShopKeys, known: KnownShop): void => {
    const { id } = keys;
    const follower = followOtherShop(keys, known, {
      clock,
      log,
      fetch: parts.fetch,
      isWanted: () => clock.uptime() - lookedAt < lookMs,
      onKeys: (next) =>
        change((before) => ({
          ...before,
          shops: before.shops.map((one) => (one.id === id ? next : one)),
        })),
      async onGone() {
        const { card } = follower.current().keys;
        followers.delete(id);
        await change((before) => {
          const others = forget(id)(before);
          return { ...others, gone: [...others.gone, { id, card }].slice(-mostRemembered) };
        });
        await keepKnown();
      },
      onRest: () => {
        keepKnown().catch((error: unknown) => log(String(error)));
      },
    });
    followers.set(id, follower);
  };
  const load = async (): Promise<ShopsDocument> => {
    if (shops !== null) return shops;
    const found = readShops(store);
    shops = found;
    const known = await readKnown(dataDir, sealOf(found));
    for (const keys of found.shops) follow(keys, known[keys.id] ?? nothingKnown);
    return found;
  };
  const loaded = (): Promise<ShopsDocument> => queued(load);
  const drop = async (id: string): Promise<void> => {
    const follower = followers.get(id);
    followers.delete(id);
    await follower?.stop();
  };
  const leave = (keys: ShopKeys): Promise<void> =>
    leaveAsPhone(keys, { clock, fetch: parts.fetch }).catch((error: unknown) =>
      // This blocks nobody: the shop lists this computer among its phones and can remove it.
      log(`a relay was not told: ${String(error)}`),
    );
  await loaded().catch((error: unknown) => log(`other shops are not read yet: ${String(error)}`));
  // Relays that do not answer must not delay the start.
  farewells.say().catch((error: unknown) => log(String(error)));

  return {
    async view() {
      const { gone, left } = await loaded();
      lookedAt = clock.uptime();
      for (const follower of followers.values()) follower.wake();
      const { language } = parts.preferences();
      const shown = [...followers.values()].map(({ current }) => shownShop(current(), clock.now(), language));
      const own = await parts.ownFigures();
      return {
        own,
        others: [
          ...shown,
          ...gone.map((one) => goneShop(one, language)),
          ...left.map((one) => leftShop(one, language)),
        ],
        all: allTogether([own, ...shown]),
      };
    },
    async add(pasted) {
      const link = pairingLinkIn(pasted);
      if (link === null) throw new AddFailure('shop-link-malformed');
      const { shops: before } = await loaded();
      if (before.length >= mostShops) throw new AddFailure('shops-full');
      const { origin } = link;
      const keys = await comeIn(link, createRelayClient({ origin, token: null, fetch: parts.fetch, clock }));
      const own = await parts.ownSealKeys();
      if (keys.keys.some((key) => own.includes(publicHalf(key)))) {
        await leave(keys);
        throw new AddFailure('shop-is-this-one');
      }
      const former = before.find(({ id }) => id === keys.id);
      try {
        await change((present) => {
          const others = forget(keys.id)(present);
          return { ...others, shops: [...others.shops, keys] };
        });
      } catch (error) {
        await leave(keys);
        throw error;
      }
      await drop(keys.id);
      follow(keys, nothingKnown);
      if (former !== undefined) await leave(former);
    },
    async remove(id) {
      await loaded();
      await change((before) => {
        const others = forget(id)(before);
        const former = before.shops.find((one) => one.id === id);
        if (former === undefined) return others;
        return { ...others, left: [...others.left, leftOf(former)].slice(-mostRemembered) };
      });
      await drop(id);
      await keepKnown();
      await farewells.say();
    },
    async stop() {
      farewells.stop();
      await Promise.all([...followers.values()].map((follower) => follower.stop()));
      await keepKnown();
    },
  };
}

/** A new id, because the shop may be added again before its relay was told. */
function leftOf({ origin, token, card }: ShopKeys): LeftShop {
  return { id: sha256(token).slice(0, 16), origin, token, card };
}

function publicHalf(key: string): string {
  return createOpener(Buffer.from(key, 'base64url')).publicKey.toString('base64');
}
