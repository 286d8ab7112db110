import { app, dialog, protocol } from 'electron';
import { startApplication } from './application';
import { declareAppScheme } from './app-protocol';
import { readCommandLine } from './command-line';
import { saveMemory } from './save-memory';
import { startInShopLanguage } from './start-language';

// Electron insists on these before it is ready; everything else waits for it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// Chromium ends the whole app at the third death of its graphics process, which a driver or a memory killer may bring about:
// the window may flicker then, but the bell must go on.
app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
saveMemory(app);
startInShopLanguage(app);
declareAppScheme(protocol);
app.setAppUserModelId('com.comptoir.counter');

// The second start shows the window of the first and touches no file.
if (app.requestSingleInstanceLock()) {
  startApplication(readCommandLine(process.argv)).catch((error: unknown) => {
    dialog.showErrorBox('Comptoir', error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
} else app.exit(0);
