import * as zlib from 'node:zlib';

/** The usual CRC-32, because Electron 25 (Node 18) has none. */
const table = new Uint32Array(256).map((_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1)
    remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/** Below this, calling out of JavaScript costs more than it saves. */
const fewBytes = 512;

/** `before`: the checksum of the preceding bytes. */
export function crc32(bytes: Uint8Array, before = 0): number {
  if (bytes.length > fewBytes && 'crc32' in zlib) return zlib.crc32(bytes, before);
  let crc = ~before;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** Eight hexadecimal digits. */
export function hex32(value: number): string {
  return value.toString(16).padStart(8, '0');
}

const digits = Buffer.from('0123456789abcdef');

/** The same digits, written straight into the target: this runs for every line of a flood. */
export function writeHex32(value: number, bytes: Uint8Array, at: number): void {
  for (let digit = 0; digit < 8; digit += 1)
    bytes[at + digit] = digits[(value >>> (28 - 4 * digit)) & 15] ?? 0;
}
