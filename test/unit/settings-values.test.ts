import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { domainName, openingHours, publicAddress } from '../../src/shared/settings/settings-values';

describe('what a setting may be', () => {
  it.each(['https://paiements.boutique-awa.bj', 'https://a.b.example:8443'])(
    'takes the address %s',
    (text) => {
      expect(v.is(publicAddress, text)).toBe(true);
    },
  );

  it.each([
    'http://boutique.bj',
    'https://boutique.bj/',
    'https://boutique.bj/kkiapay',
    'https://awa:secret@boutique.bj',
    'https://localhost',
    'https://127.0.0.1',
    'https://boutique.bj:0',
    'boutique.bj',
  ])('refuses the address %s', (text) => {
    expect(v.is(publicAddress, text)).toBe(false);
  });

  it('accepts a domain name only with nothing around it', () => {
    expect(v.is(domainName, 'boutique-awa.ngrok.app')).toBe(true);
    for (const wrong of ['https://boutique.ngrok.app', 'boutique', '-a.ngrok.app', 'a..ngrok.app'])
      expect(v.is(domainName, wrong)).toBe(false);
  });

  it('takes times of day only', () => {
    expect(v.is(openingHours, { opensAt: '08:00', closesAt: '23:59' })).toBe(true);
    for (const wrong of ['8:00', '24:00', '12:60', 'noon'])
      expect(v.is(openingHours, { opensAt: wrong, closesAt: '20:00' })).toBe(false);
  });
});
