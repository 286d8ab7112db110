import { spawn } from 'node:child_process';
import { text as textOf } from 'node:stream/consumers';
import type { ReadClipboard, WriteClipboard } from '../core/ports';

type Program = readonly [string, ...string[]];

/** Programs that put their standard input on the clipboard, or print it, by system; the first that works is used. */
const programs: Partial<
  Record<NodeJS.Platform, readonly { readonly write: Program; readonly read: Program }[]>
> = {
  win32: [{ write: ['clip'], read: ['powershell', '-NoProfile', '-Command', 'Get-Clipboard -Raw'] }],
  darwin: [{ write: ['pbcopy'], read: ['pbpaste'] }],
  linux: [
    { write: ['wl-copy'], read: ['wl-paste', '--no-newline'] },
    { write: ['xclip', '-selection', 'clipboard'], read: ['xclip', '-selection', 'clipboard', '-out'] },
    { write: ['xsel', '--clipboard', '--input'], read: ['xsel', '--clipboard', '--output'] },
  ],
};

/** The browser runs on this computer, so its clipboard is ours: a secret need not pass through the browser. */
export const writeClipboard: WriteClipboard = async (text) => {
  for (const { write } of programs[process.platform] ?? []) if (await feed(write, text)) return;
  throw new Error('no program to write the clipboard was found');
};

export const readClipboard: ReadClipboard = async () => {
  for (const { read } of programs[process.platform] ?? []) {
    const found = await printed(read);
    if (found !== null) return found;
  }
  throw new Error('no program to read the clipboard was found');
};

function feed([program, ...args]: Program, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
    child.stdin.on('error', () => resolve(false));
    child.stdin.end(text);
  });
}

/** Null where the program is missing or fails. */
function printed([program, ...args]: Program): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    const said = textOf(child.stdout);
    child.on('error', () => resolve(null));
    child.on('close', (code) => {
      said.then(
        (text) => resolve(code === 0 ? text : null),
        () => resolve(null),
      );
    });
  });
}
