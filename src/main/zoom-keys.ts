import type { WebContents } from 'electron';

/** In Chromium's steps, a fifth of the size each. */
const smallest = -2;
const largest = 4;

/**
 * Ctrl (on macOS Cmd) with +, - and 0 enlarge, shrink and reset the page. Elsewhere a menu handles these keys, but there
 * is none.
 */
export function zoomByKeys(contents: WebContents, platform: NodeJS.Platform): void {
  contents.on('before-input-event', (event, { type, key, code, control, meta, alt }) => {
    const isMeant = (platform === 'darwin' ? meta : control) && !alt && type === 'keyDown';
    const level = isMeant ? levelAfter(key, code, contents.getZoomLevel()) : null;
    if (level === null) return;
    event.preventDefault();
    contents.setZoomLevel(Math.max(smallest, Math.min(largest, level)));
  });
}

/** `code` for the zero: on French keyboards its key types "à". The same holds for "=" and the plus on many. */
function levelAfter(key: string, code: string, level: number): number | null {
  if (key === '+' || key === '=') return level + 0.5;
  if (key === '-') return level - 0.5;
  return key === '0' || code === 'Digit0' ? 0 : null;
}
