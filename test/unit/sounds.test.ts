import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sounds } from '../../src/shared/voice/announcement';

const folder = join(import.meta.dirname, '../../assets/sounds');
const stepsASecond = 20;

/** How loud it is, and how high, step by step: what tells a bell from another without its words. */
function shapeOf(sound: string): readonly string[] {
  const wav = readFileSync(join(folder, `${sound}.wav`));
  const samples = new Int16Array(wav.buffer, wav.byteOffset + 44, (wav.length - 44) / 2);
  const step = Math.floor(22_050 / stepsASecond);
  return Array.from({ length: Math.floor(samples.length / step) }, (_, at) => {
    const part = samples.subarray(at * step, (at + 1) * step);
    const loud = part.some((sample) => Math.abs(sample) > 3_000);
    const crossings = part.reduce(
      (count, sample, index) => count + (index > 0 && sample < 0 !== (part[index - 1] ?? 0) < 0 ? 1 : 0),
      0,
    );
    return loud ? String(Math.round(Math.log2(Math.max(1, crossings)) * 2)) : '-';
  });
}

describe('the bells', () => {
  it('are told apart without a word: no two have the same recording', () => {
    const digests = sounds.map((sound) =>
      createHash('sha256')
        .update(readFileSync(join(folder, `${sound}.wav`)))
        .digest('hex'),
    );
    expect(new Set(digests).size).toBe(sounds.length);
  });

  const pairs = sounds.flatMap((one, at) => sounds.slice(at + 1).map((other) => [one, other] as const));
  it.each(pairs)(
    '%s and %s differ for at least a quarter of a second, in rhythm or in pitch',
    (one, other) => {
      const [first, second] = [shapeOf(one), shapeOf(other)];
      const length = Math.max(first.length, second.length);
      const differing = Array.from({ length }, (_, at) => at).filter((at) => first[at] !== second[at]).length;
      expect(differing).toBeGreaterThanOrEqual(stepsASecond / 4);
    },
  );

  it.each(sounds)('%s is short enough to be heard between two customers', (sound) => {
    expect(shapeOf(sound).length).toBeLessThan(3 * stepsASecond);
  });
});
