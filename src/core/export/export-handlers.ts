import { createBackground, logFailures } from '../background';
import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { exportCommands } from '../../shared/bridge/export-commands';
import type { ExportProgress, ExportRequest } from '../../shared/payment/export';
import { utcOffsetMinutes } from '../../shared/settings/settings';
import { dayTexts } from '../../shared/texts/day-texts';
import { exportTexts } from '../../shared/texts/export-texts';
import { dayOf } from '../../shared/calendar';
import type { ChooseFilePlace, Clock, FilePlace, Log, PrintPage } from '../ports';
import type { SettingsFile } from '../settings/settings-file';
import { exportFile, type ExportParts } from './export';

export interface ExportHandlerParts {
  readonly ledger: ExportParts['ledger'];
  readonly settings: Pick<SettingsFile, 'current'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly chooseFilePlace: ChooseFilePlace;
  readonly printPage: PrintPage | null;
  readonly onProgress: (progress: ExportProgress) => void;
  readonly fail: (code: CommandError) => never;
}

/** Often enough to see progress, and rarely enough to cost nothing. */
const tellEveryMs = 250;

export function createExportHandlers(
  parts: ExportHandlerParts,
): Pick<CommandHandlers, keyof typeof exportCommands> {
  const { ledger, settings, clock, log, chooseFilePlace, printPage, onProgress, fail } = parts;
  /** The export that is being asked for, or is running. */
  let current: AbortController | null = null;

  const run = async (place: FilePlace, request: ExportRequest, stop: AbortSignal): Promise<void> => {
    const { language, country } = settings.current();
    let payments = 0;
    let toldAt = -Infinity;
    onProgress({ kind: 'running', payments });
    const chunks = exportFile(
      {
        ledger,
        language,
        utcOffsetMinutes: utcOffsetMinutes[country],
        exportedAt: new Date(clock.now()).toISOString(),
        onProgress(taken) {
          payments = taken;
          if (Math.abs(clock.now() - toldAt) < tellEveryMs) return;
          toldAt = clock.now();
          onProgress({ kind: 'running', payments });
        },
      },
      request,
    );
    try {
      await place.write(chunks, stop);
      onProgress({ kind: 'done', payments, file: place.file });
    } catch (error) {
      if (!stop.aborted) log(`the export could not be written: ${String(error)}`);
      onProgress({ kind: stop.aborted ? 'cancelled' : 'failed' });
    }
  };

  const inBackground = createBackground(logFailures(log));

  return {
    async startExport(request) {
      if (current !== null) fail('export-running');
      const stop = new AbortController();
      current = stop;
      const over = (): void => {
        if (current === stop) current = null;
      };
      const { fileName } = exportTexts[settings.current().language];
      const today = dayOf(clock.now(), utcOffsetMinutes[settings.current().country]);
      const days = [...new Set([request.from, request.to ?? today])].filter((day) => day !== undefined);
      const place = await chooseFilePlace(
        `comptoir-${[fileName, ...days].join('-')}.${request.format}`,
      ).catch((error: unknown) => {
        over();
        throw error;
      });
      if (place === null) {
        over();
        return { kind: 'declined' };
      }
      inBackground('an export', () => run(place, request, stop.signal).finally(over));
      return place.path === null ? { kind: 'started' } : { kind: 'download', path: place.path };
    },
    cancelExport() {
      current?.abort();
      return Promise.resolve(null);
    },
    async savePdf({ day }) {
      const bytes = await (printPage ?? fail('bad-argument'))();
      const name = dayTexts[settings.current().language].fileName;
      const place = await chooseFilePlace(`comptoir-${name}-${day}.pdf`);
      if (place === null) return null;
      await place.write(once(bytes), new AbortController().signal).catch(() => fail('file-not-written'));
      return { file: place.file ?? '' };
    },
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
