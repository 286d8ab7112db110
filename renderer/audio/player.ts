import type { Ring } from '../../src/shared/voice/ring';
import type { Language } from '../../src/shared/settings/preferences';
import { spokenText } from '../../src/shared/texts/voice-texts';
import type { ClipName } from '../../src/shared/voice/number-clips';
import { breath, sentenceClips } from '../../src/shared/voice/spoken-clips';
import type { ComputerVoice } from './computer-voice';
import { clipUrl } from './recordings';
import { soundUrls } from './sound-urls';
import { inBackground } from '../state/in-background';

/** What came out of the loudspeaker after the sound: clips by their names, or a text. */
export interface Heard {
  readonly said: string;
}

interface Phrase {
  readonly buffers: readonly AudioBuffer[];
  readonly said: string;
}

export interface Player {
  /**
   * Plays rings one after another. Resolves to null where nothing was heard: a browser may block sound until the page
   * is touched.
   */
  play(ring: Ring): Promise<Heard | null>;
  /** Whether sounds would be heard now; call it from a click to be allowed. */
  unlock(): Promise<boolean>;
}

/** A recording of the shop's own voice, as a file; null where it was removed meanwhile. */
export type LoadOwnClip = (id: string, name: ClipName) => Promise<ArrayBuffer | null>;

/** A browser that blocks sound leaves `resume()` pending for ever: after this long, count it as refused. */
const browserTimeoutMs = 1_000;
/** With more rings waiting than this, stop saying amounts: the voice would fall far behind the payments. */
const mostWaiting = 2;
const breathSeconds = 0.22;

/**
 * Plays rings: the sound, then the words, from our clips or a voice of the computer. Releases the sound card in
 * between.
 */
export function createPlayer(
  fetchRecording: typeof fetch,
  computerVoice: ComputerVoice,
  loadOwn: LoadOwnClip,
  timeoutMs = browserTimeoutMs,
): Player {
  const context = new AudioContext();
  const kept = new Map<string, Promise<AudioBuffer | null>>();
  let waiting = 0;
  let last = Promise.resolve();

  const load = async (url: string): Promise<AudioBuffer | null> => {
    const response = await fetchRecording(url);
    return response.ok ? context.decodeAudioData(await response.arrayBuffer()) : null;
  };
  /** The sounds stay in memory, so that a ring never waits for a disk; all the clips would be 34 MB there. */
  const loadSound = (url: string): Promise<AudioBuffer | null> => {
    const loading = kept.get(url) ?? load(url).catch(() => null);
    kept.set(url, loading);
    return loading;
  };
  for (const url of Object.values(soundUrls)) inBackground(loadSound(url));

  const unlock = async (): Promise<boolean> => {
    if (context.state !== 'running') {
      const timeout = new Promise<void>((resolve) => setTimeout(resolve, timeoutMs));
      await Promise.race([context.resume(), timeout]);
    }
    return isRunning(context);
  };

  /** Plays buffers one after another without a gap; null is a pause. */
  const sound = async (buffers: readonly (AudioBuffer | null)[], volume: number): Promise<void> => {
    const loudness = new GainNode(context, { gain: volume });
    loudness.connect(context.destination);
    let at = context.currentTime + 0.02;
    let end = Promise.resolve();
    for (const buffer of buffers) {
      if (buffer !== null) {
        const source = new AudioBufferSourceNode(context, { buffer });
        source.connect(loudness);
        end = new Promise((resolve) => source.addEventListener('ended', () => resolve()));
        source.start(at);
      }
      at += buffer?.duration ?? breathSeconds;
    }
    await end;
    loudness.disconnect();
  };

  /** Null where a clip cannot be loaded: half an amount is worse than none. */
  const recorded = async (clips: readonly ClipName[], language: Language): Promise<Phrase | null> => {
    const loading = clips.map(async (clip) => {
      const buffer = await load(clipUrl(language, clip) ?? '');
      if (buffer === null) throw new Error(`no clip ${clip}`);
      return buffer;
    });
    return Promise.all(loading).then(
      (buffers) => ({ buffers, said: clips.join(' ') }),
      () => null,
    );
  };
  /** The phrase at this place of the sentence in the shop's own voice; null where the usual voice says it. */
  const own = async ({ ownVoice }: Ring, at: number): Promise<Phrase | null> => {
    const clips = ownVoice?.phrases[at] ?? null;
    if (ownVoice === undefined || clips === null) return null;
    const loading = clips.map(async (clip) => {
      const bytes = await loadOwn(ownVoice.id, clip);
      if (bytes === null) throw new Error(`no own clip ${clip}`);
      return context.decodeAudioData(bytes);
    });
    return Promise.all(loading).then(
      (buffers) => ({ buffers, said: clips.map((clip) => `own:${clip}`).join(' ') }),
      () => null,
    );
  };

  const playOne = async (ring: Ring): Promise<Heard | null> => {
    const { spoken, language, voice, volume, dayWord } = ring;
    const bell = await loadSound(soundUrls[ring.sound]);
    if (bell === null || !(await unlock())) return null;
    if (spoken === null || voice === 'none' || waiting > mostWaiting) {
      await sound([bell], volume);
      return { said: '' };
    }
    const text = spokenText(spoken, language, dayWord);
    const saying = voice === 'computer' ? computerVoice(language) : null;
    if (saying !== null) {
      await sound([bell], volume);
      await saying(text, volume);
      return { said: text };
    }
    const sentence = sentenceClips(spoken, language, dayWord);
    const phrases = await Promise.all(
      sentence.map(async (clips, at) => (await own(ring, at)) ?? recorded(clips, language)),
    );
    const words = phrases.some((phrase) => phrase === null) ? [] : phrases.flatMap((phrase) => phrase ?? []);
    const buffers = phrases.flatMap((phrase) => [null, ...(phrase?.buffers ?? [])]);
    await sound([bell, ...(words.length === 0 ? [] : buffers)], volume);
    return { said: words.map(({ said }) => said).join(` ${breath} `) };
  };

  return {
    unlock,
    play(ring) {
      waiting += 1;
      const playing = last.then(() => playOne(ring)).catch(() => null);
      last = playing.then(() => {
        waiting -= 1;
        // A running context keeps the sound card and a thread awake all day.
        if (waiting === 0) inBackground(context.suspend());
      });
      return playing;
    },
  };
}

/** Read through a function, because the compiler would remember the state from before the wait. */
function isRunning(context: AudioContext): boolean {
  return context.state === 'running';
}
