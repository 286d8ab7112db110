import { expect, it } from 'vitest';
import { fedapay } from '../../src/core/fedapay/fedapay';
import { kkiapay } from '../../src/core/kkiapay/kkiapay';
import type { WatchedCall } from '../../src/core/receiver/call-watch';
import { maskedCall } from '../../src/core/technician/masked-call';
import { askWindow } from '../support/ask-window';
import { caseBody } from '../support/call-cases';
import { ServeProcess } from '../support/headless-process';
import { temporaryFolder } from '../support/temporary-folder';

const at = '2026-11-24T09:00:00.000Z';
const heard: WatchedCall = {
  ...{ at, tookMs: 3, method: 'POST', path: '/kkiapay/Zq7kP2vXw9LmN4tR', status: 200 },
  ...{ provider: 'kkiapay', mode: 'live', refusal: null },
  headers: { 'content-type': 'application/json', 'x-kkiapay-secret': '****', 'x-forwarded-for': '41.85.3.7' },
  body: null,
};
const secret = 'Zq7kP2vXw9LmN4tRb8sYc3dFg6hJ1aQe';

/** What a body must not tell, however the provider spells it. */
const tellTale: readonly { readonly body: unknown; readonly words: readonly string[] }[] = [
  {
    body: {
      account: '22997000001',
      label: 'Awa Koné',
      amount: 43_500,
      stateData: { Awa: { client: 'Koffi' } },
    },
    words: ['22997000001', '97000001', 'Awa', 'Kon', 'Koffi', '43500'],
  },
  {
    body: { account: 22997000001, fullname: 'AWA_KONE', name: 'awa.kone' },
    words: ['22997000001', 'AWA', 'awa', 'kone'],
  },
  {
    body: { 'Awa Koné': 1, '22997000001': 2, [secret]: 3, note: secret },
    words: ['Awa', '22997000001', secret],
  },
  { body: { entity: { custom_metadata: { awa: '+229 97 00 00 01' } } }, words: ['awa', '97'] },
  {
    body: { event: 'Awa', status: 'Awa Koné', method: '97000001', currency: 'Awa' },
    words: ['Awa', '97000001'],
  },
  { body: [[{ phone: ['229', '97000001'] }]], words: ['97000001'] },
  { body: 'Awa Koné 22997000001', words: ['Awa', '22997000001'] },
];

it.each(tellTale)('shows a call’s shape but nobody’s data: $words', ({ body, words }) => {
  const bytes = Buffer.from(JSON.stringify(body));
  const call = { ...heard, id: 1, bodySize: bytes.length };
  const text = JSON.stringify(maskedCall({ call, headers: heard.headers, body: bytes }, kkiapay));
  for (const word of [...words, '41.85', 'Zq7kP2vXw9LmN4tR']) expect(text).not.toContain(word);
});

it.each(['fedapay-paid-phone', 'fedapay-transferred', 'kkiapay-latin1', 'kkiapay-wrapped'] as const)(
  'keeps of %s what a helper needs: fields, kinds of values, what was read',
  (name) => {
    const body = caseBody(name, at);
    const provider = name.startsWith('fedapay') ? fedapay : kkiapay;
    const call = { ...heard, provider: provider.name, id: 1, bodySize: body.length };
    const shown = maskedCall({ call, headers: heard.headers, body }, provider);
    const text = JSON.stringify(shown);
    for (const run of body.toString('latin1').match(/\d{4,}/g) ?? [])
      if (!/^[01]+$/.test(run)) expect(text).not.toContain(run);
    expect(shown).toMatchObject({ read: { status: provider.parse(body, at)?.status } });
    expect(text).toMatch(/transaction\.\w+/);
  },
);

it('reads what is no JSON, and bytes that are no text', () => {
  for (const body of [
    Buffer.from('compte=22997000001&nom=Awa'),
    Buffer.from([0xff, 0xfe, 0x41, 0x77, 0x61]),
  ]) {
    const call = { ...heard, id: 1, bodySize: body.length };
    const text = JSON.stringify(maskedCall({ call, headers: {}, body }, kkiapay));
    expect(text).not.toMatch(/22997|Awa/);
  }
});

it('is saved from the first real call, through the window, and not before there is one', async () => {
  await using folder = await temporaryFolder();
  const quiet = ['--tunnel=none', '--no-notifications', '--port=0', '--ui-port=0'];
  await using shop = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], {
    COMPTOIR_HASH_SECRET: secret,
  });
  const uiUrl = shop.text('uiUrl');
  await expect(askWindow(uiUrl, 'saveExample', { id: null })).rejects.toThrow('no-call-yet');
  const body = JSON.stringify({
    ...{ transactionId: 'FIRSTREAL', isPaymentSucces: true, event: 'transaction.success', amount: 43_500 },
    ...{ method: 'MOBILE_MONEY', account: '22997000001', label: 'Awa Koné' },
  });
  await fetch(shop.text('webhookUrl'), { method: 'POST', headers: { 'x-kkiapay-secret': secret }, body });
  await expect
    .poll(() => askWindow(uiUrl, 'getTechnicianReport', null).then(({ calls }) => calls.length))
    .toBeGreaterThan(0);
  const saved = await askWindow(uiUrl, 'saveExample', { id: null });
  if (saved.kind !== 'download') throw new Error(`a browser was answered ${saved.kind}`);
  const file = await (await fetch(new URL(saved.path, uiUrl))).text();
  expect(JSON.parse(file)).toMatchObject({
    ...{ provider: 'kkiapay', mode: 'live', isUtf8: true, read: { status: 'success', hasAmount: true } },
    body: { event: 'transaction.success', isPaymentSucces: true, account: '00000000000', amount: 11_111 },
  });
  for (const word of ['22997', 'Awa', secret, 'FIRSTREAL', '43500']) expect(file).not.toContain(word);
  await shop.end();
});
