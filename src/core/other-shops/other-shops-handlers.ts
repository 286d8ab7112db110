import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { shopCommands } from '../../shared/bridge/shop-commands';
import { RelayRefusal } from '../relay/relay-client';
import { VaultShut } from '../settings/vault';
import { AddFailure, type OtherShops } from './other-shops';

export function createOtherShopsHandlers(
  shops: OtherShops,
  fail: (code: CommandError) => never,
): Pick<CommandHandlers, keyof typeof shopCommands> {
  const failed = (error: unknown): never => {
    if (error instanceof VaultShut) fail('vault-shut');
    if (error instanceof AddFailure) fail(error.code);
    if (error instanceof RelayRefusal) fail(error.status === 403 ? 'shop-link-used' : 'relay-unreachable');
    throw error;
  };
  return {
    listShops: () => shops.view().catch(failed),
    async addShop({ link }) {
      await shops.add(link).catch(failed);
      return null;
    },
    async removeShop({ id }) {
      await shops.remove(id).catch(failed);
      return null;
    },
  };
}
