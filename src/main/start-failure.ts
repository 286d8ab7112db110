import { app, dialog } from 'electron';
import { NewerLedgerFormat } from '../core/ledger/format';
import { isDiskFull } from '../core/storage/disk';
import { DataFolderInUse } from '../core/storage/folder-lock';
import type { Log } from '../core/ports';
import { PortTaken } from '../core/receiver/server';
import type { Language } from '../shared/settings/settings';
import { startTexts } from '../shared/texts/start-texts';

/** It started anew after errors until that was no use. */
export class StartsFailed extends Error {
  readonly crashFolder: string;
  constructor(crashFolder: string) {
    super('the last starts failed');
    this.crashFolder = crashFolder;
  }
}

/**
 * Nothing can be received: says why in a sentence, in a box where there is a screen, and goes. In French where the settings,
 * and so the language, could not be read.
 */
export function leave(error: unknown, log: Log, language: Language = 'fr'): never {
  const texts = startTexts[language];
  const [code, sentence] =
    error instanceof DataFolderInUse
      ? [3, texts.dataFolderInUse]
      : error instanceof PortTaken
        ? [1, texts.portTaken]
        : error instanceof NewerLedgerFormat
          ? [1, texts.newerData]
          : error instanceof StartsFailed
            ? [1, texts.startsFailed(error.crashFolder)]
            : isDiskFull(error)
              ? [1, texts.diskFull]
              : [1, texts.failed(error instanceof Error ? error.message : String(error))];
  log(sentence);
  app.releaseSingleInstanceLock(); // who starts it anew while the box is open shall not wait for the box
  dialog.showErrorBox('Comptoir', sentence);
  app.exit(code);
  throw error;
}
