import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announce, announceVerdict } from '../../src/core/announce/announce';
import type { Announcement } from '../../src/shared/voice/announcement';
import type { Payment } from '../../src/shared/payment/payment';
import type { Language } from '../../src/shared/settings/preferences';
import { disputes } from '../../src/shared/payment/verification';

const received: Payment = {
  id: 'p1',
  provider: 'kkiapay',
  mode: 'live',
  transactionId: '3iH6wjHJ3',
  status: 'success',
  event: 'transaction.success',
  amountXof: 43_500,
  feesXof: 19,
  method: 'MOBILE_MONEY',
  account: '22996000042',
  label: null,
  partnerId: null,
  stateData: {},
  performedAt: null,
  failureCode: null,
  failureMessage: null,
  doubts: [],
  receivedAt: '2026-11-23T20:00:00.000Z',
  deliveries: 1,
  claim: null,
  verification: { kind: 'announced' },
};

function announced(
  payment: Partial<Payment> = {},
  language: Language = 'fr',
  discreetNotifications = false,
): Announcement {
  const announcement = announce(
    { payment: { ...received, ...payment }, duplicate: false },
    { language, discreetNotifications },
  );
  if (announcement === null) throw new Error('nothing was announced');
  return announcement;
}

describe('what is announced of a payment', () => {
  it('is the amount, the method in words and the masked payer', () => {
    expect(announced()).toEqual({
      sound: 'success',
      title: 'Paiement reçu : 43 500 F',
      body: 'Par Mobile Money, numéro •••• 42',
      mode: 'live',
      paymentId: 'p1',
      spoken: { kind: 'payment', status: 'success', mode: 'live', amountXof: 43_500 },
    });
    expect(announced({}, 'en')).toMatchObject({
      title: 'Payment received: 43,500 F',
      body: 'By Mobile money, number •••• 42',
    });
  });

  it('is nothing where the same event was announced before', () => {
    expect(
      announce({ payment: received, duplicate: true }, { language: 'fr', discreetNotifications: false }),
    ).toBeNull();
  });

  it('names neither amount, method nor payer where the merchant wants it discreet, and says what to do all the same', () => {
    expect(announced({}, 'fr', true)).toMatchObject({
      title: 'Paiement reçu',
      body: 'Ouvrez Comptoir pour voir le montant.',
      spoken: { amountXof: 43_500 },
    });
    expect(announced({ status: 'failed', mode: 'sandbox' }, 'en', true)).toMatchObject({
      title: 'TEST - Payment failed',
      body: 'Hand nothing over. Open Comptoir to see the amount.',
    });
  });

  it('differs in sound, title and advice for what was refused and what is doubtful', () => {
    expect(announced({ status: 'failed' })).toMatchObject({
      sound: 'failure',
      title: 'Paiement échoué : 43 500 F',
      body: 'Ne donnez rien. Par Mobile Money, numéro •••• 42',
    });
    const doubtful = announced({ status: 'check', amountXof: null, method: null, account: null });
    expect(doubtful).toMatchObject({
      sound: 'alarm',
      title: 'Paiement à vérifier : montant inconnu',
      body: 'Ne donnez rien avant d’avoir vérifié dans le tableau de bord. Moyen non indiqué, payeur non indiqué',
    });
  });

  it('says why a payment failed, in our words or a sentence of the provider, never a code', () => {
    const failed = (over: Partial<Payment>): string => announced({ status: 'failed', ...over }).body;
    expect(failed({ failureCode: 'insufficient_fund' })).toBe(
      'Ne donnez rien. Solde insuffisant. Par Mobile Money, numéro •••• 42',
    );
    expect(failed({ failureMessage: 'Réessayez\nplus tard.' })).toContain('Réessayez plus tard. Par');
    expect(failed({ failureCode: 'quota_of_tuesday' })).toBe(failed({}));
  });

  it('says first that a payment is a mere test', () => {
    expect(announced({ mode: 'sandbox' })).toMatchObject({
      mode: 'sandbox',
      title: 'ESSAI - Paiement reçu : 43 500 F',
    });
    expect(announced({ mode: 'sandbox' }, 'en').title).toBe('TEST - Payment received: 43,500 F');
  });

  it('shows a method it does not know as it came, also one named like a property of every object', () => {
    expect(announced({ method: 'QR_CODE' }).body).toBe('Par QR_CODE, numéro •••• 42');
    expect(announced({ method: 'constructor' }).body).toBe('Par constructor, numéro •••• 42');
  });

  it('calls nothing a number of which nothing may be shown', () => {
    for (const account of ['afi@example.bj', '1234'])
      expect(announced({ method: 'CARD', account }).body).toBe('Par Carte bancaire');
    expect(announced({ method: null, account: 'afi@example.bj' }, 'en').body).toBe('Method not given');
    expect(announced({ method: 'CARD', account: null }).body).toBe('Par Carte bancaire, payeur non indiqué');
  });
});

describe('what is announced of a verdict', () => {
  const before = { kind: 'announced' } as const;
  const at = '2026-11-23T20:05:00.000Z';
  const verdict = (
    payment: Partial<Payment>,
    discreetNotifications: boolean,
    language: Language = 'fr',
  ): Announcement | null =>
    announceVerdict({ ...received, ...payment }, before, { language, country: 'BJ', discreetNotifications });
  const claim = { by: 'Awa', at: '2026-11-23T20:02:00.000Z' };
  const reversed = { kind: 'reversed', at } as const;
  const disputed = { kind: 'disputed', at, difference: 'amount 5000' } as const;

  it('says what the provider says, and who handed over what', () => {
    expect(verdict({ verification: disputed }, false)).toMatchObject({
      title: 'KKiaPay ne confirme pas : 43 500 F',
      body: expect.stringContaining('5000') as string,
    });
    expect(verdict({ verification: reversed, claim }, false)?.body).toContain('par Awa à 21:02');
  });

  it('names neither amounts nor people where the merchant wants it discreet, and says what to do all the same', () => {
    expect(verdict({ verification: disputed }, true)).toMatchObject({
      sound: 'alarm',
      title: 'KKiaPay ne confirme pas',
      body: 'Ne donnez rien avant d’avoir vérifié dans le tableau de bord. Ouvrez Comptoir pour voir le montant.',
    });
    expect(verdict({ verification: reversed, claim }, true)).toMatchObject({
      sound: 'reversal',
      title: 'Paiement annulé',
      body: 'L’argent est reparti. La marchandise a été donnée à 21:02.',
    });
    expect(verdict({ verification: reversed, claim, mode: 'sandbox' }, true, 'en')).toMatchObject({
      title: 'TEST - Payment reversed',
      body: 'The money has gone back. The goods were handed over at 21:02.',
    });
  });

  it.each(disputes)('shows no figure of a dispute about %s on a lock screen', (dispute) => {
    const verification = { kind: 'disputed', at, difference: `${dispute} 5000` } as const;
    for (const language of ['fr', 'en'] as const) {
      const told = verdict({ verification }, true, language);
      for (const shown of [told?.title, told?.body]) expect(shown).toMatch(/^\D+$/);
    }
  });
});

describe('text of a stranger in an announcement', () => {
  it.each([
    ['markup', '<b>Reçu</b> & fin', 'b Reçu /b fin'],
    ['reversed text', 'CA\u202eRD', 'CA RD'],
    ['invisible characters', 'CA\u200bRD\u2066', 'CA RD'],
    ['several lines', 'CARD\r\nPaiement reçu', 'CARD Paiement reçu'],
    ['a terminal’s commands', '\u001b[31mCARD', '[31mCARD'],
    ['half a character', 'CARD\ud83d', 'CARD'],
  ])('loses %s', (_what, method, shown) => {
    expect(announced({ method }).body).toBe(`Par ${shown}, numéro •••• 42`);
  });

  it.each([
    ['A<b>wa</b>\u202e', 'La marchandise a été donnée par A b wa /b à 21:02.'],
    ['', 'La marchandise a été donnée à 21:02.'],
  ])('stays harmless where it is a helper’s name: %j', (by, shown) => {
    const verification = { kind: 'reversed', at: '2026-11-23T20:05:00.000Z' } as const;
    const payment = { ...received, claim: { by, at: '2026-11-23T20:02:00.000Z' }, verification };
    const settings = { language: 'fr', country: 'BJ', discreetNotifications: false } as const;
    const reversed = announceVerdict(payment, { kind: 'verified', at: '2026-11-23T20:01:00.000Z' }, settings);
    expect(reversed?.body).toBe(`L’argent est reparti. ${shown}`);
  });

  it('is cut to a length that leaves the rest of the line in sight', () => {
    expect(announced({ method: 'A'.repeat(5_000) }).body.length).toBeLessThan(80);
  });

  it('never controls anything and never pushes out our own words', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, text, (method, account) => {
        const { body } = announced({ method, account });
        expect(body).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}<>&]/u);
        expect(body.startsWith('Par ') || body.startsWith('Moyen ')).toBe(true);
        expect(body.length).toBeLessThan(140);
      }),
    );
  });
});
