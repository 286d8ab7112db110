import type { Clipboard } from 'electron';
import type { WriteClipboard } from '../core/ports';

/** Electron 45 promises what older ones have done on return. */
export function systemClipboard(clipboard: Pick<Clipboard, 'writeText'>): WriteClipboard {
  return async (text) => {
    await clipboard.writeText(text);
  };
}
