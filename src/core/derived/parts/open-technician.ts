import { dayOf } from '../../../shared/calendar';
import { localOriginOf } from '../../../shared/state/app-state';
import type { ComptoirPorts } from '../../comptoir-ports';
import { checkCloses } from '../../day-close/close-book';
import type { Intake } from '../../intake/intake';
import { providers } from '../../providers';
import { knownSince } from '../../retention/forget-payers';
import { realDisk } from '../../storage/disk';
import { openKeptCalls } from '../../technician/kept-calls';
import { createTechnician, type Technician } from '../../technician/technician';
import type { Derived, Part } from '../derived';

/** The technician's page: the last calls, the log, the check of the ledger. */
export async function openTechnician(
  derived: Derived,
  { dataDir, ledger, clock, log, logTail, settings, state, callListeners, offset }: Intake,
  { writeClipboard, chooseFilePlace }: Pick<ComptoirPorts, 'writeClipboard' | 'chooseFilePlace'>,
): Promise<Part<Technician>> {
  const isForgotten = (at: string): boolean =>
    dayOf(at, offset()) < knownSince({ settings, clock, utcOffsetMinutes: offset });
  const technician = await derived.open(
    'technician',
    async () =>
      createTechnician({
        calls: await openKeptCalls({
          dataDir,
          disk: realDisk,
          clock: derived.clockFor('technician'),
          log,
          isForgotten,
        }),
        ledger,
        providers,
        clock,
        logTail,
        writeClipboard,
        chooseFilePlace,
        language: () => settings.current().language,
        checkCloses: () => checkCloses(realDisk, dataDir, ledger),
        origin: () => localOriginOf(state()) ?? 'http://127.0.0.1',
      }),
    (opened) => opened.close(),
  );
  callListeners.add({ onCall: (call) => technician.use((opened) => opened.onCall(call)) });
  return technician;
}
