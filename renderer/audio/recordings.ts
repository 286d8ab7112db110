import type { Language } from '../../src/shared/settings/preferences';
import type { ClipName } from '../../src/shared/voice/number-clips';

/** The first clip of each language: the others are beside it, under their own names. */
const firstClips = import.meta.glob<string>('../../assets/voice/*/0.opus', {
  eager: true,
  query: '?no-inline',
  import: 'default',
});

/** Undefined where that language has no clips. */
export function clipUrl(language: Language, clip: ClipName): string | undefined {
  return firstClips[`../../assets/voice/${language}/0.opus`]?.replace('/0.opus', `/${clip}.opus`);
}
