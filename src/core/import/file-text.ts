export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface FileText {
  /** Without its byte order mark. */
  readonly text: string;
  readonly encoding: FileEncoding;
}

/** Where Windows-1252 differs from Latin-1, from 0x80 on. Some Node releases decode these bytes as Latin-1. */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The text of a file as spreadsheets write it: Excel's "Unicode text" is UTF-16, its plain CSV is Windows-1252. */
export function fileTextOf(bytes: Uint8Array): FileText {
  const encoding = encodingOf(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text =
    encoding === 'windows-1252'
      ? buffer
          .toString('latin1')
          .replace(/[\x80-\x9f]/g, (sign) => windowsSigns[sign.charCodeAt(0) - 0x80] ?? sign)
      : encoding === 'utf-8'
        ? buffer.toString('utf8')
        : utf16Of(buffer, encoding);
  return { text: text.replace(/^\uFEFF/, ''), encoding };
}

function utf16Of(buffer: Buffer, encoding: FileEncoding): string {
  const even = buffer.subarray(0, buffer.length - (buffer.length % 2));
  return (encoding === 'utf-16le' ? even : Buffer.from(even).swap16()).toString('utf16le');
}

function encodingOf(bytes: Uint8Array): FileEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Without a mark: in UTF-16 half of the bytes are zero for Latin letters.
  const start = bytes.subarray(0, 400);
  const zeros = [0, 0];
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > start.length / 4 && even === 0) return 'utf-16le';
  if (even > start.length / 4 && odd === 0) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
