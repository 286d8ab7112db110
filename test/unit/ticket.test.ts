import { describe, expect, it } from 'vitest';
import { ticketBytes } from '../../src/core/printing/ticket';
import { receiptTexts } from '../../src/shared/texts/receipt-texts';
import { printedText } from '../support/ticket-paper';

describe('a name on paper', () => {
  it.each([
    ['Akɔ̀ Ɖɔkpo', 'Ako Dokpo'],
    ['Kɔ́jó Ɛ̀fúà Ŋu', 'Kojó Efúà Nu'],
    ['Ṣadé Ọláolú', 'Sadé Oláolú'],
    ['ƁALLA Ɗan Ƙano', 'BALLA Dan Kano'],
    ['Ƒo Đà Ɣa', 'Fo Dà Ga'],
    ['Ɔdɔ 👍🏾Zoé', 'Odo Zoé'],
    ['Ｃｈｅｚ ﬁn', 'Chez fin'],
    ['5 € ç Ÿ œ', '5 € ç Y oe'],
    ['محمد', '****'],
  ])('keeps the base letters: %s', (name, onPaper) => {
    for (const text of [name, name.normalize('NFD')]) {
      const lines = [
        { kind: 'text', text },
        { kind: 'large', text },
        { kind: 'pair', left: text, right: '5 F' },
      ] as const;
      const paper = printedText(Buffer.from(ticketBytes(lines, 58))).lines;
      expect(paper.slice(0, 2).map((line) => line.trim())).toEqual([onPaper, onPaper]);
      expect(paper[2]).toBe(`${onPaper.padEnd(29)}5 F`);
    }
  });
});

describe('a sentence on paper', () => {
  it.each([
    [58, ['À vérifier dans Comptoir,', '« Vérifier un reçu »']],
    [80, ['À vérifier dans Comptoir, « Vérifier un reçu »']],
  ] as const)('breaks between words, never behind an opening quotation mark: %i mm', (paperMm, onPaper) => {
    const text = receiptTexts.fr.paper.check;
    const { lines } = printedText(
      Buffer.from(ticketBytes([{ kind: 'text', text, align: 'center' }], paperMm)),
    );
    expect(lines.map((line) => line.trim()).filter((line) => line !== '')).toEqual(onPaper);
  });

  it('cuts a word that is wider than the paper', () => {
    const text = `Boutique ${'x'.repeat(40)} Awa`;
    const { lines } = printedText(Buffer.from(ticketBytes([{ kind: 'text', text }], 58)));
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    expect(lines.filter((line) => line.length > 32)).toEqual([]);
  });
});
