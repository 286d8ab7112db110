import { createHash } from 'node:crypto';
import type { RandomBytes } from '../../../src/shared/screens/screen-crypto';

/** Bytes that look random and are the same in every run; another seed gives others. */
export function countedBytes(seed: string): RandomBytes {
  let calls = 0;
  return (length) => {
    calls += 1;
    const block = (index: number): Buffer =>
      createHash('sha256').update(`${seed} ${calls} ${index}`).digest();
    const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) => block(index));
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
  };
}
