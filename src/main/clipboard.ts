import type { Clipboard } from 'electron';
import type { ReadClipboard, WriteClipboard } from '../core/ports';

/** Electron 45 returns promises where older ones returned values. */
export function systemClipboard(clipboard: Pick<Clipboard, 'writeText' | 'readText'>): {
  readonly writeClipboard: WriteClipboard;
  readonly readClipboard: ReadClipboard;
} {
  return {
    writeClipboard: async (text) => {
      await clipboard.writeText(text);
    },
    readClipboard: async () => clipboard.readText(),
  };
}
