import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Called by electron-builder once the app's folder stands, before it is signed.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  // Electron's own greeting. It stays behind when the distribution was unpacked by somebody else.
  await rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
  if (electronPlatformName === 'win32') await addRuntime(packager.getResourcesDir(appOutDir));
}

/**
 * The tunnel's native part needs Microsoft's C runtime, which a fresh Windows lacks. Windows looks for it beside the file
 * that needs it, and Microsoft lets it be shipped there.
 */
async function addRuntime(resources) {
  const { VCToolsRedistDir, SystemRoot } = process.env;
  const file = 'vcruntime140.dll';
  const target = join(resources, 'app.asar.unpacked/node_modules/@ngrok/ngrok-win32-x64-msvc', file);
  const sources = [
    ...(VCToolsRedistDir === undefined ? [] : [join(VCToolsRedistDir, 'x64/Microsoft.VC143.CRT', file)]),
    ...(SystemRoot === undefined ? [] : [join(SystemRoot, 'System32', file)]),
  ];
  for (const source of sources) {
    const copied = await copyFile(source, target).then(
      () => true,
      () => false,
    );
    if (copied) return;
  }
  throw new Error(
    `${file} is not on this computer: install "Microsoft Visual C++ Redistributable" (x64) first`,
  );
}
