import { statfs } from 'node:fs/promises';
import type { AppState } from '../../shared/state/app-state';
import type { diagnosticsCommands } from '../../shared/bridge/diagnostics-commands';
import type { CommandError } from '../../shared/bridge/contract';
import type { Health } from '../../shared/diagnosis/diagnosis';
import type { Refusal } from '../../shared/diagnosis/refusal';
import { projectState } from '../../shared/access/project-state';
import { diagnosisTexts } from '../../shared/texts/diagnosis-texts';
import type { AskedHandlers, Caller } from '../access/caller';
import type { ChooseFilePlace, Clock, Diagnostics, Log } from '../ports';
import { saveFile } from '../saved-file';
import type { LogTail } from '../technician/log-tail';
import type { ClockComparison } from './clock-comparison';
import { diagnosticsZip } from './diagnostics-zip';

export interface DiagnosticsHandlerParts {
  readonly dataDir: string;
  readonly diagnostics: Diagnostics;
  readonly clockComparison: Pick<ClockComparison, 'aheadMs'>;
  readonly state: () => AppState;
  /** Those that the caller may see. */
  readonly refusals: (caller: Caller) => readonly Refusal[];
  readonly logTail: Pick<LogTail, 'lines'>;
  readonly chooseFilePlace: ChooseFilePlace;
  readonly clock: Clock;
  readonly log: Log;
  readonly fail: (code: CommandError) => never;
}

export function createDiagnosticsHandlers(
  parts: DiagnosticsHandlerParts,
): Pick<AskedHandlers, keyof typeof diagnosticsCommands> {
  const { diagnostics, state, clock, log, fail } = parts;
  const health = async (): Promise<Health> => ({
    freeBytes: await statfs(parts.dataDir).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => null,
    ),
    clockAheadMs: parts.clockComparison.aheadMs(),
    lastNotification: diagnostics.lastNotification(),
  });

  return {
    getHealth: health,
    async saveDiagnostics(_nothing, caller) {
      const { fileName } = diagnosisTexts[state().settings.language].zip;
      const now = clock.now();
      const minute = new Date(now).toISOString().slice(0, 16).replace(/[T:]/g, '-');
      const place = await parts.chooseFilePlace(`comptoir-${fileName}-${minute}.zip`);
      if (place === null) return { kind: 'declined' };
      const chunks = diagnosticsZip({
        diagnostics,
        now,
        state: projectState(caller.role(), state()),
        health: await health(),
        refusals: parts.refusals(caller),
        lastLines: parts.logTail.lines(),
      });
      return saveFile(place, chunks, 'the diagnostics', { log, fail });
    },
    async showLogFolder() {
      const { showFolder, logFolder } = diagnostics;
      if (showFolder === null) return fail('no-dialog');
      await showFolder(logFolder).catch((error: unknown) => {
        log(`the folder of logs could not be shown: ${String(error)}`);
        fail('folder-not-shown');
      });
      return null;
    },
  };
}
