import { mkdir } from 'node:fs/promises';
import type { App, Dialog, Shell } from 'electron';

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

/**
 * With its window, also where the computer's start left that out: somebody asked for it. An AppImage runs from a folder that
 * goes with it: what is started anew is the file itself.
 */
export function restart(app: Pick<App, 'relaunch' | 'quit'>): void {
  const { APPIMAGE: image } = process.env;
  app.relaunch({
    args: process.argv.slice(1).filter((arg) => arg !== '--hidden'),
    ...(image === undefined ? {} : { execPath: image }),
  });
  app.quit();
}
