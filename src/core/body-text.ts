import { isUtf8 } from 'node:buffer';
import type { BodyText } from '../shared/providers/call-text';

/**
 * Bytes that are not UTF-8 are read as Latin-1, where every byte is a character: the figures, the number and the payer
 * are ASCII and stay correct. Removes a byte order mark.
 */
export function bodyTextOf(bytes: Uint8Array): BodyText {
  const isGuessed = !isUtf8(bytes);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    isGuessed ? 'latin1' : 'utf8',
  );
  return { text: text.replace(/^\ufeff/, ''), isGuessed };
}
