import { join } from 'node:path';
import type { App, CommandLine } from 'electron';
import type { Language } from '../shared/settings/preferences';
import { earlySetting } from './early-settings';

interface StartingApp extends Pick<App, 'getPath'> {
  readonly commandLine: Pick<CommandLine, 'appendSwitch'>;
}

/** English as these countries write it: the day before the month. */
const locales: Readonly<Record<Language, string>> = { fr: 'fr', en: 'en-GB' };

/**
 * Date fields are Chromium's own, and use the language it was started with: this must be the shop's, not the computer's.
 * Call it before the app is ready, and so before the settings are opened. After a change of language they follow at the
 * next start, every other text at once.
 */
export function startInShopLanguage(app: StartingApp): void {
  app.commandLine.appendSwitch('lang', locales[languageIn(join(app.getPath('userData'), 'data'))]);
}

/** The shop's language, as far as it is known before the settings are opened. */
export function languageIn(dataDir: string): Language {
  return earlySetting(dataDir, 'language') === 'en' ? 'en' : 'fr';
}
