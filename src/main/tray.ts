import { join } from 'node:path';
import { Menu, Tray, type MenuItemConstructorOptions } from 'electron';
import {
  trayImageName,
  type TrayAction,
  type TrayIcon,
  type TrayMenuItem,
  type TrayModel,
} from '../shared/state/tray';

export interface AppTray {
  /** Shows the model. Unchanged parts are not touched, because replacing an open menu closes it. */
  render(model: TrayModel): void;
  dispose(): void;
}

export function createTray(
  iconDir: string,
  model: TrayModel,
  onAction: (action: TrayAction) => void,
): AppTray {
  const image = (icon: TrayIcon): string => join(iconDir, trayImageName(icon, process.platform));
  const tray = new Tray(image(model.icon));
  // On macOS a left click opens the menu, as for every other icon there.
  if (process.platform !== 'darwin') tray.on('click', () => onAction({ kind: 'open' }));
  let shown: TrayModel | null = null;

  const render = (next: TrayModel): void => {
    if (next.icon !== shown?.icon) tray.setImage(image(next.icon));
    if (next.tooltip !== shown?.tooltip) tray.setToolTip(next.tooltip);
    if (JSON.stringify(next.menu) !== JSON.stringify(shown?.menu))
      tray.setContextMenu(Menu.buildFromTemplate(next.menu.map((item) => menuItem(item, onAction))));
    shown = next;
  };
  render(model);
  return { render, dispose: () => tray.destroy() };
}

function menuItem(item: TrayMenuItem, onAction: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'line':
      return { label: item.label, enabled: false };
    case 'menu':
      return { label: item.label, submenu: item.items.map((inner) => menuItem(inner, onAction)) };
    case 'command': {
      const { label, action } = item;
      return action === null ? { label, enabled: false } : { label, click: () => onAction(action) };
    }
  }
}
