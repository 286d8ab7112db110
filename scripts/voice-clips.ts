import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const bank = fileURLToPath(new URL('../assets/voice', import.meta.url));
/** The only clip that the code names; the others are beside it. */
const named = '0.opus';

/**
 * Copies the voice's clips into the build under their own names. Importing hundreds of them with a digest would be a
 * tenth of a window's code.
 */
export const voiceClips: Plugin = {
  name: 'voice-clips',
  generateBundle() {
    for (const language of readdirSync(bank))
      for (const clip of readdirSync(join(bank, language)))
        if (clip.endsWith('.opus') && clip !== named)
          this.emitFile({
            type: 'asset',
            fileName: `assets/voice/${language}/${clip}`,
            source: readFileSync(join(bank, language, clip)),
          });
  },
};

/** For `assetFileNames`: a clip's place in the build; every other file has a digest in its name. */
export function assetFileNames({ originalFileNames: [from = ''] }: { originalFileNames: string[] }): string {
  const [, language] = /voice\/(\w+)\/[^/]+\.opus$/.exec(from) ?? [];
  return language === undefined
    ? 'assets/[name]-[hash][extname]'
    : `assets/voice/${language}/[name][extname]`;
}
