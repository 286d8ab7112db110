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
// Electron insists on these before it is ready; everything else waits for it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// Chromium ends the whole app at the third death of its graphics process, which a driver or a memory killer may bring about:
// the window may flicker then, but the bell must go on.
app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
saveMemory(app);
startInShopLanguage(app);
declareAppScheme(protocol);
takeIdentity(app);

function start(): void {
  // The second start shows the window of the first and touches no file.
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

/** Before Chromium opens what the switch asks for, which it does once the app is ready. */
function refuse(name: string): void {
  const language = languageIn(join(app.getPath('userData'), 'data'));
  dialog.showErrorBox('Comptoir', startTexts[language].switchRefused(name)); // without a screen it goes to stderr
  app.exit(2);
}

const unwanted = app.isPackaged ? refusedSwitch(process.argv) : null;
if (unwanted !== null) refuse(unwanted);
else if (commandLine.ifItDied)
  unlessItRuns(join(app.getPath('userData'), 'start-again'), start, () => app.exit(0));
else start();
