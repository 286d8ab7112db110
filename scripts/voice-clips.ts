import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const bank = fileURLToPath(new URL('../assets/voice', import.meta.url));
/** The one clip that the code names; the others lie beside it. */
const named = '0.opus';

/**
 * Lays the clips of the voice into the build under their own names. Naming each of some hundreds in the code, with a digest,
 * would be a tenth of what a window loads.
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

/** For `assetFileNames`: where a clip lies in the build; everything else has a digest in its name. */
export function assetFileNames({ originalFileNames: [from = ''] }: { originalFileNames: string[] }): string {
  const [, language] = /voice\/(\w+)\/[^/]+\.opus$/.exec(from) ?? [];
  return language === undefined
    ? 'assets/[name]-[hash][extname]'
    : `assets/voice/${language}/[name][extname]`;
}
