const shardCount = 256;
/** Two words of the key's hash and the sequence number. */
const words = 3;
const fullest = 0.8;
const growth = 1.5;

/** 64 bits of a key. The hash must never change: it is stored on the disk. */
export interface KeyHash {
  readonly high: number;
  readonly low: number;
}

/**
 * Which payments may carry a key: every payment ever compacted, in 12 bytes plus free slots. So duplicates are found
 * after years without loading a document. Equal hashes are only candidates; the caller compares the keys. Many small
 * tables grow one by one, so that no growth delays calls for long.
 */
export class KeyTable {
  readonly #shards = Array.from({ length: shardCount }, () => ({
    slots: new Uint32Array(16 * words),
    used: 0,
  }));

  /** `seq` is stored in 32 bits: four thousand million records are a century of a very busy shop. */
  add({ high, low }: KeyHash, seq: number): void {
    const shard = this.#shard(high);
    if ((shard.used + 1) * words > shard.slots.length * fullest) {
      const { slots } = shard;
      shard.slots = new Uint32Array(Math.ceil((slots.length / words) * growth) * words);
      for (let at = 0; at < slots.length; at += words) {
        const kept = slots[at + 2] ?? 0;
        if (kept !== 0) place(shard.slots, slots[at] ?? 0, slots[at + 1] ?? 0, kept);
      }
    }
    place(shard.slots, high, low, seq);
    shard.used += 1;
  }

  /** Sequence numbers of the payments whose key has this hash, in no order. */
  find({ high, low }: KeyHash): readonly number[] {
    const { slots } = this.#shard(high);
    const found: number[] = [];
    for (let at = start(slots, low); ; at = next(slots, at)) {
      const seq = slots[at + 2] ?? 0;
      if (seq === 0) return found;
      if (slots[at] === high && slots[at + 1] === low) found.push(seq);
    }
  }

  get size(): number {
    return this.#shards.reduce((sum, { used }) => sum + used, 0);
  }

  #shard(high: number): { slots: Uint32Array; used: number } {
    const shard = this.#shards[high >>> 24];
    if (shard === undefined) throw new RangeError('a hash word has 32 bits');
    return shard;
  }
}

function place(slots: Uint32Array, high: number, low: number, seq: number): void {
  let at = start(slots, low);
  while (slots[at + 2] !== 0) at = next(slots, at);
  slots[at] = high;
  slots[at + 1] = low;
  slots[at + 2] = seq;
}

function start(slots: Uint32Array, low: number): number {
  return Math.floor((low / 0x1_0000_0000) * (slots.length / words)) * words;
}

function next(slots: Uint32Array, at: number): number {
  return at + words === slots.length ? 0 : at + words;
}

/** Two multiplicative hashes over the same characters, each mixed once more at the end. */
export function hashKey(key: string): KeyHash {
  let high = 0x9e3779b9;
  let low = 0x7f4a7c15;
  for (let at = 0; at < key.length; at += 1) {
    const unit = key.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ (unit + at), 0x5bd1e995);
    low ^= low >>> 15;
  }
  return { high: mix(high ^ low), low: mix(low) };
}

function mix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
