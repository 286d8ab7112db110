import type { Ring } from '../../src/shared/voice/ring';
import type { Language } from '../../src/shared/settings/preferences';
import { spokenText } from '../../src/shared/texts/voice-texts';
import type { ClipName } from '../../src/shared/voice/number-clips';
import { breath, spokenClips } from '../../src/shared/voice/spoken-clips';
import type { ComputerVoice } from './computer-voice';
import { clipUrl, soundUrls } from './recordings';
import { inBackground } from '../state/in-background';

/** What came out of the loudspeaker after the sound: clips by their names, or a text. */
export interface Heard {
  readonly said: string;
}

export interface Player {
  /** One after the other. Null where nothing was heard: a browser may hold back a page that nobody touched. */
  play(ring: Ring): Promise<Heard | null>;
  /** Whether sounds would be heard now; call it from a click to be allowed. */
  unlock(): Promise<boolean>;
}

/** A browser that holds sound back leaves `resume()` pending for ever: past this, it is taken for a no. */
const browserTimeoutMs = 1_000;
/** With more than this waiting, the bell says no more amounts: it would speak of payments long past. */
const mostWaiting = 2;
const breathSeconds = 0.22;

/** Plays rings: the sound, and then the words, from our own clips or with a voice of the computer. Rests in between. */
export function createPlayer(
  fetchRecording: typeof fetch,
  computerVoice: ComputerVoice,
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

  /** Plays one buffer after the other without a seam; null is a breath. */
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

  /** Null where one of them cannot be had: half an amount is worse than none. A null within is a breath. */
  const recorded = async (
    clips: readonly ClipName[],
    language: Language,
  ): Promise<readonly (AudioBuffer | null)[] | null> => {
    const loading = clips.map(async (clip) => {
      if (clip === breath) return null;
      const buffer = await load(clipUrl(language, clip) ?? '');
      if (buffer === null) throw new Error(`no clip ${clip}`);
      return buffer;
    });
    return Promise.all(loading).catch(() => null);
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
    const clips = spokenClips(spoken, language, dayWord);
    const words = await recorded(clips, language);
    await sound([bell, null, ...(words ?? [])], volume);
    return { said: words === null ? '' : clips.join(' ') };
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
