import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authenticate } from '../../src/core/kkiapay/authenticate';

const secret = 'Zq7kP2vXw9LmN4tRb8sYc3dFg6hJ1aQe';
const withSecret = (...values: string[]): Record<string, string[]> => ({ 'x-kkiapay-secret': values });

describe('authenticate', () => {
  it('takes the secret itself, and each of those accepted during a rotation', () => {
    expect(authenticate(withSecret(secret), [secret])).toEqual({ ok: true });
    expect(authenticate(withSecret('before'), [secret, 'before'])).toEqual({ ok: true });
    expect(authenticate(withSecret(secret), [secret, 'before'])).toEqual({ ok: true });
  });

  it('takes an accented secret in the bytes of Latin-1 and of UTF-8', () => {
    const overTheWire = Buffer.from('Épicerie-Ñ').toString('latin1');
    expect(authenticate(withSecret(overTheWire), ['Épicerie-Ñ'])).toEqual({ ok: true });
    expect(authenticate(withSecret('Épicerie-Ñ'), ['Épicerie-Ñ'])).toEqual({ ok: true });
  });

  it('lets nobody in where no secret is configured, whatever is sent', () => {
    const refused = { ok: false, reason: 'no-secret-configured', diagnosis: null };
    expect(authenticate(withSecret(secret), [])).toEqual(refused);
    expect(authenticate(withSecret(''), [''])).toEqual(refused);
    expect(authenticate({}, [])).toEqual(refused);
  });

  it('requires exactly one value', () => {
    expect(authenticate({}, [secret])).toEqual({ ok: false, reason: 'secret-missing', diagnosis: 'absent' });
    expect(authenticate(withSecret(''), [secret])).toMatchObject({ reason: 'secret-missing' });
    expect(authenticate(withSecret(secret, secret), [secret])).toMatchObject({ reason: 'secret-repeated' });
    expect(authenticate(withSecret('no', secret), [secret])).toMatchObject({ reason: 'secret-repeated' });
  });

  it.each([
    ['other-length', secret.slice(1)],
    ['other-length', `${secret}${secret}`.repeat(100)],
    ['different', secret.toLowerCase()],
    ['different', `${secret.slice(0, -1)}f`],
    ['spaces-at-the-edges', `\u00a0${secret}`],
    ['looks-like-hmac', createHmac('sha256', secret).update('{}').digest('hex')],
    ['looks-like-api-key', 'tsk_0123456789abcdef0123456789abcdef'],
    ['looks-like-api-key', 'pk_0123456789abcdef'],
    ['looks-like-api-key', '0123456789abcdef0123456789abcdef01234567'],
  ])('calls a wrong secret %s without showing it', (diagnosis, sent) => {
    const refused = authenticate(withSecret(sent), [secret]);
    expect(refused).toEqual({ ok: false, reason: 'secret-wrong', diagnosis });
    expect(JSON.stringify(refused)).not.toContain(sent.trim());
  });

  it('sees the spaces of a secret that was saved with them', () => {
    expect(authenticate(withSecret(secret), [`${secret} `])).toMatchObject({
      diagnosis: 'spaces-at-the-edges',
    });
  });

  it('reads no other header', () => {
    for (const name of ['x-kkiapay-signature', 'x-secret-key', 'authorization', 'X-Kkiapay-Secret'])
      expect(authenticate({ [name]: [secret] }, [secret])).toMatchObject({ reason: 'secret-missing' });
  });

  it('takes a secret by its digest while the vault is shut, and asks back what it cannot prove', () => {
    const digests = [createHash('sha256').update(secret).digest('hex')];
    const shut = { digests, isUnprovable: false };
    expect(authenticate(withSecret(secret), [], shut)).toEqual({ ok: true });
    expect(authenticate(withSecret('another'), [], shut)).toMatchObject({ reason: 'secret-wrong' });
    const doubtful = { digests, isUnprovable: true };
    expect(authenticate(withSecret(secret), [], doubtful)).toEqual({ ok: true });
    expect(authenticate(withSecret('another'), [], doubtful)).toMatchObject({ reason: 'vault-shut' });
    expect(authenticate({}, [], doubtful)).toMatchObject({ reason: 'secret-missing' });
  });
});
