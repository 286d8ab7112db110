import { describe, expect, it } from 'vitest';
import { fedapay } from '../../src/core/fedapay/fedapay';
import { methodName, paymentTexts, paymentTextsOf } from '../../src/shared/texts/payment-texts';

const entity = {
  ...{ klass: 'v1/transaction', id: 250_004, reference: 'trx_Ab1_1719781861514', amount: 9113, fees: 167 },
  ...{ description: 'Commande 21', status: 'approved', mode: 'moov', metadata: {} },
  ...{ approved_at: '2026-11-28T00:02:47.627Z', updated_at: '2026-11-28T00:02:48.085Z' },
  ...{ refunded_at: null, transferred_at: null, last_error_code: null },
  customer: { klass: 'v1/customer', id: 1, firstname: 'Unknown' },
  currency: { klass: 'v1/currency', id: 1, name: 'FCFA', iso: 'XOF', code: 952, div: 1 },
  payment_method: { brand: 'moov', country: 'bj', number: '22964000001' },
};
const read = (name: string, over: object = {}) =>
  fedapay.parse(
    Buffer.from(JSON.stringify({ name, object: 'transaction', entity: { ...entity, ...over } })),
    null,
  );

describe('what FedaPay says of a transaction', () => {
  it.each([
    ['transaction.approved', 'approved', 'success', 'transaction.approved', []],
    ['transaction.approved', 'transferred', 'success', 'transaction.approved', []],
    ['transaction.transferred', 'transferred', 'success', 'transaction.approved', []],
    ['transaction.created', 'approved', 'success', 'transaction.approved', []],
    ['transaction.updated', 'approved', 'success', 'transaction.approved', []],
    ['transaction.declined', 'declined', 'failed', 'transaction.declined', []],
    ['transaction.canceled', 'canceled', 'failed', 'transaction.canceled', []],
    ['transaction.updated', 'canceled', 'failed', 'transaction.canceled', []],
    ['transaction.approved', 'declined', 'check', 'transaction.approved', ['contradiction']],
    ['transaction.approved', 'pending', 'check', 'transaction.approved', ['contradiction']],
    ['transaction.approved', 'expired', 'check', 'transaction.approved', ['contradiction']],
    ['transaction.declined', 'transferred', 'check', 'transaction.declined', ['contradiction']],
    ['transaction.deleted', 'approved', 'check', 'transaction.approved', ['contradiction']],
    ['transaction.refunded', 'approved', 'check', 'transaction.refunded', ['contradiction', 'given-back']],
    ['transaction.odd', 'approved', 'check', 'transaction.odd', ['unknown-event']],
  ])('%s in the state %s is %s', (name, status, reads, event, doubts) => {
    expect(read(name, { status })).toMatchObject({ status: reads, event, doubts, amountXof: 9113 });
  });

  it.each([
    ['transaction.expired', 'expired'],
    ['transaction.deleted', 'pending'],
    ['transaction.created', 'pending'],
    ['transaction.updated', 'pending'],
    ['transaction.updated', 'expired'],
    ['account.updated', 'approved'],
    ['page.created', 'approved'],
    ['customer.created', 'approved'],
    ['customer.updated', 'approved'],
    ['payout.sent', 'approved'],
  ])('%s in the state %s is no payment', (name, status) => {
    expect(read(name, { status })).toBeNull();
  });

  it.each(['transaction.refunded', 'transaction.updated', 'transaction.approved', 'transaction.transferred'])(
    'reads a giving back from the state under the name %s, on its own day',
    (name) => {
      const refunded_at = '2026-12-02T09:00:00.000Z';
      expect(read(name, { status: 'refunded', refunded_at })).toMatchObject({
        ...{ status: 'check', event: 'transaction.refunded', amountXof: 9113, performedAt: refunded_at },
        doubts: ['given-back'],
      });
      for (const status of ['approved_partially_refunded', 'transferred_partially_refunded'])
        expect(read(name, { status, refunded_at })).toMatchObject({
          ...{ status: 'check', event: `transaction.${status}`, amountXof: null, performedAt: refunded_at },
          doubts: ['given-back-partly'],
        });
    },
  );

  it.each([
    [{ iso: 'GNF', name: 'GNF', div: 1 }, 250_000, '250000 GNF'],
    [{ name: 'GNF' }, 250_000, '250000 GNF'],
    [{ iso: 'EUR', div: 100 }, 1050, '10.5 EUR'],
    [{ iso: 'XOF', div: 100 }, 911_300, '9113 XOF'],
    [{ iso: 'XAF', name: 'FCFA', div: 1 }, 500, '500 XAF'],
  ])('counts nothing in the currency %j', (currency, amount, amountAsGiven) => {
    expect(read('transaction.approved', { currency, amount })).toMatchObject({
      ...{ status: 'check', amountXof: null, amountAsGiven, doubts: ['other-currency'] },
    });
  });

  it('doubts 0 F and a missing amount, and keeps the fraction of a fee', () => {
    expect(read('transaction.approved', { amount: 0 })?.doubts).toEqual(['amount-zero']);
    expect(read('transaction.approved', { amount: null })?.doubts).toEqual(['amount-missing']);
    expect(read('transaction.approved', { fees: 166.5 })).toMatchObject({
      ...{ status: 'success', feesXof: 167, doubts: ['fees-odd'] },
    });
  });

  it('finds the payer wherever it stands', () => {
    const number = '22997000001';
    const unpaid = { payment_method: null };
    for (const paid_phone_number of [{ number, country: 'bj' }, number])
      expect(read('transaction.approved', { ...unpaid, metadata: { paid_phone_number } })?.account).toBe(
        number,
      );
    const customer = { phone_number: { number, country: 'bj' } };
    expect(read('transaction.approved', { ...unpaid, customer })?.account).toBe(number);
    expect(read('transaction.approved', { ...unpaid, customer: { phone_number: null } })?.account).toBeNull();
  });

  it('does not treat an approved payment’s last error as a failure', () => {
    const last_error_code = 'API_ERROR';
    expect(read('transaction.approved', { last_error_code })).toMatchObject({
      ...{ status: 'success', failureCode: null },
    });
    expect(read('transaction.declined', { status: 'declined', last_error_code })?.failureCode).toBe(
      'API_ERROR',
    );
  });

  it('is spoken of in its own name, whatever is doubtful about it', () => {
    for (const language of ['fr', 'en'] as const) {
      const { doubts, reversed, disputed, failures, lookInDashboard } = paymentTextsOf(
        { provider: 'fedapay' },
        language,
      );
      const said = JSON.stringify({ doubts, reversed, disputed, failures, lookInDashboard });
      expect(said).not.toContain('KKiaPay');
      expect([doubts.contradiction, lookInDashboard].join()).toMatch(/FedaPay.*FedaPay/);
    }
    expect(paymentTextsOf({ provider: 'kkiapay' }, 'fr').doubts.contradiction).toContain('KKiaPay');
  });

  it.each([
    ['mtn_open', 'MTN Mobile Money'],
    ['mtn', 'MTN Mobile Money'],
    ['moov', 'Moov Money'],
    ['moov_tg', 'Moov Money'],
    ['sbin', 'Celtiis Cash'],
    ['togocel', 'Mixx by Yas'],
    ['wave_ci', 'Wave'],
    ['orange-bf', 'Orange Money'],
    ['orange_ml', 'Orange Money'],
    ['card', 'Carte bancaire'],
    ['not_known', 'not_known'],
  ])('shows the mode %s as %s', (mode, name) => {
    expect(methodName(mode, paymentTexts.fr)).toBe(name);
  });
});
