import { sampleRate, wavOf } from '../../src/shared/voice/samples';

/** A hum of that loudness between silences, in seconds: as a phrase, for who does not listen. */
export function hum(before: number, long: number, after: number, loudness = 0.2): Float32Array {
  const all = Math.round((before + long + after) * sampleRate);
  return Float32Array.from({ length: all }, (_, at) => {
    const second = at / sampleRate;
    const isOn = second >= before && second < before + long;
    return isOn ? loudness * Math.sin(2 * Math.PI * 220 * second) : 0;
  });
}

export const phraseWav = (): Buffer => Buffer.from(wavOf(hum(0, 0.3, 0)));
