import { app, dialog } from 'electron';
import { NewerLedgerFormat } from '../core/ledger/format';
import { isDiskFull } from '../core/storage/disk';
import { DataFolderInUse } from '../core/storage/folder-lock';
import type { Log } from '../core/ports';
import { PortTaken } from '../core/receiver/server';
import type { Language } from '../shared/settings/preferences';
import { startTexts } from '../shared/texts/start-texts';

/** The app gave up restarting after repeated errors. */
export class StartsFailed extends Error {
  readonly crashFolder: string;
  constructor(crashFolder: string) {
    super('the last starts failed');
    this.crashFolder = crashFolder;
  }
}

/** Why nothing can be received and what to do, in a sentence. */
export function startFailureSentence(error: unknown, language: Language = 'fr'): string {
  const texts = startTexts[language];
  if (error instanceof DataFolderInUse) return texts.dataFolderInUse;
  if (error instanceof PortTaken) return texts.portTaken;
  if (error instanceof NewerLedgerFormat) return texts.newerData;
  if (error instanceof StartsFailed) return texts.startsFailed(error.crashFolder);
  if (isDiskFull(error)) return texts.diskFull;
  return texts.failed(error instanceof Error ? error.message : String(error));
}

/**
 * Nothing can be received: shows the reason in a sentence, in a box if there is a screen, and quits. In French where the
 * settings, and so the language, could not be read.
 */
export function leave(error: unknown, log: Log, language: Language = 'fr'): never {
  const sentence = startFailureSentence(error, language);
  log(sentence);
  app.releaseSingleInstanceLock(); // a start while the box is open must not wait for the box
  dialog.showErrorBox('Comptoir', sentence);
  app.exit(error instanceof DataFolderInUse ? 3 : 1);
  throw error;
}
