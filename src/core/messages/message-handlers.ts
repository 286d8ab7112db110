import * as v from 'valibot';
import type { CommandError } from '../../shared/bridge/contract';
import type { messageCommands } from '../../shared/bridge/message-commands';
import { pastedWay } from '../../shared/settings/owner-messages';
import type { AskedHandlers } from '../access/caller';
import type { Secrets } from '../settings/secrets';
import { VaultShut } from '../settings/vault';
import { isDiskFull } from '../storage/disk';
import type { OwnerMessages } from './owner-messages';

interface MessageHandlerParts {
  readonly messages: OwnerMessages;
  readonly secrets: Pick<Secrets, 'ownerMessages' | 'saveOwnerMessages'>;
  readonly fail: (code: CommandError) => never;
  /** The settings that windows see have changed. */
  readonly onChanged: () => void;
}

const notSent = {
  'no-chat': 'message-chat-unknown',
  refused: 'message-refused',
  unreachable: 'message-unreachable',
} as const;

export function createMessageHandlers({
  messages,
  secrets,
  fail,
  onChanged,
}: MessageHandlerParts): Pick<AskedHandlers, keyof typeof messageCommands> {
  const notSaved = (error: unknown): never =>
    fail(error instanceof VaultShut ? 'vault-shut' : isDiskFull(error) ? 'disk-full' : 'secret-store-failed');
  return {
    async setOwnerMessages({ way: pasted }) {
      if (pasted === null) await secrets.saveOwnerMessages(null).catch(notSaved);
      else {
        const trimmed = Object.fromEntries(
          Object.entries(pasted).map(([name, value]) => [name, value.trim()]),
        );
        const { success, output } = v.safeParse(pastedWay, trimmed);
        const way = await messages.complete(success ? output : fail('message-way-malformed'));
        if (typeof way === 'string') return fail(notSent[way]);
        await secrets.saveOwnerMessages(way).catch(notSaved);
      }
      await messages.onWay();
      onChanged();
      return null;
    },
    async tryOwnerMessages() {
      const sent = await messages.try(secrets.ownerMessages() ?? fail('message-way-malformed'));
      return sent === 'sent' ? null : fail(notSent[sent]);
    },
  };
}
