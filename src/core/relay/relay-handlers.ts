import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { relayCommands } from '../../shared/bridge/relay-commands';
import { VaultShut } from '../settings/vault';
import { JoinFailure } from './join-relay';
import type { Relay } from './counter-relay';

export function createRelayHandlers(
  relay: Pick<Relay, 'join' | 'leave'>,
  fail: (code: CommandError) => never,
): Pick<CommandHandlers, keyof typeof relayCommands> {
  return {
    async joinRelay({ invitation }) {
      await relay.join(invitation).catch((error: unknown) => {
        if (error instanceof JoinFailure) fail(error.code);
        if (error instanceof VaultShut) fail('vault-shut');
        throw error;
      });
      return null;
    },
    async leaveRelay() {
      await relay.leave();
      return null;
    },
  };
}
