import { inflateRawSync } from 'node:zlib';

export interface Cell {
  readonly ref: string;
  readonly style: string | undefined;
  /** Of a number cell. */
  readonly number: string | undefined;
  /** Of a text cell, as Excel shows it. */
  readonly text: string | undefined;
}

/** The files of a zip archive, read through its central directory as an unpacker does. */
export function workbookIn(bytes: Buffer): Readonly<Record<string, string>> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('no end of a zip archive');
  const files: Record<string, string> = {};
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.toString('latin1', at, at + 4) !== 'PK\x01\x02') throw new Error('no entry of a zip archive');
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    files[name] = (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString();
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

/** The cells of a worksheet, row by row. */
export function cellsOf(sheet: string): readonly (readonly Cell[])[] {
  return [...sheet.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c r="([A-Z]+\d+)"(?: s="(\d+)")?(?: t="inlineStr")?>(.*?)<\/c>/gs)].map(
      ([, ref = '', style, inner = '']) => ({
        ref,
        style,
        number: /^<v>(.*)<\/v>$/.exec(inner)?.[1],
        text: unescaped(/<t xml:space="preserve">(.*)<\/t>/s.exec(inner)?.[1]),
      }),
    ),
  );
}

function unescaped(text: string | undefined): string | undefined {
  return text
    ?.replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#13;/g, '\r')
    .replace(/&amp;/g, '&')
    .replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
