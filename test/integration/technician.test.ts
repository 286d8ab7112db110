import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRedactor } from '../../src/core/diagnostics/redactor';
import { kkiapay } from '../../src/core/kkiapay/kkiapay';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import type { RefusalReason } from '../../src/shared/diagnosis/refusal';
import type { CheckReport } from '../../src/core/ledger/ledger';
import type { WatchedCall } from '../../src/core/receiver/call-watch';
import { createLogTail } from '../../src/core/technician/log-tail';
import { openKeptCalls, type KeptCalls, type KeptCallsParts } from '../../src/core/technician/kept-calls';
import { realDisk } from '../../src/core/storage/disk';
import { temporaryFolder } from '../support/temporary-folder';
import { createTechnician } from '../../src/core/technician/technician';
import { fakeClock } from '../support/fake-clock';
import { listeningReceiver, livePath, liveSecret } from '../support/listening-receiver';

const sound: CheckReport = { events: 3, payments: 2, duplicates: 1, damaged: 0, repaired: 0, deafPeriods: 0 };
const body = kkiapayBody({ event: 'success', amountXof: 5_000, at: '2026-11-24T09:00:00.000Z' });

async function sit(
  check: (onProgress?: (share: number) => void) => Promise<CheckReport> = () => Promise.resolve(sound),
  origin = 'http://127.0.0.1:4242',
  broken: readonly number[] = [],
  platform: NodeJS.Platform = 'linux',
) {
  const clock = fakeClock();
  const copied: string[] = [];
  const calls = await keptCalls({ clock });
  const technician = createTechnician({
    calls,
    checkCloses: () => Promise.resolve({ broken }),
    ...{ providers: [kkiapay], clock, ledger: { check }, language: () => 'fr' },
    logTail: createLogTail(() => undefined, createRedactor(), clock),
    chooseFilePlace: () => Promise.resolve(null),
    writeClipboard: (text) => Promise.resolve(void copied.push(text)),
    ...{ origin: () => origin, platform },
  });
  return { ...technician, copied };
}
const heard: WatchedCall = {
  ...{ at: '2026-11-24T09:00:00.000Z', tookMs: 3, method: 'POST', path: '/kkiapay/abc', status: 200 },
  ...{ provider: 'kkiapay', mode: 'live', refusal: null },
  headers: { 'content-type': 'application/json', 'x-kkiapay-secret': '****' },
  body: Buffer.from(body),
};

/** The single-quoted words of a line, as a program gets them: read as PowerShell does, then as Windows programs do. */
function powerShellWords(line: string): readonly string[] {
  const quote = "['\u2018\u2019\u201a\u201b]";
  const words = [...line.matchAll(new RegExp(`${quote}((?:${quote}{2}|(?!${quote}).)*)${quote}`, 'gs'))];
  const outside = words.reduce((rest, [whole]) => rest.replace(whole, ''), line);
  expect(outside).not.toMatch(/calc|COMSPEC|output/);
  return words.map(([, inside = '']) =>
    inside
      .replace(new RegExp(`(${quote})${quote}`, 'g'), '$1')
      .replace(/(\\+)$/, (all: string) => all.slice(all.length / 2))
      .replace(/(\\*)\\"/g, (_all, before: string) => `${before.slice(before.length / 2)}"`),
  );
}

/** As the app keeps them, in a folder of its own. */
async function keptCalls(parts: Partial<KeptCallsParts> = {}): Promise<KeptCalls> {
  const folder = await temporaryFolder();
  onTestFinished(() => folder[Symbol.asyncDispose]());
  return openKeptCalls({
    ...{ dataDir: folder.path, disk: realDisk, clock: fakeClock(), log: () => undefined },
    ...{ isForgotten: () => false, ...parts },
  });
}

describe('the calls of a real receiver', () => {
  it('are listed once they are answered, accepted or refused, and hold no secret', async () => {
    const calls: WatchedCall[] = [];
    const receiver = await listeningReceiver({ onCall: (call) => calls.push(call) });
    const post = (path: string, secret: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${receiver.port}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-kkiapay-secret': secret },
        body,
      });
    await post(livePath, liveSecret);
    await post(livePath, ` ${liveSecret.slice(1)} `);
    await post(livePath, '');
    await post(`${livePath}/nowhere?token=hidden`, liveSecret);
    await expect.poll(() => calls.length).toBe(4);
    expect(calls.map(({ path, status, mode, refusal }) => ({ path, status, mode, refusal }))).toEqual([
      { path: livePath, status: 200, mode: 'live', refusal: null },
      {
        ...{ path: livePath, status: 401, mode: 'live' },
        refusal: { reason: 'secret-wrong', diagnosis: 'other-length' },
      },
      {
        path: livePath,
        status: 401,
        mode: 'live',
        refusal: { reason: 'secret-missing', diagnosis: 'absent' },
      },
      {
        // The right secret shows the provider, at any path.
        ...{ path: `${livePath}/nowhere`, status: 404, mode: 'live' },
        refusal: { reason: 'unknown-path', diagnosis: null },
      },
    ]);
    expect(calls.map((call) => call.body && Buffer.from(call.body).toString())).toEqual([
      body,
      null,
      null,
      null,
    ]);
    expect(JSON.stringify(calls)).not.toContain(liveSecret);
    expect(JSON.stringify(calls)).not.toContain('hidden');
  });
});

describe('the technician', () => {
  it('sees the last 200 calls, the newest first, and reads one again without storing it', async () => {
    const { handlers, onCall } = await sit();
    for (let count = 0; count < 201; count += 1) onCall(heard);
    const { calls } = await handlers.getTechnicianReport(null);
    expect([calls.length, calls[0]?.id, calls.at(-1)?.id]).toEqual([200, 201, 2]);
    expect(await handlers.getCall({ id: 1 })).toBeNull();
    expect(await handlers.getCall({ id: 2 })).toMatchObject({ body: Buffer.from(body).toString('base64') });
    expect(await handlers.replayCall({ id: 2 })).toMatchObject({
      event: { status: 'success', amountXof: 5_000 },
    });
    expect(await handlers.replayCall({ id: 1 })).toBeNull();
  });

  it('keeps 8 MiB of calls at most, the newest whatever its size', async () => {
    const { handlers, onCall } = await sit();
    const megabyte = Buffer.alloc(1024 * 1024, 0x20);
    for (let count = 0; count < 20; count += 1) onCall({ ...heard, body: megabyte });
    expect((await handlers.getTechnicianReport(null)).calls.map(({ id }) => id)).toEqual([
      20, 19, 18, 17, 16, 15, 14,
    ]);
    for (let count = 0; count < 200; count += 1) onCall({ ...heard, path: '/p'.repeat(40_000) });
    expect((await handlers.getTechnicianReport(null)).calls).toHaveLength(104);
    onCall({ ...heard, body: Buffer.alloc(9 * 1024 * 1024) });
    expect((await handlers.getTechnicianReport(null)).calls.map(({ id }) => id)).toEqual([221]);
  });

  it('reads nothing again where no body was read', async () => {
    const { handlers, onCall } = await sit();
    onCall({ ...heard, status: 401, body: null });
    expect(await handlers.replayCall({ id: 1 })).toBeNull();
  });

  it.each([
    ['text', Buffer.from(`{"label":"d'Awa $HOME \`x\` \\\\n"}`)],
    ['bytes', Buffer.from([0, 255, 39, 10, 10])],
  ])('copies a call that a shell sends byte for byte: %s', async (_kind, bytes) => {
    const { handlers, onCall, copied } = await sit();
    onCall({ ...heard, body: bytes });
    await handlers.copyCall({ id: 1 });
    const [line = ''] = copied;
    expect(line).toContain("'x-kkiapay-secret: ****'");
    // Not curl but a function of its name: it shows what would be sent.
    const shown =
      'curl() { for last; do :; done; if [ "$last" = @- ]; then cat; else printf %s "$last"; fi | base64 -w0; }';
    const { stdout } = await promisify(execFile)('bash', ['-c', `${shown}\n${line}`]);
    expect(stdout).toBe(bytes.toString('base64'));
  });

  it('copies a call that curl itself takes literally: no file is read, no pattern in the path', async () => {
    const requests: { url: string | undefined; body: string }[] = [];
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        requests.push({ url: request.url, body: text });
        response.end();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo; // a TCP server that listens has one
    const { handlers, onCall, copied } = await sit(undefined, `http://127.0.0.1:${port}`);
    const path = '/kkiapay/[1-3]{a,b}/../x';
    onCall({ ...heard, path, body: Buffer.from('@/etc/hostname') });
    await handlers.copyCall({ id: 1 });
    await promisify(execFile)('bash', ['-c', copied[0] ?? '']);
    expect(requests).toEqual([{ url: path, body: '@/etc/hostname' }]);
  });

  it.each(['\x1b[2J', '\x03', '\t', '\n', '\r', '\x9b'])(
    'copies no call whose head holds %j',
    async (sign) => {
      const { handlers, onCall, copied } = await sit();
      onCall({ ...heard, path: `/kkiapay/a${sign}b` });
      onCall({ ...heard, headers: { 'user-agent': `a${sign}b` } });
      for (const id of [1, 2])
        await expect(handlers.copyCall({ id })).rejects.toMatchObject({ code: 'call-not-copyable' });
      expect(copied).toEqual([]);
    },
  );

  it('copies a body that a terminal would obey as signs that it does not', async () => {
    const { handlers, onCall, copied } = await sit();
    onCall({ ...heard, body: Buffer.from('{"label":"\x03\x1b[2J"}') });
    await handlers.copyCall({ id: 1 });
    expect(copied[0]).toContain('base64 --decode');
    expect(copied[0]?.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('marks a call that nobody proved to be the provider’s, and no other', async () => {
    const { handlers, onCall, copied } = await sit();
    const refused = (reason: RefusalReason) => ({ refusal: { reason, diagnosis: null } });
    onCall(heard);
    onCall({ ...heard, status: 503, ...refused('ledger-unavailable') });
    onCall({ ...heard, status: 401, ...refused('secret-wrong') });
    onCall({ ...heard, status: 404, provider: null, ...refused('unknown-path') });
    for (const id of [1, 2, 3, 4]) await handlers.copyCall({ id });
    expect(copied.map((line) => line.startsWith('# Attention'))).toEqual([false, false, true, true]);
    await promisify(execFile)('bash', ['-c', `curl() { :; }\n${copied[2] ?? ''}`]);
  });

  it.each([
    "x'; calc; '",
    'x’; calc; ’',
    'x‘; calc; ‚ ‛',
    'x" --output C:\\x.exe "',
    'x\\" & calc',
    'x $(calc) `calc` %COMSPEC%',
    'x\\\\',
  ])('copies for PowerShell, in which a stranger’s words stay one word: %s', async (words) => {
    const { handlers, onCall, copied } = await sit(undefined, undefined, [], 'win32');
    onCall({ ...heard, path: `/${words}`, headers: { 'user-agent': words } });
    await handlers.copyCall({ id: 1 });
    const line = copied[0] ?? '';
    expect(line).toContain('curl.exe --globoff');
    expect(powerShellWords(line)).toEqual([
      Buffer.from(body).toString('base64'),
      'POST',
      `http://127.0.0.1:4242/${words}`,
      `user-agent: ${words}`,
    ]);
  });

  it('has the ledger checked once at a time, and is told how far it is', async () => {
    let checks = 0;
    let finish = (): void => undefined;
    const { handlers } = await sit((onProgress) => {
      checks += 1;
      onProgress?.(0.5);
      return new Promise((resolve) => (finish = () => resolve(sound)));
    });
    const state = async (): Promise<unknown> => (await handlers.getTechnicianReport(null)).check;
    expect(await state()).toEqual({ kind: 'idle' });
    await handlers.checkLedger(null);
    await handlers.checkLedger(null);
    expect([checks, await state()]).toEqual([1, { kind: 'running', share: 0.5 }]);
    finish();
    await expect.poll(state).toMatchObject({ kind: 'done', report: sound });
  });

  it('counts day closes that were changed as damage, and names them in the log', async () => {
    const { handlers } = await sit(undefined, undefined, [2, 5]);
    await handlers.checkLedger(null);
    const report = async () => handlers.getTechnicianReport(null);
    await expect
      .poll(async () => (await report()).check)
      .toMatchObject({ kind: 'done', report: { damaged: sound.damaged + 2 } });
    expect((await report()).log.join()).toContain('2, 5');
  });

  it('says that a check failed, and why in the log', async () => {
    const { handlers } = await sit(() => Promise.reject(new Error('the disk is gone')));
    await handlers.checkLedger(null);
    await expect.poll(async () => (await handlers.getTechnicianReport(null)).check.kind).toBe('failed');
    expect((await handlers.getTechnicianReport(null)).log.join()).toContain('the disk is gone');
  });
});
