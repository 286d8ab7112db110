import { onTestFinished, expect } from 'vitest';
import type { OtherShop, ShopsView } from '../../src/shared/phones/other-shops';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import type { clusterOfTests } from './cluster-of-tests';
import { openComptoir, type OpenedComptoir, type OpenOptions } from './open-comptoir';
import { relayHere, type RelayHere } from './relay-here';
import { invitationTo, postAs, relayKey } from './relay-process';
import { temporaryFolder } from './temporary-folder';

const secret = 'the live secret of this test';
export const soon = { timeout: 15_000 };

/** Another shop of an owner at its relay, and the owner's own computer. */
export interface Place {
  readonly relay: RelayHere;
  readonly database: string;
  readonly key: string;
  /** The other shop, and the computer of the owner that looks at it. */
  readonly awa: OpenedComptoir;
  readonly owner: OpenedComptoir;
  readonly ownerFolder: string;
  readonly link: (name?: string) => Promise<string>;
  readonly pay: (transactionId: string) => Promise<number>;
}

/** Ended with the test, the last first. */
export function ending<T extends AsyncDisposable>(opened: T): T {
  onTestFinished(() => opened[Symbol.asyncDispose]());
  return opened;
}

export async function openPlace(
  cluster: ReturnType<typeof clusterOfTests>,
  options: OpenOptions = {},
): Promise<Place> {
  const database = await cluster.database();
  const key = relayKey();
  const relay = await relayHere(database, { key });
  onTestFinished(async () => {
    await relay.end();
  });
  const folder = ending(await temporaryFolder());
  const ownerFolder = ending(await temporaryFolder());
  const awa = ending(await openComptoir(folder.path, { environment: { COMPTOIR_HASH_SECRET: secret } }));
  await awa.handlers.changeSettings({ shopName: 'Chez Awa' });
  const invitation = await invitationTo(relay.url, database);
  await awa.handlers.joinRelay({ invitation });
  await expect.poll(() => awa.state().relay.kind, soon).toBe('collecting');
  const owner = ending(await openComptoir(ownerFolder.path, options));
  await owner.handlers.changeSettings({ shopName: 'Chez Koffi' });
  const { pathname } = new URL(webhookUrlsOf(awa.state(), 'live').local ?? '');
  return {
    ...{ relay, database, key, awa, owner, ownerFolder: ownerFolder.path },
    link: async (name = 'Ordinateur de Koffi') => (await awa.handlers.offerPhone({ name })).link,
    pay: (transactionId) => postAs(`${relay.url}${pathname}`, secret, transactionId),
  };
}

/** Looks until the one other shop is as told. */
export async function seen(
  { handlers }: OpenedComptoir,
  isSo: (shop: OtherShop | undefined, view: ShopsView) => boolean,
): Promise<ShopsView> {
  let view = await handlers.listShops(null);
  await expect
    .poll(async () => {
      view = await handlers.listShops(null);
      return isSo(view.others[0], view);
    }, soon)
    .toBe(true);
  return view;
}
