import { app, dialog } from 'electron';
import { NewerLedgerFormat } from '../core/ledger/format';
import { DataFolderInUse } from '../core/ledger/lock';
import type { Log } from '../core/ports';
import { PortTaken } from '../core/receiver/server';
import { startTexts } from '../shared/texts/start-texts';

/** Nothing can be received: says why in a sentence, in a box where there is a screen, and goes. */
export function leave(error: unknown, log: Log): never {
  const texts = startTexts.fr; // the settings, and so the language, could not be read
  const [code, sentence] =
    error instanceof DataFolderInUse
      ? [3, texts.dataFolderInUse]
      : error instanceof PortTaken
        ? [1, texts.portTaken]
        : error instanceof NewerLedgerFormat
          ? [1, texts.newerData]
          : [1, texts.failed(error instanceof Error ? error.message : String(error))];
  log(sentence);
  dialog.showErrorBox('Comptoir', sentence);
  app.exit(code);
  throw error;
}
