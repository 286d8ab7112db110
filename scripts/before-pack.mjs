import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch } from 'electron-builder';
import { refuseDebugSwitches, tunnelPart } from './package-checks.mjs';

/** node-notifier's programs for other systems. */
const foreignPrograms = { linux: '*', win32: 'mac.noindex', darwin: 'snoreToast' };

/**
 * Called by electron-builder. Without the tunnel's native part an app would pack and install, but never be reached.
 *
 * @param {import('electron-builder').BeforePackContext} context
 */
export default async function beforePack({ packager, electronPlatformName, arch }) {
  const { config, projectDir, platformSpecificBuildOptions } = packager;
  refuseDebugSwitches({ ...config, ...platformSpecificBuildOptions });
  const part = tunnelPart(electronPlatformName, Arch[arch]);
  const installed = await readdir(join(projectDir, 'node_modules/@ngrok'));
  if (!installed.includes(part))
    throw new Error(
      `@ngrok/${part} is not installed, for npm takes this system's own only. Add it, then pack again: npm i --no-save --force @ngrok/${part}`,
    );
  const foreignParts = installed.filter((name) => name !== 'ngrok' && name !== part);
  // Add to the only list: electron-builder would treat another entry as a second list. The list is reused for each
  // processor, so re-include what an earlier one excluded.
  const { filter } = config.files[0];
  filter.splice(
    0,
    filter.length,
    ...filter.filter((pattern) => !/@ngrok|node-notifier\/vendor\/[*ms]/.test(pattern)),
  );
  filter.push(
    ...foreignParts.map((name) => `!**/node_modules/@ngrok/${name}/**`),
    `!**/node_modules/node-notifier/vendor/${foreignPrograms[electronPlatformName]}/**`,
  );
  // Electron has this fuse since 29. With an older one, as on test machines, the builder rejects the setting.
  if (Number.parseInt(config.electronVersion ?? '', 10) < 29)
    delete config.electronFuses?.grantFileProtocolExtraPrivileges;
}
