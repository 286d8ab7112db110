import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const parts: readonly (readonly [part: string, file: RegExp])[] = [
  ['tunnel (ngrok)', /app\.asar\.unpacked\/node_modules\/@ngrok\//],
  ['system notifications', /app\.asar\.unpacked\/node_modules\/node-notifier\//],
  ['other packages outside the archive', /app\.asar\.unpacked\//],
  ['the app (asar: pages, voices, core)', /resources\/app\.asar$/],
  ['languages of Chromium', /^locales\//],
  ['drawing in software (SwiftShader)', /swiftshader|vk_swiftshader|libvulkan/],
  ['OpenGL (ANGLE)', /^lib(EGL|GLESv2)/],
  ['sound and video (ffmpeg)', /^libffmpeg/],
  ['character tables and resources', /\.(pak|dat)$|snapshot_blob|v8_context/],
  ['licences', /^LICENSE/],
];

/** Bytes on the disk by part, the largest first. */
export function installedSize(folder: string): [part: string, bytes: number][] {
  const sizes = new Map<string, number>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const name = relative(folder, file);
    const part = parts.find(([, pattern]) => pattern.test(name))?.[0] ?? 'Electron';
    sizes.set(part, (sizes.get(part) ?? 0) + statSync(file).size);
  }
  return [...sizes].sort(([, one], [, other]) => other - one);
}
