import { openOwnerMessages, type OwnerMessages } from '../../messages/owner-messages';
import type { Intake } from '../../intake/intake';
import type { ComptoirPorts } from '../../comptoir-ports';
import type { Derived, Part } from '../derived';

/** Messages to the owner's phone. Open them before the record of silences, which reports the end of a silence. */
export async function openMessages(
  derived: Derived,
  { dataDir, settings, secrets, notices, log, onFact }: Intake,
  { fetchProvider }: Pick<ComptoirPorts, 'fetchProvider'>,
): Promise<Part<OwnerMessages>> {
  const messages = await derived.open(
    'messages',
    () =>
      openOwnerMessages({
        dataDir,
        log,
        settings: () => settings.current(),
        way: () => secrets.ownerMessages(),
        fetch: fetchProvider,
        clock: derived.clockFor('messages'),
        onRefused: () => notices.raise({ kind: 'owner-message-refused' }),
        onSent: () => notices.clear('owner-message-refused'),
      }),
    (opened) => opened.stop(),
  );
  onFact((fact) => {
    if (fact.kind === 'deaf-period') messages.use((opened) => opened.follow(fact.period));
  });
  return messages;
}
