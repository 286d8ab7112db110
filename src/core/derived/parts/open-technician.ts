import { localOriginOf } from '../../../shared/state/app-state';
import type { ComptoirPorts } from '../../comptoir-ports';
import { checkCloses } from '../../day-close/close-book';
import type { Intake } from '../../intake/open-intake';
import { providers } from '../../providers';
import { realDisk } from '../../storage/disk';
import { createTechnician, type Technician } from '../../technician/technician';
import type { Derived, Part } from '../derived';

/** The technician's page: the last calls, the log, what is checked there. */
export async function openTechnician(
  derived: Derived,
  { dataDir, ledger, clock, logTail, settings, state, followers }: Intake,
  { writeClipboard }: Pick<ComptoirPorts, 'writeClipboard'>,
): Promise<Part<Technician>> {
  const technician = await derived.open('technician', () =>
    createTechnician({
      ...{ ledger, providers, clock, logTail, writeClipboard, language: () => settings.current().language },
      checkCloses: () => checkCloses(realDisk, dataDir, ledger),
      origin: () => localOriginOf(state()) ?? 'http://127.0.0.1',
    }),
  );
  followers.follow({ onCall: (call) => technician.use((opened) => opened.onCall(call)) });
  return technician;
}
