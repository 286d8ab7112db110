import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const given = process.env.COMPTOIR_PACKAGED;
export const packagedProgram = resolve(given ?? '');

/** Why there is no packaged app, with the remedy; null where there is one. */
export const missingPackage =
  given !== undefined && existsSync(given)
    ? null
    : 'no packaged app: `npx electron-builder --linux dir`, then set COMPTOIR_PACKAGED=dist/linux-unpacked/comptoir';
