import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parseReceiptCode, receiptCode } from '../../src/core/receipts/receipt-code';
import { amountInWords } from '../../src/core/receipts/receipt-of';
import { isSigned, parseReceipt, privateKeyOf, signedReceipt } from '../../src/core/receipts/signed-receipt';
import { dayAfter } from '../../src/shared/calendar';

const codes = fc.record({
  paymentId: fc
    .tuple(fc.integer({ min: 0, max: 16_000 }), fc.integer({ min: 1, max: 2 ** 26 - 1 }))
    .map(([days, seq]) => `${dayAfter('2020-01-01', days).replace(/-/g, '')}-${seq.toString(36)}`),
  proof: fc.integer({ min: 0, max: 2 ** 30 - 1 }),
});
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('the code of a receipt', () => {
  it('is read as it was written, in any case, with any gaps and with letters taken for digits', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const written = receiptCode(code);
        expect(written).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
        const typed = written.toLowerCase().replace(/-/g, ' ').replace(/0/g, 'o').replace(/1/g, 'l');
        expect(parseReceiptCode(typed)).toEqual(code);
      }),
    );
  });

  it('is told from every one with a single wrong sign, or two that changed places', () => {
    fc.assert(
      fc.property(codes, fc.nat(15), fc.integer({ min: 1, max: 31 }), (code, at, by) => {
        const written = Array.from(receiptCode(code).replace(/-/g, ''));
        const wrong = [...written];
        wrong[at] = signs[(signs.indexOf(written[at] ?? '') + by) % 32] ?? '';
        expect(parseReceiptCode(wrong.join(''))).toBe('mistyped');
        const swapped = [...written];
        [swapped[at], swapped[at + 1]] = [swapped[at + 1] ?? '', swapped[at] ?? ''];
        if (at < 15 && written[at] !== written[at + 1])
          expect(parseReceiptCode(swapped.join(''))).toBe('mistyped');
      }),
    );
  });

  it('says when it is nothing like a code, and when a sign is missing or foreign', () => {
    expect(parseReceiptCode('')).toBe('not-a-code');
    expect(parseReceiptCode('5000')).toBe('not-a-code');
    const written = receiptCode({ paymentId: '20261123-1', proof: 5 });
    expect(parseReceiptCode(written.slice(1))).toBe('mistyped');
    expect(parseReceiptCode(`${written}7`)).toBe('mistyped');
    expect(parseReceiptCode(written.replace(/.$/, 'U'))).toBe('mistyped');
  });
});

describe('what a QR of a receipt holds', () => {
  const facts = {
    ...{ paymentId: '20261123-a', amountXof: 5_000, at: '2026-11-23T10:00:00.000Z' },
    mode: 'live' as const,
  };
  const qr = signedReceipt(facts, privateKeyOf(Buffer.alloc(32, 7)));

  it('is short, and holds the facts of the payment', () => {
    expect(qr.length).toBeLessThan(190);
    expect(parseReceipt(qr)).toMatchObject({ facts });
  });

  it('is signed as it stands: no sign of it can be another', () => {
    const parsed = parseReceipt(qr);
    expect(parsed !== null && isSigned(parsed)).toBe(true);
    // The very last sign carries spare bits: with others the bytes of the signature are the same.
    for (let at = 0; at < qr.length - 1; at += 1) {
      const payload = parseReceipt(qr.slice(0, at) + (qr[at] === '1' ? '2' : '1') + qr.slice(at + 1));
      expect(payload !== null && isSigned(payload), `sign ${at}`).toBe(false);
    }
  });

  it('is refused where the same facts are written in another way', () => {
    for (const [one, other] of [
      ['.5000.', '.05000.'],
      ['.5000.', '.5e3.'],
      ['.5000.', '.-5000.'],
      ['.L.', '.l.'],
      ['COMPTOIR1', 'COMPTOIR2'],
    ] as const)
      expect(parseReceipt(qr.replace(one, other))).toBeNull();
  });
});

describe('an amount in words', () => {
  it.each([
    [0, 'zéro franc CFA', 'zero CFA francs'],
    [1, 'un franc CFA', 'one CFA franc'],
    [21, 'vingt et un francs CFA', 'twenty-one CFA francs'],
    [71, 'soixante et onze francs CFA', 'seventy-one CFA francs'],
    [80, 'quatre-vingts francs CFA', 'eighty CFA francs'],
    [81, 'quatre-vingt-un francs CFA', 'eighty-one CFA francs'],
    [91, 'quatre-vingt-onze francs CFA', 'ninety-one CFA francs'],
    [100, 'cent francs CFA', 'one hundred CFA francs'],
    [200, 'deux cents francs CFA', 'two hundred CFA francs'],
    [201, 'deux cent un francs CFA', 'two hundred and one CFA francs'],
    [1_000, 'mille francs CFA', 'one thousand CFA francs'],
    [1_001, 'mille un francs CFA', 'one thousand and one CFA francs'],
    [2_000, 'deux mille francs CFA', 'two thousand CFA francs'],
    [80_000, 'quatre-vingt mille francs CFA', 'eighty thousand CFA francs'],
    [200_000, 'deux cent mille francs CFA', 'two hundred thousand CFA francs'],
    [280_000, 'deux cent quatre-vingt mille francs CFA', 'two hundred and eighty thousand CFA francs'],
    [1_000_001, 'un million un francs CFA', 'one million and one CFA francs'],
    [2_000_000, 'deux millions de francs CFA', 'two million CFA francs'],
    [80_000_000, 'quatre-vingts millions de francs CFA', 'eighty million CFA francs'],
    [5_000, 'cinq mille francs CFA', 'five thousand CFA francs'],
    [1_000_000, 'un million de francs CFA', 'one million CFA francs'],
    [1_200_000, 'un million deux cent mille francs CFA', 'one million two hundred thousand CFA francs'],
  ])('says %i', (amount, french, english) => {
    expect(amountInWords(amount, 'fr')).toBe(french);
    expect(amountInWords(amount, 'en')).toBe(english);
  });
});
