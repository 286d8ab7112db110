import { relayCommands } from '../../shared/bridge/relay-commands';
import { shopCommands } from '../../shared/bridge/shop-commands';
import type { CommandError } from '../../shared/bridge/contract';
import type { AskedHandlers } from '../access/caller';
import { createOtherShopsHandlers } from '../other-shops/other-shops-handlers';
import { createRelayHandlers } from '../relay/relay-handlers';
import type { PartsAtRelays } from './parts/open-at-relays';
import { whileOpen } from './while-open';

/** Commands of the window about this shop's relay, and about those of the owner's other shops. */
export function handlersAtRelays(
  { relay, otherShops }: PartsAtRelays,
  fail: (code: CommandError) => never,
): Pick<AskedHandlers, keyof typeof relayCommands | keyof typeof shopCommands> {
  return {
    ...whileOpen(relay, relayCommands, (opened) => createRelayHandlers(opened, fail), fail),
    ...whileOpen(otherShops, shopCommands, (opened) => createOtherShopsHandlers(opened, fail), fail),
  };
}
