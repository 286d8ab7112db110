import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { relayCommands } from '../../shared/bridge/relay-commands';
import { VaultShut } from '../settings/vault';
import { JoinFailure } from './join-relay';
import type { Relay } from './counter-relay';
import { RelayRefusal } from './relay-client';

export function createRelayHandlers(
  relay: Pick<Relay, 'join' | 'leave' | 'letIn' | 'phones'>,
  fail: (code: CommandError) => never,
): Pick<CommandHandlers, keyof typeof relayCommands> {
  const { phones } = relay;
  /** `known`: the relay's refusals that have a meaning here. */
  const asked = <T>(answer: Promise<T>, known: Readonly<Record<number, CommandError>> = {}): Promise<T> =>
    answer.catch((error: unknown) => {
      if (error instanceof VaultShut) fail('vault-shut');
      if (error instanceof RelayRefusal) fail(known[error.status ?? 0] ?? 'relay-unreachable');
      throw error;
    });
  return {
    listPhones: () => asked(phones.list()),
    offerPhone: ({ name }) => asked(phones.offer(name), { 409: 'phones-full' }),
    async withdrawPhoneOffer() {
      await asked(phones.withdraw());
      return null;
    },
    async removePhone({ id }) {
      await asked(phones.remove(id), { 404: 'phone-unknown', 409: 'relay-address-taken' });
      return null;
    },
    inviteCounter: async ({ lasts }) => ({
      invitation: await asked(relay.letIn(lasts), { 409: 'counters-full' }),
    }),
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
