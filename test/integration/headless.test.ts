import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { comptoir, ServeProcess } from '../support/headless-process';
import { receivedEvent } from '../support/ledger-events';
import { openedLedger } from '../support/ledger-folder';
import { temporaryFolder } from '../support/temporary-folder';
import { cellsOf, workbookIn } from '../support/workbook';
import { realNow } from '../support/real-now';

const secret = 'hash-secret-of-the-live-endpoint';
const sandboxSecret = 'hash-secret-of-the-sandbox-path';
const quiet = ['--tunnel=none', '--no-notifications', '--port=0', '--ui-port=0'];
const environment = { COMPTOIR_HASH_SECRET: secret, COMPTOIR_SANDBOX_HASH_SECRET: sandboxSecret };

function post(url: string, body: string, withSecret: string | null = secret): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    ...(withSecret === null ? {} : { 'x-kkiapay-secret': withSecret }),
  };
  return fetch(url, { method: 'POST', headers, body });
}

function success(transactionId: string, amountXof = 1000): string {
  return kkiapayBody({ event: 'success', transactionId, amountXof, at: new Date(realNow()).toISOString() });
}

describe('comptoir serve', () => {
  it('says where it listens, takes a payment, tells it on stdout and keeps it across a restart', async () => {
    await using folder = await temporaryFolder();
    await using server = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], environment);
    expect(server.lines[0]).toMatchObject({
      event: 'ready',
      publicUrl: null,
      dataDir: folder.path,
      pid: server.pid,
    });
    expect(server.text('webhookUrl')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/kkiapay\/[A-Za-z0-9]{16,}$/);
    expect(server.text('sandboxWebhookUrl')).not.toBe(server.text('webhookUrl'));

    const body = success('3iH6wjHJ3', 43_500);
    const answer = await post(server.text('webhookUrl'), body);
    expect(answer.status).toBe(200);
    const told = await server.line((line) => line.event === 'payment');
    expect(told).toMatchObject({
      duplicate: false,
      payment: { transactionId: '3iH6wjHJ3', amountXof: 43_500, status: 'success', mode: 'live' },
    });

    // Readable while the server runs.
    const listed = await comptoir(['list', '--data', folder.path, '--json']);
    expect(listed).toMatchObject({ code: 0, lines: [{ transactionId: '3iH6wjHJ3', deliveries: 1 }] });

    const [url, sandboxUrl] = [server.text('webhookUrl'), server.text('sandboxWebhookUrl')];
    expect(await server.end()).toBe(0);
    await using again = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], environment);
    expect([
      new URL(again.text('webhookUrl')).pathname,
      new URL(again.text('sandboxWebhookUrl')).pathname,
    ]).toEqual([new URL(url).pathname, new URL(sandboxUrl).pathname]);
    expect((await post(again.text('webhookUrl'), body)).status).toBe(200);
    expect(await again.line((line) => line.event === 'payment')).toMatchObject({
      duplicate: true,
      payment: { deliveries: 2 },
    });
    expect(await comptoir(['check', '--data', folder.path, '--json'])).toMatchObject({
      code: 0,
      lines: [{ events: 2, payments: 1, duplicates: 1, damaged: 0 }],
    });
  });

  it('refuses a wrong, a missing and the other mode’s secret, and stores nothing', async () => {
    await using folder = await temporaryFolder();
    await using server = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], environment);
    for (const [wrong, reason] of [
      ['not the secret', 'secret-wrong'],
      [null, 'secret-missing'],
    ] as const) {
      expect((await post(server.text('webhookUrl'), success('x1'), wrong)).status).toBe(401);
      await server.line((line) => line.event === 'refusal' && line.reason === reason);
    }
    expect((await post(server.text('webhookUrl'), success('x2'), sandboxSecret)).status).toBe(401);
    expect(server.lines.filter((line) => line.event === 'payment')).toEqual([]);
    expect((await comptoir(['list', '--data', folder.path, '--json'])).lines).toEqual([]);
  });

  it('keeps sandbox payments apart', async () => {
    await using folder = await temporaryFolder();
    await using server = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], environment);
    expect((await post(`${server.text('sandboxWebhookUrl')}/`, success('s1'), sandboxSecret)).status).toBe(
      200,
    );
    expect(await server.line((line) => line.event === 'payment')).toMatchObject({
      payment: { mode: 'sandbox' },
    });
  });

  it('never writes a secret of the environment to the disk', async () => {
    await using folder = await temporaryFolder();
    await using server = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], environment);
    await post(server.text('webhookUrl'), success('p1'));
    expect(await server.end()).toBe(0);
    const files = (await readdir(folder.path, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const content = await readFile(join(file.parentPath, file.name), 'latin1');
      expect(content).not.toContain(secret);
      expect(content).not.toContain(sandboxSecret);
    }
    const segment = new URL(server.text('webhookUrl')).pathname.split('/').at(-1);
    const log = await readFile(join(folder.path, 'logs', 'comptoir.log'), 'utf8');
    expect(log).toMatch(/Comptoir \d+\.\d+\.\d+ starts\r?\n/);
    expect(log).not.toContain(segment);
  });

  it('writes its log wherever it was started, and says there what was set aside', async () => {
    await using elsewhere = await temporaryFolder();
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'settings.json'), '{ cut');
    await using server = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], {}, elsewhere.path);
    expect(await server.end()).toBe(0);
    const log = await readFile(join(folder.path, 'logs', 'comptoir.log'), 'utf8');
    expect(log).toMatch(/Comptoir \d+\.\d+\.\d+ starts\r?\n/);
    expect(log).toMatch(/notice: .*set-aside: settings/);
    expect(await readdir(elsewhere.path)).toEqual([]);
  });

  it('refuses a folder that another one holds, with exit code 3, and leaves that one alone', async () => {
    await using folder = await temporaryFolder();
    await using first = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], environment);
    expect((await comptoir(['serve', `--data=${folder.path}`, ...quiet], environment)).code).toBe(3);
    expect((await post(first.text('webhookUrl'), success('p2'))).status).toBe(200);
  });

  it('takes over at once from one that was killed', async () => {
    await using folder = await temporaryFolder();
    await using first = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], environment);
    const body = success('p3');
    expect((await post(first.text('webhookUrl'), body)).status).toBe(200);
    await first.end('SIGKILL');
    await using second = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], environment);
    expect((await post(second.text('webhookUrl'), body)).status).toBe(200);
    expect(await second.line((line) => line.event === 'payment')).toMatchObject({ duplicate: true });
  });
});

describe('comptoir serve on a port that is taken', () => {
  it('exits with 1 and says which port', async () => {
    await using folder = await temporaryFolder();
    await using other = await ServeProcess.ready([`--data=${folder.path}/a`, ...quiet], environment);
    const { port } = new URL(other.text('webhookUrl'));
    const { code, stderr } = await comptoir(
      ['serve', `--data=${folder.path}/b`, ...quiet, `--port=${port}`],
      environment,
    );
    expect(code).toBe(1);
    expect(stderr).toContain(port);
  });
});

describe('comptoir simulate', () => {
  it('sends calls as KKiaPay does and reports each delivery', async () => {
    await using folder = await temporaryFolder();
    await using server = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], environment);
    const url = server.text('webhookUrl');
    const played = await comptoir([
      'simulate',
      '--url',
      url,
      '--secret',
      secret,
      '--count=4',
      '--event=mixed',
      '--amount=250',
    ]);
    expect(played.code).toBe(0);
    expect(played.lines.map(({ event, status, tries }) => ({ event, status, tries }))).toEqual([
      { event: 'transaction.success', status: 200, tries: 1 },
      { event: 'transaction.failed', status: 200, tries: 1 },
      { event: 'transaction.success', status: 200, tries: 1 },
      { event: 'transaction.failed', status: 200, tries: 1 },
    ]);
    const { lines } = await comptoir(['list', '--data', folder.path, '--json', '--status=success']);
    expect(lines.map(({ amountXof, status }) => [amountXof, status])).toEqual([
      [250, 'success'],
      [250, 'success'],
    ]);
  });
});

describe('comptoir list', () => {
  it('shows untrusted text without characters that a terminal would obey', async () => {
    await using folder = await temporaryFolder();
    const ledger = await openedLedger(folder.path);
    const hostile = '\u001b]0;own\u0007\u001b[2J\u009b31m\u202eCARD\tX\nfake';
    await ledger.append(receivedEvent({ method: hostile, account: `229${hostile}9` }));
    await ledger.recordDeafPeriod({
      ...{ id: 'd', from: '2026-11-23T12:00:00.000Z', to: '2026-11-23T12:30:00.000Z', cause: 'asleep' },
      checked: { by: hostile, at: '2026-11-23T13:00:00.000Z' },
    });
    await ledger.close();
    const { stdout } = await comptoir(['list', '--data', folder.path]);
    expect(stdout).toContain('CARD');
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(stdout.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('comptoir export', () => {
  it('writes what a running server holds, in each format, and leaves no half file', async () => {
    await using folder = await temporaryFolder();
    await using server = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], environment);
    for (const id of ['e1', 'e2', 'e3'])
      expect((await post(server.text('webhookUrl'), success(id, 1500))).status).toBe(200);
    const out = (format: string): string => join(folder.path, `payments.${format}`);
    for (const format of ['csv', 'xlsx', 'json']) {
      const args = ['--data', folder.path, '--format', format, `--out=${out(format)}`];
      expect(await comptoir(['export', ...args])).toMatchObject({ code: 0 });
    }
    const file = JSON.parse(await readFile(out('json'), 'utf8')) as unknown;
    expect(file).toMatchObject({
      payments: [{ transactionId: 'e1' }, { transactionId: 'e2' }, { transactionId: 'e3' }],
      totals: { received: { count: 3, amountXof: 4500 } },
    });
    expect((await readFile(out('csv'), 'utf8')).match(/;1500;1500;/g)).toHaveLength(3);
    expect(cellsOf(workbookIn(await readFile(out('xlsx')))['xl/worksheets/sheet1.xml'] ?? '')).toHaveLength(
      4,
    );

    const lastYear = ['--to=2020-12-31', '--format=json', `--out=${out('json')}`];
    expect(await comptoir(['export', '--data', folder.path, ...lastYear])).toMatchObject({ code: 0 });
    expect(await readFile(out('json'), 'utf8')).not.toContain('e1');
    const nowhere = `--out=${join(folder.path, 'no', 'such', 'folder.csv')}`;
    expect((await comptoir(['export', '--data', folder.path, '--format=csv', nowhere])).code).toBe(1);
    expect((await readdir(folder.path)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('wrong usage', () => {
  it.each([
    [[]],
    [['sing']],
    [['list', '--json']],
    [['list', '--data=x', '--from=yesterday']],
    [['list', '--data=x', '--from=2026-02-30']],
    [['serve', '--data=x', '--port=70000']],
    [['serve', '--data=x', '--tunnel=carrier-pigeon']],
    [['simulate', '--url=nowhere', '--secret=s']],
    [['check', '--data=x', '--unknown']],
    [['export', '--data=x', '--format=pdf', '--out=y']],
    [['export', '--data=x', '--format=csv']],
  ])('exits with 2 and says how: %j', async (args) => {
    const { code, stderr, lines } = await comptoir(args);
    expect({ code, lines }).toEqual({ code: 2, lines: [] });
    expect(stderr).toContain('comptoir serve --data DIR');
  });
});

describe('comptoir doctor', () => {
  it('finds what is there and what is missing, without showing a secret', async () => {
    await using folder = await temporaryFolder();
    await using server = await ServeProcess.ready([`--data=${folder.path}`, ...quiet]);
    const { lines, code } = await comptoir(['doctor', '--data', folder.path, '--json']);
    const stored = await readFile(join(folder.path, 'secrets.json'), 'utf8');
    const [live] = Object.values(JSON.parse(stored) as Record<string, string>);
    expect(JSON.stringify(lines)).not.toContain(live);
    expect(lines[0]).toMatchObject({ ok: false }); // no authtoken yet
    const findings = lines[0]?.findings as readonly { name: string; ok: boolean }[]; // ours, by the contract
    const ok = Object.fromEntries(findings.map(({ name, ok }) => [name, ok]));
    expect(ok).toMatchObject({ 'free space': true, sound: true, clock: true, authtoken: false });
    expect(code).toBe(1);
    expect(await server.end()).toBe(0);
  });
});
