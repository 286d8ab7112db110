import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/core/diagnostics/redactor';

const known = [
  'a secret with spaces',
  'Zq7kP2vXw9LmN4tRb8sYc3dFg6hJ1aQe',
  'sé"cret\\1',
  'Xf3kQ9pLmT2vWb8sYc3dFg',
];
const redactor = createRedactor();
redactor.learn(() => known);

describe('a line of the log', () => {
  it.each([
    ['a known secret, bare', `it said ${known[0]} twice: ${known[0]}`, 'it said •••• twice: ••••'],
    ['a known secret within JSON', `body ${JSON.stringify({ x: known[2] })}`, 'body {"x":"••••"}'],
    ['a known secret in an address', `GET /?x=${encodeURIComponent(known[0] ?? '')}`, 'GET /?x=••••'],
    ['a header', 'x-kkiapay-secret: hello', 'x-kkiapay-secret: ••••'],
    ['a bearer token', 'Authorization: Bearer abc.def', 'Authorization: ••••'],
    ['a bearer token alone', 'sent Bearer abcdef123', 'sent ••••'],
    ['ngrok’s own words', 'Your authtoken: hello.', 'Your authtoken: ••••'],
    ['an authtoken', 'refused 2aBcDeFgHiJkLmNoPqRsTuVwXyZ_1aBcDeFgHiJkLmNoPqRs', 'refused ••••'],
    ['API keys', 'keys tsk_0123456789abcdef and pk_a1b2c3d4', 'keys •••• and ••••'],
    ['a signed token', 'it is eyJhIjoiYWJjZGVmIn0.eyJ4IjoxfQ.c2ln', 'it is ••••'],
    ['a public key', `it is ${'0123456789abcdef'.repeat(2)}`, 'it is ••••'],
    ['a PIN', 'pin=4321, PIN 4321', 'pin=•••• PIN ••••'],
    ['JSON', '{"ownerPin":"4321","ok":true}', '{"ownerPin":"••••","ok":true}'],
    ['JSON with a quote in it', '{"secret":"a\\"b c","ok":true}', '{"secret":"••••","ok":true}'],
    [
      'JSON within JSON',
      '{"body":"{\\"privateKey\\":\\"x y\\"}"}',
      '{"body":"{\\"privateKey\\":\\"••••\\"}"}',
    ],
    ['a quote never closed', 'secret: "ab cd', 'secret: "••••"'],
    ['a password in an address', 'https://awa:hello@proxy.bj/', 'https://••••@proxy.bj/'],
    [
      'a path segment',
      'POST https://a-b.ngrok-free.app/kkiapay/abc-DEF/',
      'POST https://a-b.ngrok-free.app/kkiapay/••••/',
    ],
    [
      'the window’s key',
      'open http://127.0.0.1:4243/#short yourself',
      'open http://127.0.0.1:4243/#•••• yourself',
    ],
    ['a secret made by lot that nobody told us', 'was aB3dE6gH9jK2mN5pQ8sT', 'was ••••'],
    ['a payer', 'payer 22996000042 called', 'payer •••• 42 called'],
    ['a payer with a plus', 'payer +229 01 96 00 00 42', 'payer •••• 42'],
    ['a payer without country', 'payer 96-00-00-42.', 'payer •••• 42.'],
    ['a payer with dots', 'payer 96.11.22.42', 'payer •••• 42'],
    ['a payer in print’s spaces', 'payer 96\u202f00\u00a000\u202f42', 'payer •••• 42'],
    ['a payer behind a date', '2026-11-24 22996000042', '2026-11-24 •••• 42'],
    ['a payer within a name', 'file-22996000042.csv', 'file-•••• 42.csv'],
    ['two payers', '22996000042,22996000017', '•••• 42,•••• 17'],
  ])('loses %s', (_what, line, expected) => {
    expect(redactor.line(line)).toBe(expected);
  });

  it.each([
    '2026-11-24T09:00:00.123Z the tunnel failed (connect): ERR_NGROK_3200',
    'what the provider said of 20261124-1a could not be written down: Error: ENOSPC: no space left on device, write',
    'the tunnel is open at https://loyal-hen-awake.ngrok-free.dev, 192.168.100.123 asked at 2026-11-24 09:00:00',
    '/home/awa/.config/Comptoir/data/keys.bin: keys.bin is made again from the documents',
    'chrome 114.0.5735.289, node 18.15.0, engine 11.4.183.29-electron.0, asked by 10.0.0.7',
    'cloudflared ended; it is started again in 30000 ms',
  ])('keeps what helps: %s', (line) => {
    expect(redactor.line(line)).toBe(line);
  });

  it('cannot be made to look like two, nor to act on a terminal', () => {
    expect(redactor.line('one\r\n2026-11-24T09:00:00Z another\u001b[2J\u0000')).toBe(
      'one\n  | 2026-11-24T09:00:00Z another�[2J�',
    );
  });

  it('is cut only once it is redacted, however long it is and whatever is in it', () => {
    const secret = known[1] ?? '';
    for (const filler of ['a', '"secret":"', '\\', '1 ', 'eyJ', '/#', 'x=', '\\"']) {
      const line = redactor.line(filler.repeat(3_990 / filler.length) + secret + filler.repeat(30_000));
      expect(line.length).toBeLessThanOrEqual(4_000);
      expect(line).not.toContain(secret.slice(0, 5));
    }
  });

  it('never holds a known secret or a whole number, and does not change any more', () => {
    const part = fc.oneof(
      fc.constantFrom(
        ...known,
        '22996000042',
        '+229 0196000042',
        'secret=',
        '{"',
        '":"',
        '\\',
        '/kkiapay/',
        ' ',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const once = redactor.line(parts.join(' '));
        for (const secret of known) expect(once).not.toContain(secret);
        expect(once).not.toMatch(/22996000042|0196000042/);
        expect(redactor.line(once)).toBe(once);
      }),
    );
  });

  it('follows secrets as they change', () => {
    const secrets = ['first secret'];
    const following = createRedactor();
    following.learn(() => secrets);
    secrets[0] = 'second secret';
    expect(following.line('first secret, second secret')).toBe('first secret, ••••');
  });
});

describe('plain data', () => {
  it('keep their shape, and say where a secret is without telling it', () => {
    expect(
      redactor.data({
        authtoken: 'stored',
        hashSecret: { live: 'environment', sandbox: 'hello' },
        list: ['22996000042', 22, null, true],
        [`of ${known[0]}`]: `x ${known[1]}`,
      }),
    ).toEqual({
      authtoken: 'stored',
      hashSecret: { live: 'environment', sandbox: '••••' },
      list: ['•••• 42', 22, null, true],
      'of ••••': 'x ••••',
    });
  });
});

/** Texts that make a pattern try the same signs again and again; quadratic patterns take minutes for all of these. */
const hostile: readonly string[] = [
  `://${'a:'.repeat(10_000)}`,
  '://a:'.repeat(4_000),
  `PIN${' '.repeat(20_000)}`,
  ' '.repeat(20_000),
  `key${' '.repeat(20_000)}`,
  'key '.repeat(5_000),
  `secret=${'\\'.repeat(10_000)}"${'\\'.repeat(9_900)}`,
  `secret="${'\\\n'.repeat(9_000)}`,
  'secret="a\\\n'.repeat(1_600),
  'Bearer '.repeat(2_800),
  `Bearer${'\t'.repeat(20_000)}`,
  'eyJ-'.repeat(5_000),
  'a'.repeat(20_000),
  'aB3_'.repeat(5_000),
  '0f'.repeat(10_000),
  `${'1'.repeat(15)}-`.repeat(1_250),
  '1 ( '.repeat(5_000),
  '2026-11-23T'.repeat(1_800),
  '10.'.repeat(6_600),
  '/kkiapay/'.repeat(2_200),
  `127.0.0.1:${'1'.repeat(19_000)}#`,
  '#127.0.0.1:1'.repeat(1_600),
  '\r\n'.repeat(10_000),
  '\x1b'.repeat(20_000),
];

it.each(hostile.map((text) => [text.slice(0, 20), text] as const))(
  'a hostile text takes no longer than its length: %j',
  (_name, text) => {
    const redactor = createRedactor();
    for (let times = 0; times < 40; times += 1) redactor.line(text);
  },
);
