import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyTextOf } from '../../src/core/body-text';
import { readKkiapayCall } from '../../src/shared/providers/kkiapay-call';
import { unreadableEvent } from '../../src/shared/providers/call-text';
import type { PaymentEvent } from '../../src/shared/payment/payment';

const parse = (bytes: Uint8Array, at: string | null) => readKkiapayCall(bodyTextOf(bytes), at);

const receivedAt = '2026-11-23T20:00:00.000Z';
const performedAt = '2026-11-23T19:59:58.883Z';
const read = (text: string): PaymentEvent => parse(Buffer.from(text), receivedAt);

const success = {
  transactionId: '3iH6wjHJ3',
  isPaymentSucces: true,
  account: '22996000000',
  label: 'Pagne',
  method: 'MOBILE_MONEY',
  amount: 1000,
  fees: 19,
  partnerId: 'ref-7',
  performedAt,
  stateData: { order: 7 },
  event: 'transaction.success',
};
const readWith = (changes: Record<string, unknown>): PaymentEvent =>
  read(JSON.stringify({ ...success, ...changes }));

describe('parse', () => {
  it('reads the documented success', () => {
    expect(readWith({})).toEqual({
      transactionId: '3iH6wjHJ3',
      status: 'success',
      event: 'transaction.success',
      amountXof: 1000,
      feesXof: 19,
      method: 'MOBILE_MONEY',
      account: '22996000000',
      label: 'Pagne',
      partnerId: 'ref-7',
      stateData: { order: 7 },
      performedAt,
      failureCode: null,
      failureMessage: null,
      doubts: [],
    });
  });

  it('reads the documented failure and invents nothing for what it leaves out', () => {
    const failure =
      '{"transactionId":"erjEU5P9o","isPaymentSucces":false,"event":"transaction.failed","failureCode":"processing_error","failureMessage":"processing_error"}';
    expect(read(failure)).toEqual({
      ...unreadableEvent,
      transactionId: 'erjEU5P9o',
      status: 'failed',
      event: 'transaction.failed',
      failureCode: 'processing_error',
      failureMessage: 'processing_error',
      doubts: [],
    });
  });

  it.each([
    ['transaction.success', false, 'check', ['contradiction']],
    ['transaction.success', 'true', 'check', ['contradiction']],
    ['transaction.success', undefined, 'check', ['flag-missing']],
    ['transaction.success', null, 'check', ['flag-missing']],
    ['transaction.failed', true, 'check', ['contradiction']],
    ['transaction.failed', undefined, 'failed', []],
    ['transaction.refunded', true, 'check', ['unknown-event']],
    ['Transaction.Success', true, 'check', ['unknown-event']],
    [undefined, true, 'check', ['unknown-event']],
    [17, true, 'check', ['unknown-event']],
  ])('event %s with success flag %s is %s', (event, isPaymentSucces, status, doubts) => {
    expect(readWith({ event, isPaymentSucces })).toMatchObject({ status, doubts });
  });

  it.each([
    ['1000', 1000, []],
    ['0', 0, ['amount-zero']],
    ['-0', 0, ['amount-zero']],
    ['"0"', 0, ['amount-zero']],
    ['"1000.00"', 1000, ['amount-as-text']],
    ['" 1000,0 "', 1000, ['amount-as-text']],
    ['"1000.50"', null, ['amount-odd']],
    ['"1000.000"', null, ['amount-odd']],
    ['1000.0', 1000, []],
    ['"2500"', 2500, []],
    ['" 2500 "', 2500, []],
    ['999999999999', 999_999_999_999, []],
    ['-5', null, ['amount-odd']],
    ['"-5"', null, ['amount-odd']],
    ['10.5', null, ['amount-odd']],
    ['1e400', null, ['amount-odd']],
    ['12345678901234567890', null, ['amount-odd']],
    ['"1 000"', null, ['amount-odd']],
    ['"1000 F"', null, ['amount-odd']],
    ['"0x10"', null, ['amount-odd']],
    ['""', null, ['amount-odd']],
    ['true', null, ['amount-odd']],
    ['[1000]', null, ['amount-odd']],
    ['null', null, ['amount-missing']],
  ])('amount %s reads %s', (amount, amountXof, doubts) => {
    const event = read(JSON.stringify(success).replace('"amount":1000', `"amount":${amount}`));
    expect(event).toMatchObject({ amountXof, doubts, status: doubts.length === 0 ? 'success' : 'check' });
  });

  it.each([
    [19, 19, []],
    ['19.00', 19, ['fees-odd']],
    [19.5, 20, ['fees-odd']],
    [0.4, 0, ['fees-odd']],
    ['19,25', 19, ['fees-odd']],
    [-1, null, ['fees-odd']],
    ['x', null, ['fees-odd']],
    [null, null, []],
  ])('fees %j read %s, and the payment is received', (fees, feesXof, doubts) => {
    expect(readWith({ fees })).toMatchObject({ feesXof, doubts, status: 'success' });
  });

  it.each(['XOF', 'xof', 'FCFA', 'CFA', '', null, undefined])('takes %s for francs', (currency) => {
    expect(readWith({ currency })).toMatchObject({ status: 'success', amountXof: 1000, doubts: [] });
  });

  it.each([
    ['USD', 15, '15 USD'],
    ['GNF', '250000', '250000 GNF'],
    ['XAF', 1000, '1000 XAF'],
    [952, 1000, '1000'],
    [{}, 1000, '1000'],
    ['EUR', null, undefined],
  ])('counts nothing in the currency %s', (currency, amount, given) => {
    const event = readWith({ currency, amount });
    expect(event).toMatchObject({ status: 'check', amountXof: null, doubts: ['other-currency'] });
    expect(event.amountAsGiven).toBe(given);
  });

  it.each<readonly [string, unknown]>([
    ['data', { event: success.event, data: success }],
    ['data alone', { data: success }],
    ['a list of one', [success]],
    ['data in a list', [{ event: success.event, data: success }]],
    ['a list in data', { event: success.event, data: [success] }],
  ])('reads what %s wraps, in doubt', (_what, body) => {
    expect(read(JSON.stringify(body))).toMatchObject({
      ...{ status: 'check', doubts: ['wrapped'], transactionId: '3iH6wjHJ3', amountXof: 1000 },
      ...{ account: '22996000000', event: 'transaction.success' },
    });
  });

  it('reads a list of several calls as unreadable', () => {
    expect(read(JSON.stringify([success, success]))).toEqual(unreadableEvent);
  });

  it('misses an amount on a success only', () => {
    expect(readWith({ amount: undefined }).doubts).toEqual(['amount-missing']);
    expect(
      readWith({ amount: undefined, isPaymentSucces: false, event: 'transaction.failed' }).doubts,
    ).toEqual([]);
  });

  it('takes the digits of a numeric transaction number from the text', () => {
    const digits = '9007199254740993123';
    const text = `{"stateData":{"transactionId":1},"transaction\\u0049d" : ${digits} ,"event":"transaction.failed"}`;
    expect(read(text).transactionId).toBe(digits);
    expect(
      read(`{"transactionId":1,"x":"\\"transactionId\\":2","transactionId":${digits}}`).transactionId,
    ).toBe(digits);
  });

  it('doubts a call without a transaction number', () => {
    for (const transactionId of [undefined, null, '', {}, true])
      expect(readWith({ transactionId })).toMatchObject({
        transactionId: null,
        status: 'check',
        doubts: ['id-missing'],
      });
  });

  it.each([
    ['{"a":1}', { a: 1 }],
    ['{\\"a\\":1}', '{\\"a\\":1}'],
    [JSON.stringify(JSON.stringify({ a: 1 })), { a: 1 }],
    [JSON.stringify(JSON.stringify(JSON.stringify({ a: 1 }))), JSON.stringify({ a: 1 })],
    ['12345678901234567890', '12345678901234567890'],
    ['commande 7', 'commande 7'],
    ['', ''],
    ['[', '['],
    ['['.repeat(1000) + ']'.repeat(1000), '['.repeat(1000) + ']'.repeat(1000)],
    [{}, {}],
    [null, null],
    [7, 7],
    [undefined, null],
  ])('decodes stateData %j', (stateData, decoded) => {
    expect(readWith({ stateData }).stateData).toEqual(decoded);
  });

  it.each([
    [performedAt, performedAt, []],
    ['2026-11-23T20:59:58+01:00', '2026-11-23T20:59:58+01:00', []],
    ['1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', ['time-odd']],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z', ['time-odd']],
    ['2026-11-21T20:00:00.000Z', '2026-11-21T20:00:00.000Z', []],
    ['2026-11-21T19:59:59.999Z', '2026-11-21T19:59:59.999Z', ['time-odd']],
    ['2026-11-23T20:10:00.000Z', '2026-11-23T20:10:00.000Z', []],
    ['2026-11-23T20:10:00.001Z', '2026-11-23T20:10:00.001Z', ['time-odd']],
    ['2026-11-23T20:00:00', null, ['time-odd']],
    ['23/11/2026', null, ['time-odd']],
    ['2026-13-45T20:00:00Z', null, ['time-odd']],
    [1_795_464_000_000, null, ['time-odd']],
    ['', null, []],
    [null, null, []],
  ])('time %s', (given, kept, doubts) => {
    expect(readWith({ performedAt: given })).toMatchObject({ performedAt: kept, doubts, status: 'success' });
  });

  it('keeps words it does not know, and takes an empty one for none', () => {
    expect(
      readWith({ method: 'PIGEON', partnerId: '', account: null, label: '\u202e<b>\u0000' }),
    ).toMatchObject({
      method: 'PIGEON',
      partnerId: null,
      account: null,
      label: '\u202e<b>\u0000',
      status: 'success',
    });
    expect(read(JSON.stringify(success).replace('"22996000000"', '22996000000')).account).toBe('22996000000');
  });

  it('swallows a byte order mark', () => {
    expect(read(`\ufeff${JSON.stringify(success)}`).status).toBe('success');
  });

  it('reads a body whose every field is as long as a body may be', () => {
    const label = '\\"'.repeat(32_000);
    expect(read(`{"label":"${label}","transactionId":12,"event":"transaction.failed"}`)).toMatchObject({
      transactionId: '12',
      status: 'failed',
    });
  });

  it.each([
    ['nothing', ''],
    ['a cut', '{"transactionId":"a"'],
    ['a list', '[]'],
    ['null', 'null'],
    ['text', '"transaction.success"'],
    ['a form', 'transactionId=a&amount=1000'],
    ['too deep', `{"a":${'['.repeat(32)}${']'.repeat(32)}}`],
    ['far too deep', '['.repeat(30_000)],
    ['far too deep objects', '{"a":'.repeat(10_000)],
  ])('keeps %s as unreadable', (_what, text) => {
    expect(read(text)).toEqual(unreadableEvent);
  });

  it('reads bytes that are not UTF-8 as Latin-1, in doubt', () => {
    const text = JSON.stringify({ ...success, label: 'Payé à la boutique' });
    expect(parse(Buffer.from(text, 'latin1'), receivedAt)).toMatchObject({
      ...{ status: 'check', doubts: ['not-utf8'], transactionId: '3iH6wjHJ3', amountXof: 1000 },
      ...{ account: '22996000000', label: 'Payé à la boutique', performedAt },
    });
    // One torn letter among good ones.
    const torn = Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from(',"x":"\xc3"}', 'latin1')]);
    expect(parse(torn, receivedAt)).toMatchObject({ doubts: ['not-utf8'], amountXof: 1000 });
  });

  it('reads a body of a megabyte, its number digit by digit', () => {
    const label = '\\"'.repeat(200_000) + 'a'.repeat(400_000);
    const text = JSON.stringify({ ...success, label }).replace('"3iH6wjHJ3"', '14906873975902519');
    expect(read(text)).toMatchObject({ transactionId: '14906873975902519', label, doubts: [] });
  });

  it('keeps bytes that are no JSON in any reading as unreadable', () => {
    expect(parse(Buffer.from('\xe9', 'latin1'), receivedAt)).toEqual(unreadableEvent);
    expect(parse(Buffer.from('\ufeff{}', 'utf16le'), receivedAt)).toEqual(unreadableEvent);
  });

  it('reads the deepest that is allowed', () => {
    const deep = `{"event":"transaction.failed","transactionId":"a","stateData":${'['.repeat(31)}${']'.repeat(31)}}`;
    expect(read(deep).status).toBe('failed');
  });

  it('lets prototype keys change nothing', () => {
    const event = read(
      '{"__proto__":{"amount":1000,"isPaymentSucces":true,"event":"transaction.success"},"constructor":{"prototype":{"amount":1}},"transactionId":"a","event":"transaction.failed","stateData":{"__proto__":{"x":1}}}',
    );
    expect(event).toMatchObject({ transactionId: 'a', amountXof: null, status: 'failed' });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(JSON.stringify(event.stateData)).toBe('{"__proto__":{"x":1}}');
  });

  it('always answers, with a status that agrees with its doubts', () => {
    const member = fc.constantFrom(...Object.keys(success), '__proto__', 'toString', 'x');
    const anyBody = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.json({ maxDepth: 40 }).map((text) => Buffer.from(text)),
      fc
        .dictionary(member, fc.jsonValue())
        .map((body) => Buffer.from(JSON.stringify({ ...success, ...body }))),
    );
    fc.assert(
      fc.property(anyBody, (bytes) => {
        const event = parse(bytes, receivedAt);
        const grave = event.doubts.filter((doubt) => doubt !== 'time-odd' && doubt !== 'fees-odd');
        expect(event.status === 'check').toBe(grave.length > 0);
        if (event.status === 'success') expect(event.amountXof).not.toBeNull();
        expect(Object.keys(event).sort()).toEqual(Object.keys(unreadableEvent).sort());
      }),
      { numRuns: 500 },
    );
  });
});
