/** The format of a recorded phrase: one channel of 16 bits. Telephones carry less, and are understood in a market. */
export const sampleRate = 16_000;
export const longestClipS = 4;
const headerBytes = 44;
export const longestClipBytes = headerBytes + 2 * sampleRate * longestClipS;

/** The window for measuring loudness: shorter than a syllable. */
const windowS = 0.02;
/** Kept before the first and after the last audible sound: consonants begin softly. */
const marginS = 0.06;
/** Below this share of the loudest window it is room noise, not the speaker. */
const quietShare = 0.08;
/** The greatest amplification, so that noise from a silent microphone stays quiet. */
const faintest = 0.004;
const wantedLoudness = 0.12;
const highestPeak = 0.97;

function loudness(samples: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += (samples[at] ?? 0) ** 2;
  return Math.sqrt(sum / Math.max(1, to - from));
}

/** The part with speech; null where there is none. */
function spoken(
  samples: Float32Array,
): { readonly from: number; readonly to: number; readonly loudest: number } | null {
  const size = Math.round(windowS * sampleRate);
  const windows = Array.from({ length: Math.ceil(samples.length / size) }, (_, at) =>
    loudness(samples, at * size, Math.min(samples.length, (at + 1) * size)),
  );
  const loudest = Math.max(0, ...windows);
  if (loudest < faintest) return null;
  const isHeard = (level: number): boolean => level >= loudest * quietShare;
  return {
    from: windows.findIndex(isHeard) * size,
    to: (windows.map(isHeard).lastIndexOf(true) + 1) * size,
    loudest,
  };
}

/** Trimmed of silence, and as loud as every other phrase; null where nothing was said. */
export function tidied(samples: Float32Array): Float32Array | null {
  const found = spoken(samples);
  if (found === null) return null;
  const margin = Math.round(marginS * sampleRate);
  const longest = sampleRate * longestClipS;
  const from = Math.max(0, found.from - margin);
  const cut = samples.slice(from, Math.min(samples.length, found.to + margin, from + longest));
  const peak = cut.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  const level = loudness(samples, found.from, Math.min(samples.length, found.to));
  const gain = Math.min(wantedLoudness / level, highestPeak / peak);
  return cut.map((sample) => sample * gain);
}

/** As a WAV file. */
export function wavOf(samples: Float32Array): Uint8Array {
  const bytes = new Uint8Array(headerBytes + 2 * samples.length);
  const view = new DataView(bytes.buffer);
  const write = (at: number, text: string): void => {
    for (let index = 0; index < text.length; index += 1) view.setUint8(at + index, text.charCodeAt(index));
  };
  write(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 2 * sampleRate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  for (const [index, sample] of samples.entries())
    view.setInt16(headerBytes + 2 * index, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
  return bytes;
}

/** Whether it is a file as `wavOf` writes it, of a length that a phrase may have. Nothing else is stored or decoded. */
export function isClip(bytes: Uint8Array): boolean {
  if (bytes.length <= headerBytes || bytes.length > longestClipBytes || bytes.length % 2 !== 0) return false;
  const expected = wavOf(new Float32Array((bytes.length - headerBytes) / 2)).subarray(0, headerBytes);
  return expected.every((byte, at) => bytes[at] === byte);
}
