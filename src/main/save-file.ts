import { basename, dirname, join } from 'node:path';
import type { App, Dialog } from 'electron';
import { writeWholeFile } from '../core/export/write-whole-file';
import type { ChooseFilePlace } from '../core/ports';

/** The system's own "save as", in the last chosen folder. */
export function askWhereToSave(
  app: Pick<App, 'getPath'>,
  dialog: Pick<Dialog, 'showSaveDialog'>,
): ChooseFilePlace {
  let folder: string | null = null;
  return async (suggestedName) => {
    const defaultPath = join(folder ?? app.getPath('documents'), suggestedName);
    const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath });
    if (canceled || filePath === '') return null;
    folder = dirname(filePath);
    return {
      file: basename(filePath),
      path: null,
      write: (chunks, signal) => writeWholeFile(filePath, chunks, signal),
    };
  };
}
