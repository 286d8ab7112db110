import { mkdir } from 'node:fs/promises';
import type { App, Dialog, Shell } from 'electron';
import { relaunch } from './relaunch';

export function chooseFolder(dialog: Dialog): () => Promise<string | null> {
  return async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      properties: ['openDirectory', 'createDirectory'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  };
}

export function openFolder(shell: Pick<Shell, 'openPath'>): (folder: string) => Promise<void> {
  return async (folder) => {
    await mkdir(folder, { recursive: true });
    const problem = await shell.openPath(folder);
    if (problem !== '') throw new Error(problem);
  };
}

/** With its window and at once, also where the computer's start or an error left that out: somebody asked for it. */
export function restart(
  app: Pick<App, 'relaunch' | 'quit'>,
  system: Pick<NodeJS.Process, 'argv' | 'env'> = process,
): void {
  relaunch(app, system);
  app.quit();
}
