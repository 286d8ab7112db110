import { describe, expect, it } from 'vitest';
import { refusalWords } from '../../src/shared/texts/refusal-texts';
import { announceVerdict } from '../../src/core/announce/announce';
import { perEndpoint } from '../../src/shared/payment/endpoint';
import { providersOf } from '../../src/shared/settings/settings';
import { announceTexts } from '../../src/shared/texts/announce-texts';
import { paymentTextsOf } from '../../src/shared/texts/payment-texts';
import { paymentsTextsOf } from '../../src/shared/texts/payments-texts';
import { textsFor } from '../../src/shared/texts/texts';
import { trayTexts } from '../../src/shared/texts/tray-texts';
import { shopSettings } from '../support/shop-settings';
import { paymentAt } from '../support/window/scenes';

const languages = ['fr', 'en'] as const;
const both = ['kkiapay', 'fedapay'];
const now = Date.parse('2026-11-24T09:00:00Z');

/** Every sentence, by the way to it; those that functions make with some words put in. */
function sentences(value: unknown, way = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[way, value]];
  if (typeof value === 'function')
    for (const words of [[2, '10:42', 'Awa', {}], [[]]])
      try {
        return sentences(Reflect.apply(value, undefined, words) as unknown, way);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error; // it wants words of another shape
      }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${way}.${key}`));
}

/** What is KKiaPay's alone: its secret is made here, it can be asked, its address is copied, its wallet and a column are called so. */
const kkiapayAlone = new Set([
  ...['.window.counter.link', '.window.counter.neverHeard', '.window.counter.heardAt', '.copyPublicUrl'],
  ...['.window.notices.secret-in-environment', '.setup.secret.regenerateBody', '.setup.secret.regenerated'],
  ...['.refusal.reasons.secret-wrong.next', '.refusal.reasons.no-secret-configured.what'],
  ...['.refusal.diagnoses.looks-like-hmac', '.refusal.diagnoses.looks-like-api-key'],
  ...['.finding.plain.secret-absent.what', '.finding.dated.secret-refused.next'],
  ...['.day.close.rechecking', '.day.close.rechecked', '.privacy.leaves.keys'],
  ...['.imports.commandLine.unsureProvider', '.payment.methods.WALLET', '.export.columns.failedAt'],
]);

describe('the provider that a sentence names', () => {
  it.each(languages)('is FedaPay in all that is said of a payment of FedaPay, in %s', (language) => {
    const payment = { provider: 'fedapay' };
    const said = [paymentTextsOf(payment, language), paymentsTextsOf(payment, language)].flatMap((texts) =>
      sentences(texts),
    );
    expect(said.filter(([, sentence]) => sentence.includes('FedaPay')).length).toBeGreaterThan(15);
    expect(said.filter(([way, text]) => text.includes('KKiaPay') && !way.includes('WALLET'))).toEqual([]);
  });

  it.each(languages)('names each provider of the shop, in %s', (language) => {
    const or = language === 'fr' ? 'KKiaPay ou FedaPay' : 'KKiaPay or FedaPay';
    const said = [
      textsFor(language, both),
      trayTexts.naming(both)[language],
      announceTexts.naming(both)[language],
    ].flatMap((texts) => sentences(texts));
    expect(said.filter(([, sentence]) => sentence.includes(or)).length).toBeGreaterThan(60);
    expect(
      said.filter(([way, text]) => text.replaceAll(or, '').includes('KKiaPay') && !kkiapayAlone.has(way)),
    ).toEqual([]);
  });

  it('leaves no placeholder in any sentence', () => {
    const said = languages.flatMap((language) =>
      [textsFor(language), trayTexts[language], announceTexts[language]].flatMap((texts) => sentences(texts)),
    );
    expect(said.filter(([, sentence]) => sentence.includes('{provider}'))).toEqual([]);
  });

  it('of a shop is KKiaPay, and FedaPay once its secret was pasted', () => {
    expect(providersOf(shopSettings)).toEqual(['kkiapay']);
    const hashSecret = perEndpoint(() => 'stored' as const);
    expect(providersOf({ ...shopSettings, hashSecret })).toEqual(both);
  });

  it('of a refused call is the one whose address was called, else the shop’s', () => {
    const next = (provider: { provider?: string }, shops = both) =>
      refusalWords({ reason: 'too-slow', ...provider }, 'fr', shops).next;
    expect(next({ provider: 'fedapay' })).toMatch(/tableau de bord FedaPay\.$/);
    expect(next({ provider: 'kkiapay' })).toMatch(/tableau de bord KKiaPay\.$/);
    expect(next({})).toMatch(/tableau de bord KKiaPay ou FedaPay\.$/);
  });

  it('is that of the payment where a verdict is announced', () => {
    const at = '2026-11-24T09:00:00.000Z';
    const payment = paymentAt(now, 5, {
      ...{ provider: 'fedapay', verification: { kind: 'disputed', at, difference: 'outcome' } },
    });
    expect(announceVerdict(payment, { kind: 'announced' }, shopSettings)?.title).toBe(
      'FedaPay ne confirme pas : 12 500 F',
    );
  });
});
