/** What an ESC/POS printer would put on its paper. */
export interface Paper {
  readonly lines: readonly string[];
  readonly isCut: boolean;
  /** What its QR codes hold. */
  readonly qrs: readonly string[];
}

/** Code page 858, the part that is not ASCII. */
const upper =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´­±‗¾¶§÷¸°¨·¹³²■\u00a0';
/** How many bytes follow a command, by its first two. */
const lengths: Readonly<Record<string, number>> = {
  '\x1b@': 0,
  '\x1bt': 1,
  '\x1ba': 1,
  '\x1bE': 1,
  '\x1b!': 1,
  '\x1bM': 1,
  '\x1bd': 1,
  '\x1b3': 1,
  '\x1b2': 0,
  '\x1dB': 1,
  '\x1d!': 1,
  '\x1b-': 1,
  '\x1c.': 0,
  '\x1cC': 1,
  '\x1bR': 1,
  '\x1d(': -1,
};

/** Reads the bytes as the printer does: a command it does not know, or a code page other than 858, is an error. */
export function printedText(bytes: Buffer): Paper {
  let text = '';
  let isCut = false;
  let codepage: number | null = null;
  const qrs: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x1b || byte === 0x1c || byte === 0x1d) {
      const command = bytes.toString('latin1', at, at + 2);
      if (command === '\x1dV') {
        isCut = true;
        at += (bytes[at + 2] ?? 0) >= 65 ? 4 : 3;
        continue;
      }
      if (command === '\x1d(' && bytes[at + 2] === 0x6b) {
        const length = bytes.readUInt16LE(at + 3);
        // Function 80 stores what the code is to hold.
        if (bytes[at + 6] === 0x50) qrs.push(bytes.toString('latin1', at + 8, at + 5 + length));
        at += 5 + length;
        continue;
      }
      const length = lengths[command];
      if (length === undefined || length < 0)
        throw new Error(`a printer does not know ${JSON.stringify(command)}`);
      if (command === '\x1bt') codepage = bytes[at + 2] ?? null;
      at += 2 + length;
      continue;
    }
    if (byte >= 0x80 && codepage !== 19) throw new Error(`a letter of code page ${codepage ?? 'none'}`);
    text += byte >= 0x80 ? (upper[byte - 0x80] ?? '') : String.fromCharCode(byte);
    at += 1;
  }
  return {
    lines: text
      .replace(/\r/g, '')
      .split('\n')
      .map((line) => line.trimEnd()),
    isCut,
    qrs,
  };
}
