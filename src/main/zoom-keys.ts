import type { WebContents } from 'electron';

/** In steps of Chromium's, a fifth of the size each. */
const smallest = -2;
const largest = 4;

/** Ctrl (on macOS Cmd) with +, - and 0 make the page larger, smaller and as it was. Elsewhere a menu hears them; there is none. */
export function zoomByKeys(contents: WebContents, platform: NodeJS.Platform): void {
  contents.on('before-input-event', (event, { type, key, code, control, meta, alt }) => {
    const isMeant = (platform === 'darwin' ? meta : control) && !alt && type === 'keyDown';
    const level = isMeant ? levelAfter(key, code, contents.getZoomLevel()) : null;
    if (level === null) return;
    event.preventDefault();
    contents.setZoomLevel(Math.max(smallest, Math.min(largest, level)));
  });
}

/** `code` for the zero: on French keyboards its key alone is an "à", as "=" is for the plus on many. */
function levelAfter(key: string, code: string, level: number): number | null {
  if (key === '+' || key === '=') return level + 0.5;
  if (key === '-') return level - 0.5;
  return key === '0' || code === 'Digit0' ? 0 : null;
}
