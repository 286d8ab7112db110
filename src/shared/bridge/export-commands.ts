import * as v from 'valibot';
import { exportFormats, type ExportStart } from '../payment/export';
import { command, day } from './command';

export const exportCommands = {
  /** One at a time; `state.exporting` tells how it goes. */
  startExport: command<ExportStart>('owner')(
    v.strictObject({
      format: v.picklist(exportFormats),
      from: v.exactOptional(day()),
      to: v.exactOptional(day()),
      payers: v.picklist(['masked', 'whole']),
    }),
  ),
  cancelExport: command<null>('owner')(v.null()),
  /**
   * The page that the window shows now. Null: the merchant cancelled. Refused in a browser, which prints by
   * itself.
   */
  savePdf: command<{ readonly file: string } | null>('owner')(v.strictObject({ day: day() })),
} as const;
