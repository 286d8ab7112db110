import type { MenuItemConstructorOptions } from 'electron';
import type { Language } from '../shared/settings/preferences';
import { menuTexts } from '../shared/texts/menu-texts';

/**
 * The menu of every window; null: none. Electron's own is in English and quits the bell by a key. macOS needs a menu for
 * quitting, copying and pasting.
 */
export function applicationMenu(
  platform: NodeJS.Platform,
  language: Language,
): MenuItemConstructorOptions[] | null {
  if (platform !== 'darwin') return null;
  const texts = menuTexts[language];
  return [
    {
      label: 'Comptoir',
      submenu: [
        { role: 'hide', label: texts.hide },
        { role: 'hideOthers', label: texts.hideOthers },
        { role: 'unhide', label: texts.showAll },
        { type: 'separator' },
        { role: 'quit', label: texts.quit },
      ],
    },
    {
      label: texts.edit,
      submenu: [
        { role: 'undo', label: texts.undo },
        { role: 'redo', label: texts.redo },
        { type: 'separator' },
        { role: 'cut', label: texts.cut },
        { role: 'copy', label: texts.copy },
        { role: 'paste', label: texts.paste },
        { role: 'selectAll', label: texts.selectAll },
      ],
    },
  ];
}
