import { describe, expect, it } from 'vitest';
import { failureName } from '../../src/shared/texts/payment-texts';
import { textsFor } from '../../src/shared/texts/texts';

/** Every sentence of one language, also those that functions make. */
function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return sentences(Reflect.apply(value, undefined, [2, '10:42', 'Awa']));
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentences) : [];
}

describe('the window’s sentences', () => {
  it('never let French punctuation begin a line, nor a quotation open at its end', () => {
    const french = sentences(textsFor('fr'));
    expect(french.length).toBeGreaterThan(200);
    expect(french.filter((sentence) => / [:;!?»]|« /.test(sentence))).toEqual([]);
    expect(textsFor('fr').window.hearing.deaf('10:02', 'internet coupé')).toBe(
      'Sourd depuis 10:02\u00a0: internet coupé',
    );
  });

  it('say in French why a payment failed, and keep a code nobody knows', () => {
    const names = ['insufficient_funds', 'quota_of_tuesday', 'constructor'].map((code) =>
      failureName(code, textsFor('fr').payment),
    );
    expect(names).toEqual(['Solde insuffisant', 'quota_of_tuesday', 'constructor']);
  });

  it.each(['fr', 'en'] as const)('use the apostrophe of print and no empty words in %s', (language) => {
    const all = sentences(textsFor(language));
    expect(all.filter((sentence) => sentence.includes("'"))).toEqual([]);
    expect(all.filter((sentence) => /undefined|\[object|NaN/.test(sentence))).toEqual([]);
  });
});
