import { join } from 'node:path';
import { app, dialog, protocol } from 'electron';
import { ownProcess } from '../core/program/own-process';
import { takeIdentity } from './app-identity';
import { startApplication } from './application';
import { declareAppScheme } from './app-protocol';
import { readCommandLine } from './command-line';
import { takeProfile } from './own-profile';
import { refusedSwitch } from './refused-switches';
import { startTexts } from '../shared/texts/start-texts';
import { saveMemory } from './save-memory';
import { startFailureSentence } from './start-failure';
import { languageIn, startInShopLanguage } from './start-language';
import { unlessItRuns } from './watchdog/if-it-died';

ownProcess(process);
const commandLine = readCommandLine(process.argv, app.isPackaged);
takeProfile(app, commandLine.profile);
// Electron needs these before it is ready; everything else waits for it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// Chromium ends the whole app when its graphics process has crashed three times, which a driver or low memory may cause.
// The window may flicker then, but the bell must continue.
app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
saveMemory(app);
startInShopLanguage(app);
declareAppScheme(protocol);
takeIdentity(app);

function start(): void {
  // A second start shows the first one's window and touches no file.
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  startApplication(commandLine).catch((error: unknown) => {
    dialog.showErrorBox(
      'Comptoir',
      startFailureSentence(error, languageIn(join(app.getPath('userData'), 'data'))),
    );
    app.exit(1);
  });
}

/** Before Chromium applies the switch, which it does once the app is ready. */
function refuse(name: string): void {
  const language = languageIn(join(app.getPath('userData'), 'data'));
  dialog.showErrorBox('Comptoir', startTexts[language].switchRefused(name)); // without a screen it writes to stderr
  app.exit(2);
}

const unwanted = app.isPackaged ? refusedSwitch(process.argv) : null;
if (unwanted !== null) refuse(unwanted);
else if (commandLine.ifItDied)
  unlessItRuns(join(app.getPath('userData'), 'start-again'), start, () => app.exit(0));
else start();
