import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch } from 'electron-builder';
import { addRuntime, refuseSecrets } from './package-checks.mjs';

/**
 * Called by electron-builder once the app's folder is complete, before it is signed.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack({ appOutDir, arch, electronPlatformName, packager }) {
  const resources = packager.getResourcesDir(appOutDir);
  // Electron's own welcome app. It remains when another tool unpacked the distribution.
  await rm(join(resources, 'default_app.asar'), { force: true });
  if (electronPlatformName === 'win32') await addRuntime(resources, Arch[arch]);
  await refuseSecrets(resources);
}
