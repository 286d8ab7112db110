import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import { exportTexts } from '../../src/shared/texts/export-texts';
import { askWindow } from '../support/ask-window';
import {
  approvedIn,
  caseBody,
  fedapayModes,
  fedapaySecret,
  fedapaySignature,
  type CallCase,
} from '../support/call-cases';
import { comptoir, ServeProcess } from '../support/headless-process';
import { realNow } from '../support/real-now';
import { temporaryFolder } from '../support/temporary-folder';

const hashSecret = 'the secret of this shop, 32 letters';
const quiet = ['--port=0', '--ui-port=0', '--tunnel=none', '--no-notifications'];

describe('calls as shops get them, by the command line', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: ServeProcess;
  let fedapayUrl: string;
  const paidAt = new Date(realNow() - 60_000).toISOString();
  beforeAll(async () => {
    folder = await temporaryFolder();
    server = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], {
      COMPTOIR_HASH_SECRET: hashSecret,
    });
    const uiUrl = server.text('uiUrl');
    await askWindow(uiUrl, 'saveHashSecret', { provider: 'fedapay', mode: 'live', secret: fedapaySecret });
    fedapayUrl = webhookUrlsOf(await askWindow(uiUrl, 'getState', null), 'live', 'fedapay').local ?? '';
    return async () => {
      await server[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    };
  });
  const post = async (url: string, body: Buffer, headers: Record<string, string>): Promise<number> =>
    (await fetch(url, { method: 'POST', body: new Uint8Array(body), headers })).status;
  const toFedapay = (body: Buffer) =>
    post(fedapayUrl, body, { 'x-fedapay-signature': fedapaySignature(body, realNow()) });
  const toKkiapay = (body: Buffer, url = server.text('webhookUrl')) =>
    post(url, body, { 'x-kkiapay-secret': hashSecret, 'content-type': 'application/json' });
  const send = (name: CallCase) =>
    (name.startsWith('fedapay') ? toFedapay : toKkiapay)(caseBody(name, paidAt));
  const listed = async (transactionId: string) =>
    (await comptoir(['list', '--data', folder.path, '--json'])).lines.filter(
      (payment) => payment.transactionId === transactionId,
    );

  it.each([
    [
      'fedapay-gnf',
      '250012',
      {
        status: 'check',
        amountXof: null,
        doubts: ['other-currency'],
        amountAsGiven: expect.stringMatching(/GNF/) as string,
      },
    ],
    ['fedapay-transferred', '250004', { status: 'success', amountXof: 9113, doubts: [] }],
    ['fedapay-paid-phone', '250017', { status: 'success', account: '22997000001' }],
    [
      'kkiapay-latin1',
      'K130000001',
      { status: 'check', amountXof: 1000, account: '22996000000', label: 'Payé à la boutique' },
    ],
    ['kkiapay-wrapped', 'K320000001', { status: 'check', amountXof: 1000, doubts: ['wrapped'] }],
    ['kkiapay-currency', 'K340000001', { status: 'check', amountXof: null, doubts: ['other-currency'] }],
  ] as const)('%s', async (name, transactionId, expected) => {
    expect(await send(name)).toBe(200);
    expect(await listed(transactionId)).toMatchObject([expected]);
  });

  it('fedapay-expired is no payment', async () => {
    expect(await send('fedapay-expired')).toBe(200);
    expect((await listed('250010')).filter(({ status }) => status !== 'failed')).toEqual([]);
  });

  it('every way to pay has a name in an export', async () => {
    for (const [at, mode] of fedapayModes.entries())
      expect(await toFedapay(approvedIn(mode, 280_000 + at, paidAt))).toBe(200);
    const out = join(folder.path, 'out.csv');
    const args = ['export', '--data', folder.path, '--format', 'csv', '--out', out];
    expect(await comptoir(args, { LANG: 'fr_BJ.UTF-8' })).toMatchObject({ code: 0 });
    const { columns } = exportTexts.fr;
    const rows = Papa.parse<Record<string, string>>(await readFile(out, 'utf8'), {
      header: true,
      delimiter: ';',
    });
    const methods = rows.data
      .filter((row) => /280\d{3}/.test(row[columns.transactionId] ?? ''))
      .map((row) => row[columns.method] ?? '');
    expect(methods).toHaveLength(fedapayModes.length);
    for (const method of methods) expect(fedapayModes).not.toContain(method);
    expect(new Set(methods)).toContain('Mixx by Yas');
  });

  it.each(['%20', '%0A', '//', '/%20/', ''])(
    'an address pasted with %j behind it is taken',
    async (rubbish) => {
      const id = `odd-${Buffer.from(rubbish).toString('hex')}`;
      const body = caseBody('kkiapay-latin1', paidAt).toString('latin1').replace('K130000001', id);
      expect(await toKkiapay(Buffer.from(body), `${server.text('webhookUrl')}${rubbish}`)).toBe(200);
      expect(await listed(id)).toHaveLength(1);
    },
  );
});
