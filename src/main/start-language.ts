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
 * Fields for dates are Chromium's own and speak the language it was started with: the shop's, not the computer's. Must be
 * called before the app is ready, hence before the settings are opened; a language chosen later is theirs from the next
 * start on, while every other text follows at once.
 */
export function startInShopLanguage(app: StartingApp): void {
  app.commandLine.appendSwitch('lang', locales[languageIn(join(app.getPath('userData'), 'data'))]);
}

/** The shop's, as far as it can be known before the settings are opened. */
export function languageIn(dataDir: string): Language {
  return earlySetting(dataDir, 'language') === 'en' ? 'en' : 'fr';
}
