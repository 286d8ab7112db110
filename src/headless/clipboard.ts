import { spawn } from 'node:child_process';
import type { WriteClipboard } from '../core/ports';

/** Programs that put their standard input on the clipboard, by system; the first that works is used. */
const programs: Partial<Record<NodeJS.Platform, readonly (readonly [string, ...string[]])[]>> = {
  win32: [['clip']],
  darwin: [['pbcopy']],
  linux: [['wl-copy'], ['xclip', '-selection', 'clipboard'], ['xsel', '--clipboard', '--input']],
};

/** The window is on this very computer, so its clipboard is ours: a secret need not pass through the browser. */
export const writeClipboard: WriteClipboard = async (text) => {
  for (const [program, ...args] of programs[process.platform] ?? [])
    if (await feed(program, args, text)) return;
  throw new Error('no program to write the clipboard was found');
};

function feed(program: string, args: readonly string[], text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
    child.stdin.on('error', () => resolve(false));
    child.stdin.end(text);
  });
}
