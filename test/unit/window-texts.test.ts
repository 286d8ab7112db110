import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { inTerminal } from '../../src/headless/failure';
import { closeTicketTexts } from '../../src/shared/texts/close-ticket-texts';
import { commandLineTexts } from '../../src/shared/texts/command-line-texts';
import { commandTexts } from '../../src/shared/texts/command-texts';
import type { Catalogue } from '../../src/shared/texts/define-texts';
import { importTexts } from '../../src/shared/texts/import-texts';
import { menuTexts } from '../../src/shared/texts/menu-texts';
import { startTexts } from '../../src/shared/texts/start-texts';
import { failureName } from '../../src/shared/texts/payment-texts';
import { announceTexts } from '../../src/shared/texts/announce-texts';
import { trayTexts } from '../../src/shared/texts/tray-texts';
import { textsFor } from '../../src/shared/texts/texts';

function told(sentence: (...words: unknown[]) => unknown, count: number): unknown {
  // Some list what they are given, of a shape of their own: they have tests of their own.
  for (const words of [[count, '10:42', 'Awa', {}], [[]]]) {
    try {
      return Reflect.apply(sentence, undefined, words);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return null;
}

/** Every sentence of one language, also those that functions make. */
function sentences(value: unknown, count = 2): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function')
    return sentences(
      told((...words) => Reflect.apply(value, undefined, words) as unknown, count),
      count,
    );
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap((inner) => sentences(inner, count))
    : [];
}

function isCatalogue(made: unknown): made is Catalogue<unknown> {
  return typeof made === 'object' && made !== null && 'naming' in made;
}

describe('the window’s sentences', () => {
  it('never let French punctuation begin a line, nor a quotation open at its end', () => {
    const french = sentences(textsFor('fr'));
    expect(french.length).toBeGreaterThan(200);
    expect(french.filter((sentence) => / [:;!?»]|« /.test(sentence))).toEqual([]);
    expect(textsFor('fr').window.hearing.deaf('10:02', 'internet coupé')).toBe(
      'Hors ligne depuis 10:02\u00a0: internet coupé',
    );
  });

  it('never do so in any catalogue that a page shows, and have plain spaces where other programs are handed them', async () => {
    const folder = join(import.meta.dirname, '../../src/shared/texts');
    const files = readdirSync(folder).filter((name) => /(?<!define)-texts\.ts$/.test(name));
    const modules: object[] = await Promise.all(
      files.map((name) => import(join(folder, name)) as Promise<object>), // a module is an object
    );
    const catalogues = modules.flatMap((module) => Object.values(module).filter(isCatalogue));
    expect(catalogues.length).toBeGreaterThan(45);
    const handedOn = [announceTexts, closeTicketTexts, commandLineTexts, menuTexts, startTexts, trayTexts];
    const isHandedOn = (one: Catalogue<unknown>): boolean => handedOn.some((other) => other === one);
    const frenchIn = (some: readonly Catalogue<unknown>[]): string[] =>
      some.flatMap(({ fr, naming }) => [fr, naming(['fedapay']).fr].flatMap((texts) => sentences(texts)));
    const shown = frenchIn(catalogues.filter((one) => !isHandedOn(one)));
    expect(shown.length).toBeGreaterThan(1_500);
    expect(shown.filter((sentence) => / [:;!?%»]|« /.test(sentence))).toEqual([]);
    const plain = frenchIn(catalogues.filter(isHandedOn));
    expect(plain.filter((sentence) => / [:;!?%»]|« /.test(sentence)).length).toBeGreaterThan(30);
    expect(plain.filter((sentence) => sentence.includes('\u00a0'))).toEqual([]);
    const english = catalogues.flatMap(({ en }) => sentences(en));
    expect(english.filter((sentence) => /[ \u00a0][:;!?%»]|«/.test(sentence))).toEqual([]);
  });

  it('have plain spaces in a terminal, where a search would not find the others', () => {
    vi.stubEnv('LC_ALL', 'fr_BJ.UTF-8');
    const french = [inTerminal(importTexts), inTerminal(commandTexts)].flatMap((texts) => sentences(texts));
    vi.unstubAllEnvs();
    expect(french.filter((sentence) => sentence.includes('\u00a0'))).toEqual([]);
    expect(french.filter((sentence) => / [:;!?%»]/.test(sentence)).length).toBeGreaterThan(20);
  });

  it('say in French why a payment failed, and keep a code nobody knows', () => {
    const names = ['insufficient_funds', 'quota_of_tuesday', 'constructor'].map((code) =>
      failureName(code, textsFor('fr').payment),
    );
    expect(names).toEqual(['Solde insuffisant', 'quota_of_tuesday', 'constructor']);
  });

  it('count one and none in the singular: "0 appel" in French, "0 calls" in English', () => {
    const several =
      /(?<![\d.,])[01] (?:nouveaux |autres )?(?:paiements|appels|essais|enregistrements|lignes|périodes|vérifications|échoués|reçus|ajoutés)\b/;
    expect(
      [0, 1].flatMap((count) => sentences(textsFor('fr'), count)).filter((one) => several.test(one)),
    ).toEqual([]);
    const payments =
      /(?<![\d.,])1 (?:new |more |free )?(?:payments|calls(?!,| an? | with)|tests|records|lines|periods|checks|times)\b/;
    expect(sentences(textsFor('en'), 1).filter((one) => payments.test(one))).toEqual([]);
  });

  it('use one word for one thing, the one a shop in Benin uses', () => {
    const french = [textsFor('fr'), trayTexts.fr, announceTexts.fr].flatMap((texts) => sentences(texts));
    const odd =
      /\bsourde?s?\b|remett|\bremise?s?\b(?! (?:à|de côté))|contesté|frapp|\b(?:bien|encore) branché|dit qu’il/i;
    expect(
      french.filter((sentence) => odd.test(sentence.replace(/remett(?:re|ez) les? sons?/i, ''))),
    ).toEqual([]);
    expect(french.filter((sentence) => /paiements? (?:a été )?refus/i.test(sentence))).toEqual([]);
    const english = [textsFor('en'), trayTexts.en, announceTexts.en].flatMap((texts) => sentences(texts));
    expect(english.filter((sentence) => /\bdeaf\b|\bknock(?:s|ed) |\bdisputed\b/i.test(sentence))).toEqual(
      [],
    );
  });

  it.each(['fr', 'en'] as const)('are at most 20 words long from unpacked to ringing, in %s', (language) => {
    const { setup, setupAddress } = textsFor(language);
    const long = [setup, setupAddress]
      .flatMap((texts) => sentences(texts))
      .flatMap((text) => text.split(/(?<=[.!?])\s+/))
      .filter((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length > 20);
    expect(long).toEqual([]);
  });

  it.each(['fr', 'en'] as const)('use the apostrophe of print and no empty words in %s', (language) => {
    const all = sentences(textsFor(language));
    expect(all.filter((sentence) => sentence.includes("'"))).toEqual([]);
    expect(all.filter((sentence) => /undefined|\[object|NaN/.test(sentence))).toEqual([]);
  });
});
