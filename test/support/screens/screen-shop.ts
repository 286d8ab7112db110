import { join } from 'node:path';
import type { DeviceKey } from '../../../renderer/screen/device-key';
import type { ScreenRole } from '../../../src/shared/access/roles';
import { systemClock, type Clock } from '../../../src/core/ports';
import { openComptoir, type OpenedComptoir } from '../open-comptoir';
import { countedBytes } from './counted-bytes';
import { openScreen, pairingAt, type ScreenClient } from './screen-client';

export interface ScreenShop extends AsyncDisposable {
  readonly shop: OpenedComptoir;
  /** Of the door. */
  readonly origin: string;
  /** As the owner at the counter. */
  readonly offer: (role: ScreenRole, name: string) => Promise<string>;
  /** Paired and let in. */
  readonly pair: (role: ScreenRole, name: string) => Promise<DeviceKey>;
  /** What the counter showed for an owner's view. */
  readonly codeOf: (device: DeviceKey) => string;
  readonly screen: (device: DeviceKey) => Promise<ScreenClient>;
}

let shops = 0;

/** The whole core with its door on 127.0.0.2, which no other test's receiver listens at. */
export async function openScreenShop(
  dataDir: string,
  {
    clock = systemClock,
    port = 0,
    address = '127.0.0.2',
  }: { readonly clock?: Clock; readonly port?: number; readonly address?: string } = {},
): Promise<ScreenShop> {
  shops += 1;
  const random = countedBytes(`shop ${shops}`);
  const pageDir = join(import.meta.dirname, '../../fixtures/screen-page');
  const shop = await openComptoir(dataDir, {
    clock,
    screens: { pageDir, lan: { port, address } },
  });
  const { screens } = shop.state();
  if (screens.kind !== 'open') throw new Error(`the door is ${JSON.stringify(screens)}`);
  const [origin = ''] = screens.addresses;
  const codes = new Map<string, string>();
  let lastCode = '';
  const offer = async (role: ScreenRole, name: string): Promise<string> => {
    const { links, code } = await shop.handlers.offerScreen({ role, name, instead: null });
    lastCode = code ?? '';
    return /#p=([\w-]+)/.exec(links[0] ?? '')?.[1] ?? '';
  };
  return {
    ...{ shop, origin, offer },
    codeOf: ({ id }) => codes.get(id) ?? '',
    async pair(role, name) {
      const outcome = await pairingAt(origin, random).byOffer(await offer(role, name));
      if (outcome.kind !== 'paired') throw new Error(`not paired: ${outcome.kind}`);
      await shop.handlers.confirmScreen({ id: outcome.device.id, isIt: true });
      codes.set(outcome.device.id, lastCode);
      return outcome.device;
    },
    screen: (device) => openScreen(origin, device, random),
    [Symbol.asyncDispose]: () => shop[Symbol.asyncDispose](),
  };
}
