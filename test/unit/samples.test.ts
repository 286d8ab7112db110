import { describe, expect, it } from 'vitest';
import { isClip, longestClipS, sampleRate, tidied, wavOf } from '../../src/shared/voice/samples';
import { hum, phraseWav } from '../support/spoken-samples';

const peak = (samples: Float32Array | null): number => Math.max(...(samples ?? []).map(Math.abs));

describe('a recorded phrase', () => {
  it('loses the silence around it, with a breath left for soft consonants', () => {
    const clip = tidied(hum(1.2, 0.5, 0.9));
    expect((clip?.length ?? 0) / sampleRate).toBeGreaterThan(0.55);
    expect((clip?.length ?? 0) / sampleRate).toBeLessThan(0.68);
  });

  it('is as loud as any other, spoken softly or close', () => {
    const peaks = [0.02, 0.2, 0.9].map((loudness) => peak(tidied(hum(0.5, 0.5, 0.5, loudness))));
    for (const one of peaks) expect(one).toBeCloseTo(peaks[0] ?? 0, 2);
    expect(Math.max(...peaks)).toBeLessThanOrEqual(0.97);
  });

  it('is never cut off at the top by one loud sound', () => {
    const samples = hum(0.1, 1, 0.1, 0.02);
    samples[8_000] = 1;
    expect(peak(tidied(samples))).toBeLessThanOrEqual(0.971);
  });

  it('is refused where nobody spoke', () => {
    expect(tidied(hum(0, 1, 0, 0))).toBeNull();
    expect(tidied(hum(0, 1, 0, 0.001))).toBeNull();
    expect(tidied(new Float32Array(0))).toBeNull();
  });

  it('is no longer than a phrase', () => {
    expect(tidied(hum(0, 9, 0))?.length).toBe(longestClipS * sampleRate);
  });

  it('is a WAV file of one channel, and nothing else is taken for one', () => {
    const wav = phraseWav();
    expect(wav.subarray(0, 4).toString()).toBe('RIFF');
    expect(wav.readUInt32LE(24)).toBe(sampleRate);
    expect(isClip(wav)).toBe(true);
    for (const spoiled of [
      wav.subarray(0, 44),
      wav.subarray(0, 100),
      Buffer.concat([wav, Buffer.from([0, 0])]),
      Buffer.from(wav.map((byte, at) => (at === 24 ? byte + 1 : byte))),
      Buffer.from('<script>'),
      Buffer.from(wavOf(hum(0, longestClipS + 0.1, 0))),
    ])
      expect(isClip(spoiled)).toBe(false);
  });
});
