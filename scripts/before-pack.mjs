import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch } from 'electron-builder';
import { refuseDebugSwitches, tunnelPart } from './package-checks.mjs';

/** What node-notifier brings for other systems. */
const foreignPrograms = { linux: '*', win32: 'mac.noindex', darwin: 'snoreToast' };

/**
 * Called by electron-builder. An app without its tunnel's native part would pack, install, and never be reached.
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
  // Into the one list that there is: beside it, electron-builder would take it for a second one. The list lives through the
  // packing of several processors, so what an earlier one left out comes in again.
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
  // Electron has this fuse since 29; with an older one, as test machines may have, the builder refuses the wish.
  if (Number.parseInt(config.electronVersion ?? '', 10) < 29)
    delete config.electronFuses?.grantFileProtocolExtraPrivileges;
}
