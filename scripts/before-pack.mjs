import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch } from 'electron-builder';

const tunnelParts = {
  linux: (arch) => [`ngrok-linux-${arch}-gnu`],
  win32: (arch) => [`ngrok-win32-${arch}-msvc`],
  darwin: (arch) => [`ngrok-darwin-${arch}`],
};

/** What node-notifier brings for other systems. */
const foreignPrograms = { linux: '*', win32: 'mac.noindex', darwin: 'snoreToast' };

/**
 * Called by electron-builder. An app without its tunnel's native part would pack, install, and never be reached.
 *
 * @param {import('electron-builder').BeforePackContext} context
 */
export default async function beforePack({ packager, electronPlatformName, arch }) {
  const { config, projectDir } = packager;
  for (const part of tunnelParts[electronPlatformName]?.(Arch[arch]) ?? []) {
    await access(join(projectDir, 'node_modules/@ngrok', part)).catch(() => {
      throw new Error(
        `@ngrok/${part} is not installed: npm takes this system's own only. Add it: npm i --no-save --force @ngrok/${part}`,
      );
    });
  }
  // Into the one list that there is: beside it, electron-builder would take it for a second one.
  config.files[0].filter.push(
    `!**/node_modules/node-notifier/vendor/${foreignPrograms[electronPlatformName]}/**`,
  );
  // Electron has this fuse since 29; with an older one, as test machines may have, the builder refuses the wish.
  if (Number.parseInt(config.electronVersion ?? '', 10) < 29)
    delete config.electronFuses?.grantFileProtocolExtraPrivileges;
}
