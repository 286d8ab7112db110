import { crc32, hex32, writeHex32 } from '../../storage/crc32';
import type { JournalRecord } from '../record';

/**
 * Lines that are flushed together. The first of them begins with an extra space, which JSON allows, so that a reader
 * knows which lines were written together.
 */
export function encodeGroup(records: readonly JournalRecord[]): Buffer {
  const texts = records.map((record, at) => `${at === 0 ? ' ' : ''}${JSON.stringify(record)}`);
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 10, 0));
  let end = 0;
  for (const text of texts) {
    const start = end + 9;
    const newline = start + bytes.write(text, start);
    writeHex32(crc32(bytes.subarray(start, newline)), bytes, end);
    bytes[start - 1] = 0x20;
    bytes[newline] = 0x0a;
    end = newline + 1;
  }
  return bytes;
}

/** Whether a line is the first of those that were flushed together. */
export function beginsGroup(line: Uint8Array): boolean {
  return line[9] === 0x20;
}

/** One line: the checksum of the JSON, a space, the JSON, a newline. */
export function encodeLine(record: JournalRecord): Buffer {
  const json = JSON.stringify(record);
  const line = Buffer.allocUnsafe(Buffer.byteLength(json) + 10);
  line.write(json, 9);
  writeHex32(crc32(line.subarray(9, -1)), line, 0);
  line[8] = 0x20;
  line[line.length - 1] = 0x0a;
  return line;
}

/** Null where the line is damaged. */
export function decodeLine(line: Uint8Array): JournalRecord | null {
  const buffer = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  if (buffer.length < 11 || buffer[8] !== 0x20) return null;
  const json = buffer.subarray(9);
  if (buffer.toString('latin1', 0, 8) !== hex32(crc32(json))) return null;
  // The checksum proves that a Comptoir wrote it. The caller detects kinds of a newer version.
  return JSON.parse(json.toString()) as JournalRecord;
}
