import { NewerLedgerFormat } from '../core/ledger/format';
import { PortTaken } from '../core/receiver/server';
import { isDiskFull } from '../core/storage/disk';
import { errorCode } from '../core/storage/error-code';
import { DataFolderInUse } from '../core/storage/folder-lock';
import { plainSpaces } from '../shared/payment/money';
import { commandLineTexts, type CommandLineTexts } from '../shared/texts/command-line-texts';
import type { Catalogue } from '../shared/texts/define-texts';
import { inEveryString } from '../shared/texts/every-string';
import { startTexts } from '../shared/texts/start-texts';
import type { Language } from '../shared/settings/preferences';

/** The command cannot do what was asked; its message is a sentence for people. Exit code 1. */
export class CommandFailure extends Error {}

/** French where the terminal's language is French. */
export function terminalLanguage({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((name) => name !== undefined && name !== '') ?? '';
  return /^fr/i.test(locale) ? 'fr' : 'en';
}

export function spokenLanguage(): Language {
  return terminalLanguage(process.env);
}

export function words(): CommandLineTexts {
  return commandLineTexts[spokenLanguage()];
}

/** With plain spaces, which a terminal can show and a search finds. */
export function inTerminal<Texts>(texts: Catalogue<Texts>): Texts {
  return inEveryString(texts[spokenLanguage()], plainSpaces);
}

/** An error as a sentence, never as the system's bare code. */
export function sentenceFor(error: unknown, command: string): string {
  const texts = words();
  const atStart = startTexts[spokenLanguage()];
  if (error instanceof CommandFailure || error instanceof PortTaken) return error.message;
  if (error instanceof DataFolderInUse) return texts.inUse;
  if (error instanceof NewerLedgerFormat) return atStart.newerData;
  if (isDiskFull(error)) return command === 'serve' ? atStart.diskFull : texts.diskFull;
  return systemSentence(error, texts) ?? texts.failed(error instanceof Error ? error.message : String(error));
}

function systemSentence(error: unknown, texts: CommandLineTexts): string | null {
  if (!(error instanceof Error) || !('syscall' in error)) return null;
  if (!('path' in error) || typeof error.path !== 'string')
    return 'address' in error ? null : texts.oneUnreadable;
  switch (errorCode(error)) {
    case 'ENOENT':
      return texts.noSuchFile(error.path);
    case 'ENOTDIR':
    case 'EEXIST':
      return texts.noFolder(error.path);
    case 'EISDIR':
      // Name the file the person asked for, not the temporary one beside it.
      return texts.isFolder('dest' in error && typeof error.dest === 'string' ? error.dest : error.path);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return texts.notAllowed(error.path);
    default:
      return texts.unreadable(error.path);
  }
}
