import { signal, type ReadonlySignal } from '@preact/signals';
import type { Sound } from '../../src/shared/voice/announcement';
import { soundUrls } from '../audio/sound-urls';

export interface Bell {
  /** Whether it would be heard now. */
  readonly isOn: ReadonlySignal<boolean>;
  readonly isPossible: boolean;
  /** Call it from a touch: plays once, to prove that sound works. */
  turnOn(): Promise<void>;
  /** Resolves to whether it was played. */
  play(sound: Sound, volume: number): Promise<boolean>;
  /** A call or a locked screen may have switched it off. */
  look(): void;
}

/** Play near silence, because browsers do not suspend a page that makes sound. */
const nearSilence = 0.0001;
/** A browser that blocks sound never resolves `resume()`. */
const timeoutMs = 1_000;

export function createBell(fetchIt: typeof fetch): Bell {
  const isOn = signal(false);
  if (!('AudioContext' in window))
    return {
      isOn,
      isPossible: false,
      look: () => undefined,
      turnOn: () => Promise.resolve(),
      play: () => Promise.resolve(false),
    };
  const context = new AudioContext();
  const buffers = new Map<Sound, AudioBuffer>();
  const look = (): void => {
    isOn.value = context.state === 'running' && buffers.size > 0;
  };
  context.onstatechange = look;
  const load = async (sound: Sound): Promise<AudioBuffer> => {
    const known = buffers.get(sound);
    if (known !== undefined) return known;
    const response = await fetchIt(soundUrls[sound]);
    const buffer = await context.decodeAudioData(await response.arrayBuffer());
    buffers.set(sound, buffer);
    return buffer;
  };
  let isHummed = false;
  const hum = (): void => {
    if (isHummed) return;
    isHummed = true;
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    gain.gain.value = nearSilence;
    oscillator.connect(gain);
    gain.connect(context.destination);
    oscillator.start();
  };
  const play = async (sound: Sound, volume: number): Promise<boolean> => {
    const buffer = await load(sound).catch(() => null);
    look();
    if (buffer === null || !isOn.value) return false;
    const source = context.createBufferSource();
    const gain = context.createGain();
    source.buffer = buffer;
    gain.gain.value = volume;
    source.connect(gain);
    gain.connect(context.destination);
    source.start();
    return true;
  };
  return {
    isOn,
    isPossible: true,
    play,
    look,
    async turnOn() {
      const resumed = context.resume().catch(() => undefined); // its state tells whether it worked
      await Promise.race([resumed, new Promise((resolve) => setTimeout(resolve, timeoutMs))]);
      hum();
      await play('success', 1);
      // Load the other sounds too, while the counter can be reached.
      for (const sound of Object.keys(soundUrls) as Sound[]) await load(sound).catch(() => null);
      look();
    },
  };
}
