import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import notifiers from 'node-notifier';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fallbackChain } from '../../src/core/announce/fallback-chain';
import { whyNotShown } from '../../src/core/announce/not-shown';
import { desktopNotifier } from '../../src/core/announce/desktop-notifier';
import type { Announcement } from '../../src/shared/voice/announcement';
import { fakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';

const announcement: Announcement = {
  sound: 'success',
  title: 'Paiement reçu : 1 000 F',
  body: 'Par Mobile Money, numéro •••• 42',
  mode: 'live',
  paymentId: 'p1',
  spoken: null,
};

/** A `notify-send` that notes its arguments, one a line. */
async function noteNotifySend(folder: string, exitCode = 0): Promise<() => Promise<string[]>> {
  const file = join(folder, 'notify-send');
  const notes = join(folder, 'notes');
  await writeFile(
    file,
    `#!/bin/sh\nfor word in "$@"; do printf '%s\\n' "$word"; done > '${notes}'\nexit ${exitCode}\n`,
  );
  await chmod(file, 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env.PATH ?? ''}`);
  return async () => (await readFile(notes, 'utf8')).trim().split('\n');
}

describe.skipIf(process.platform !== 'linux')('a notification by the system’s own program', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('shows title and body', async () => {
    await using folder = await temporaryFolder();
    const noted = await noteNotifySend(folder.path);
    await desktopNotifier()(announcement);
    expect((await noted()).slice(0, 2)).toEqual([announcement.title, announcement.body]);
  });

  it.each([
    ['command substitution', '$(touch FILE)'],
    ['backquotes', '`touch FILE`'],
    ['a closing quote', '"; touch FILE; echo "'],
    ['an escaped quote', '\\"; touch FILE; echo \\"'],
    ['a variable', '$HOME'],
  ])('shows %s in a text, and runs nothing', async (_what, text) => {
    await using folder = await temporaryFolder();
    const noted = await noteNotifySend(folder.path);
    const hostile = `Par ${text.replace('FILE', join(folder.path, 'run'))}`;
    await desktopNotifier()({ ...announcement, body: hostile });
    expect((await noted())[1]).toBe(hostile);
    await expect(readFile(join(folder.path, 'run'))).rejects.toThrow('ENOENT');
  });

  it('that failed leaves none of its words in the log', async () => {
    await using folder = await temporaryFolder();
    await noteNotifySend(folder.path, 1);
    const logged: string[] = [];
    const ways = [{ name: 'the system’s own programs', show: desktopNotifier() }];
    const notify = fallbackChain(ways, { clock: fakeClock(), log: (line) => logged.push(line) });
    const failed = await notify(announcement).catch((error: unknown) => error);
    expect(logged).toEqual(['no notification through the system’s own programs: it failed with 1']);
    expect(whyNotShown(failed, announcement)).toBe('no way to show a notification works');
    const own = new Error(`Command failed: notify-send "${announcement.title}" "${announcement.body}"`);
    expect(whyNotShown(own, announcement)).toBe('it failed');
    expect(whyNotShown(Object.assign(own, { code: announcement.title }), announcement)).toBe('it failed');
    expect(whyNotShown(new Error(`HRESULT 0x803E0105: ${announcement.body}`), announcement)).toBe(
      'it failed with 0x803E0105',
    );
    expect(whyNotShown(new Error('the daemon is gone'), announcement)).toBe('the daemon is gone');
    expect(whyNotShown(announcement.body, announcement)).toBe('it failed');
  });

  it('rejects where the program fails', async () => {
    await using folder = await temporaryFolder();
    await noteNotifySend(folder.path, 1);
    await expect(desktopNotifier()(announcement)).rejects.toThrow();
  });
});

describe.skipIf(process.platform === 'win32')('a toast of Windows', () => {
  const toasts = (customPath: string) => {
    const toaster = new notifiers.WindowsToaster({ customPath });
    return desktopNotifier(null, { platform: 'win32', notifier: () => toaster });
  };

  it('rejects where an antivirus took the program away: node-notifier itself says nothing of it', async () => {
    await using folder = await temporaryFolder();
    await expect(toasts(join(folder.path, 'snoretoast.exe'))(announcement)).rejects.toThrow('said nothing');
  });

  it('has the app’s own name and picture when the app sends it', async () => {
    const sent: object[] = [];
    const notifier = () => ({
      notify(words: object, callback: (error: null, response: string) => void) {
        sent.push(words);
        callback(null, 'timedout');
      },
    });
    const app = { icon: '/opt/icon.png', appId: 'com.comptoir.counter' };
    await desktopNotifier(app, { platform: 'win32', notifier })(announcement);
    await desktopNotifier(app, { platform: 'linux', notifier })(announcement);
    await desktopNotifier(null, { platform: 'win32', notifier })(announcement);
    const words = { title: announcement.title, message: announcement.body };
    expect(sent).toEqual([
      { ...words, icon: '/opt/icon.png', appID: 'com.comptoir.counter' },
      { ...words, icon: '/opt/icon.png' },
      words,
    ]);
  });

  it('rejects where the program fails', async () => {
    await using folder = await temporaryFolder();
    await expect(toasts(await saySnoreToast(folder.path, '', 255))(announcement)).rejects.toThrow();
  });

  it('counts as shown where the person let it time out', async () => {
    await using folder = await temporaryFolder();
    const program = await saySnoreToast(folder.path, 'action=timedout;', 3);
    await expect(toasts(program)(announcement)).resolves.toBeUndefined();
  });
});

/** A SnoreToast that tells through the pipe it was given, and ends. */
async function saySnoreToast(folder: string, said: string, exitCode: number): Promise<string> {
  const file = join(folder, 'snoretoast.cjs');
  const tell = `
    const pipe = process.argv[process.argv.indexOf('-pipeName') + 1];
    require('node:net').connect(pipe).end(Buffer.from(${JSON.stringify(said)}, 'utf16le'));
    process.exitCode = ${exitCode};
  `;
  await writeFile(file, `#!${process.execPath}\n${tell}`, { mode: 0o755 });
  return file;
}
