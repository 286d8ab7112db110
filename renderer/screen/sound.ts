import { signal, type ReadonlySignal } from '@preact/signals';
import alarm from '../../assets/sounds/alarm.wav?no-inline';
import cutOff from '../../assets/sounds/cut-off.wav?no-inline';
import failure from '../../assets/sounds/failure.wav?no-inline';
import heardAgain from '../../assets/sounds/heard-again.wav?no-inline';
import late from '../../assets/sounds/late.wav?no-inline';
import reminder from '../../assets/sounds/reminder.wav?no-inline';
import reversal from '../../assets/sounds/reversal.wav?no-inline';
import success from '../../assets/sounds/success.wav?no-inline';
import type { Sound } from '../../src/shared/voice/announcement';

const urls: Readonly<Record<Sound, string>> = {
  ...{ success, failure, alarm, reversal, reminder, late },
  ...{ 'cut-off': cutOff, 'heard-again': heardAgain },
};

export interface Bell {
  /** Whether it would be heard now. */
  readonly isOn: ReadonlySignal<boolean>;
  readonly isPossible: boolean;
  /** From a touch: sounds once, as the proof. */
  turnOn(): Promise<void>;
  /** Resolves to whether it was played. */
  play(sound: Sound, volume: number): Promise<boolean>;
  /** A call or a locked screen may have switched it off. */
  look(): void;
}

/** Near silence: a page that sounds is not put to rest by its browser. */
const nearSilence = 0.0001;
/** A browser that holds sound back leaves `resume()` pending for ever. */
const timeoutMs = 1_000;

export function createBell(fetchIt: typeof fetch): Bell {
  const isOn = signal(false);
  if (!('AudioContext' in window))
    return {
      ...{ isOn, isPossible: false, look: () => undefined },
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
    const response = await fetchIt(urls[sound]);
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
    ...{ isOn, isPossible: true, play, look },
    async turnOn() {
      const resumed = context.resume().catch(() => undefined); // its state tells whether it worked
      await Promise.race([resumed, new Promise((resolve) => setTimeout(resolve, timeoutMs))]);
      hum();
      await play('success', 1);
      // The others too, while the counter is surely there.
      for (const sound of Object.keys(urls) as Sound[]) await load(sound).catch(() => null);
      look();
    },
  };
}
