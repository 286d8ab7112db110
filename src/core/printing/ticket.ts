import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { plainSpaces } from '../../shared/payment/money';
import type { PaperMm } from '../../shared/settings/bounds';

/** A ticket, line by line; the widest paper has 48 characters a line. */
export type TicketLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align?: 'left' | 'center';
      readonly strong?: boolean;
    }
  /** The most important line, in double size. */
  | { readonly kind: 'large'; readonly text: string }
  /** Words on the left, a number on the right. */
  | { readonly kind: 'pair'; readonly left: string; readonly right: string; readonly strong?: boolean }
  | { readonly kind: 'qr'; readonly text: string }
  | { readonly kind: 'rule' };

const columnsOf: Readonly<Record<PaperMm, number>> = { 58: 32, 80: 48 };

/** The bytes for any ESC/POS printer, with a cut at the end. Letters that code page 858 (Western Europe) lacks print as their base. */
export function ticketBytes(lines: readonly TicketLine[], paperMm: PaperMm): Uint8Array {
  const columns = columnsOf[paperMm];
  const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns, feedBeforeCut: 4 });
  encoder.initialize().codepage('cp858');
  for (const line of lines) {
    if (line.kind === 'rule') {
      encoder.line('-'.repeat(columns));
      continue;
    }
    if (line.kind === 'qr') {
      // At this size about 190 characters fill four fifths of the narrow paper.
      encoder.align('center').qrcode(line.text, { model: 2, size: 6, errorlevel: 'm' }).align('left');
      continue;
    }
    if (line.kind === 'large') {
      encoder.align('center').size(2, 2).line(printable(line.text)).size(1, 1).align('left');
      continue;
    }
    const strong = line.strong === true;
    encoder.bold(strong);
    if (line.kind === 'text') {
      encoder.align(line.align ?? 'left');
      for (const text of wrapped(printable(line.text), columns)) encoder.line(text);
      encoder.align('left');
    } else
      for (const text of pairLines(printable(line.left), printable(line.right), columns)) encoder.line(text);
    encoder.bold(false);
  }
  return encoder.cut('partial').encode();
}

/**
 * Breaks only between words: the encoder would leave the first sign of a French quotation or a lone question mark at the
 * edge. It cuts a word that is wider than the paper.
 */
function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/(?<!«) +(?![»:;?!])/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** On one line where both fit, else the number is on the next. */
function pairLines(left: string, right: string, columns: number): readonly string[] {
  const room = columns - left.length - right.length;
  return room >= 1 ? [left + ' '.repeat(room) + right] : [left, right.padStart(columns)];
}

const substitutes: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '•': '*',
  '–': '-',
  '—': '-',
  œ: 'oe',
  Œ: 'OE',
};

/** Small letters of Fon, Ewe, Yoruba, Hausa, Dioula and their neighbours that Unicode does not decompose. */
const bases: Readonly<Record<string, string>> = {
  ɔ: 'o',
  ɖ: 'd',
  ɛ: 'e',
  ŋ: 'n',
  ɣ: 'g',
  ʋ: 'v',
  ɩ: 'i',
  ʊ: 'u',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ɲ: 'n',
  ǝ: 'e',
  ə: 'e',
  ɑ: 'a',
  ɪ: 'i',
  ɦ: 'h',
  ɨ: 'i',
  ʉ: 'u',
  đ: 'd',
  ħ: 'h',
  ł: 'l',
  ŧ: 't',
  ı: 'i',
  ƒ: 'f',
};

/** Names and methods come from outside: a control character in them would be a command to the printer. */
function printable(text: string): string {
  return plainSpaces(text.normalize('NFC'))
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[’‘“”…•–—œŒ]/g, (sign) => substitutes[sign] ?? sign)
    .replace(/[^\x20-\x7e\u00a1-\u00ac\u00ae-\u00ff€]/gu, baseOf);
}

/** The letter without its marks; letters of other scripts become a star, and other characters are left out. */
function baseOf(sign: string): string {
  return Array.from(sign.normalize('NFKD').replace(/\p{M}/gu, ''), (part) => {
    if (/^[\x20-\x7e]$/.test(part)) return part;
    const base = bases[part.toLowerCase()];
    if (base !== undefined) return part === part.toLowerCase() ? base : base.toUpperCase();
    return /^[\p{L}\p{N}]$/u.test(part) ? '*' : '';
  }).join('');
}
