import type { App, Dialog } from 'electron';

export function chooseFolder(dialog: Dialog): () => Promise<string | null> {
  return async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      properties: ['openDirectory', 'createDirectory'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  };
}

/** An AppImage runs from a folder that goes with it: what is started anew is the file itself. */
export function restart(app: App): void {
  const { APPIMAGE: image } = process.env;
  app.relaunch({
    args: process.argv.slice(1),
    ...(image === undefined ? {} : { execPath: image }),
  });
  app.quit();
}
