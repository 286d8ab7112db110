// Makes the sounds. Its output is committed: run `node scripts/make-sounds.mjs` after a change here.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'assets', 'sounds');
const rate = 22_050;

/**
 * @typedef {object} Note
 * @property {number} at seconds from the beginning
 * @property {number} lasts seconds
 * @property {number} hz
 * @property {number} decay how fast it fades; 0: not at all
 * @property {readonly number[]} overtones loudness of the 1st, 2nd, ... partial
 */

// People must recognise them by ear, on a laptop's small loudspeaker in a noisy shop. High, short and rising; low, long
// and falling; insistent; a falling run of notes; two knocks; a handful of coins; a line that goes dead; a line that
// opens. Overtones carry the low ones where the loudspeaker cannot.
const bell = [1, 0.45, 0.3, 0.12];
const horn = [1, 0.8, 0.6, 0.45, 0.3, 0.2];
const siren = [1, 0.5, 0.35];
const knock = [1, 0.15, 0.6];
const flute = [1, 0.15, 0.05];

/** @type {Record<string, readonly Note[]>} */
const sounds = {
  success: [
    { at: 0, lasts: 0.5, hz: 1318.5, decay: 7, overtones: bell },
    { at: 0.13, lasts: 0.6, hz: 1975.5, decay: 6, overtones: bell },
  ],
  failure: [
    { at: 0, lasts: 0.45, hz: 233.1, decay: 0.5, overtones: horn },
    { at: 0.42, lasts: 0.75, hz: 174.6, decay: 1.5, overtones: horn },
  ],
  alarm: [0, 0.42, 0.84].flatMap((at) => [
    { at, lasts: 0.14, hz: 987.8, decay: 0, overtones: siren },
    { at: at + 0.16, lasts: 0.14, hz: 740, decay: 0, overtones: siren },
  ]),
  reminder: [0, 0.2, 0.7, 0.9].map((at) => ({ at, lasts: 0.16, hz: 587.3, decay: 14, overtones: knock })),
  late: [0, 0.11, 0.22, 0.33, 0.44, 0.55].map((at, coin) => ({
    ...{ at, lasts: 0.4, decay: 9, overtones: bell },
    hz: coin % 2 === 0 ? 1760 : 1568,
  })),
  'cut-off': [
    ...[0, 0.3, 0.6].map((at) => ({ at, lasts: 0.22, hz: 415.3, decay: 0, overtones: siren })),
    { at: 0.95, lasts: 0.9, hz: 207.7, decay: 0.6, overtones: horn },
  ],
  'heard-again': [392, 523.3, 659.3].map((hz, step) => ({
    ...{ at: step * 0.22, lasts: step === 2 ? 0.7 : 0.3, hz, decay: 2, overtones: flute },
  })),
  reversal: [0, 0.95].flatMap((at) =>
    [1046.5, 830.6, 659.3, 523.3, 392].map((hz, step) => ({
      at: at + step * 0.15,
      lasts: step === 4 ? 0.32 : 0.17,
      hz,
      decay: 1,
      overtones: horn,
    })),
  ),
};

/** @param {readonly Note[]} notes */
function mix(notes) {
  const samples = new Float64Array(Math.ceil(Math.max(...notes.map(({ at, lasts }) => at + lasts)) * rate));
  for (const { at, lasts, hz, decay, overtones } of notes) {
    const first = Math.round(at * rate);
    for (let index = 0; index < lasts * rate; index += 1) {
      const t = index / rate;
      // Fade some milliseconds at both ends: a tone that is cut at once clicks.
      const edge = Math.min(1, t / 0.004, (lasts - t) / 0.03);
      const partials = overtones.map(
        (loud, n) => loud * Math.sin(2 * Math.PI * hz * (n + 1) * t) * Math.exp(-decay * n * t),
      );
      samples[first + index] +=
        edge * Math.exp(-decay * t) * partials.reduce((sum, partial) => sum + partial, 0);
    }
  }
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return samples.map((sample) => (sample / peak) * 0.9);
}

/** 16 bits, one channel. @param {Float64Array} samples */
function wav(samples) {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16); // length of what describes the samples
  bytes.writeUInt16LE(1, 20); // PCM
  bytes.writeUInt16LE(1, 22); // channels
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(2 * rate, 28); // bytes a second
  bytes.writeUInt16LE(2, 32); // bytes a frame
  bytes.writeUInt16LE(16, 34); // bits a sample
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((sample, index) => bytes.writeInt16LE(Math.round(sample * 32_767), 44 + 2 * index));
  return bytes;
}

mkdirSync(folder, { recursive: true });
for (const [name, notes] of Object.entries(sounds))
  writeFileSync(join(folder, `${name}.wav`), wav(mix(notes)));
