import { mkdir } from 'node:fs/promises';
import type { App, Dialog, Shell } from 'electron';
import { relaunch } from './relaunch';

/** Begins in the last chosen folder, at first in Documents: newer Electrons would begin in Downloads each time. */
export function chooseFolder(
  app: Pick<App, 'getPath'>,
  dialog: Pick<Dialog, 'showOpenDialog'>,
): () => Promise<string | null> {
  let last: string | null = null;
  return async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      defaultPath: last ?? app.getPath('documents'),
      properties: ['openDirectory', 'createDirectory'],
    });
    const [chosen] = filePaths;
    if (canceled || chosen === undefined) return null;
    last = chosen;
    return chosen;
  };
}

export function openFolder(shell: Pick<Shell, 'openPath'>): (folder: string) => Promise<void> {
  return async (folder) => {
    await mkdir(folder, { recursive: true });
    const problem = await shell.openPath(folder);
    if (problem !== '') throw new Error(problem);
  };
}

/** With its window and at once, even if this run had started without it: a person asked for the restart. */
export function restart(
  app: Pick<App, 'relaunch' | 'quit'>,
  system: Pick<NodeJS.Process, 'argv' | 'env'> = process,
): void {
  relaunch(app, system);
  app.quit();
}
