import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOwnAddressTunnel } from '../../src/core/tunnel/own-address';
import { createSelfTest, type SelfTest } from '../../src/core/tunnel/self-test';
import type { Tunnel } from '../../src/core/tunnel/tunnel';
import { fakeClock, type FakeClock } from '../support/fake-clock';
import { reached } from '../support/ngrok-edge/tunnel-rig';
import { realNow } from '../support/real-now';

let server: Server;
let url: string;
let selfTest: SelfTest;
let requests: number;
let dates: (string | null)[];
/** The server at the public address. */
let answer: (request: IncomingMessage) => { status: number; code?: string } | 'nothing';

beforeEach(async () => {
  requests = 0;
  dates = [];
  selfTest = createSelfTest({
    fetch,
    onRequest: () => (requests += 1),
    onDate: (date) => dates.push(date),
  });
  answer = ({ method = '', url: path = '', headersDistinct }) => ({
    status: selfTest.answers(method, path, headersDistinct) ? 204 : 404,
  });
  server = createServer((request, response) => {
    const reply = answer(request);
    if (reply === 'nothing') return;
    response
      .writeHead(reply.status, reply.code === undefined ? {} : { 'ngrok-error-code': reply.code })
      .end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // TCP, hence never a pipe's name
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const run = (signal = new AbortController().signal) => selfTest.run(url, signal);

describe('the self-test', () => {
  it('passes where our own receiver answers, and counts its requests', async () => {
    expect(await run()).toEqual({ kind: 'passed' });
    expect(requests).toBe(1);
  });

  it('tells what time it is where the answer comes from, whatever the answer', async () => {
    await run();
    answer = () => ({ status: 502 });
    await run();
    expect(dates.map((date) => Math.abs(Date.parse(date ?? '') - realNow()) < 60_000)).toEqual([true, true]);
  });

  it('fails where another Comptoir answers', async () => {
    const other = createSelfTest({ fetch });
    answer = ({ method = '', url: path = '', headersDistinct }) => ({
      status: other.answers(method, path, headersDistinct) ? 204 : 404,
    });
    expect(await run()).toEqual({ kind: 'failed', status: 404, code: null });
  });

  it('is not answered for a caller that only knows the path', () => {
    expect(selfTest.answers('GET', selfTest.path, {})).toBe(false);
    expect(selfTest.answers('GET', selfTest.path, { 'x-comptoir-self-test': [''] })).toBe(false);
  });

  it('reads what the edge of ngrok says', async () => {
    answer = () => ({ status: 404, code: 'ERR_NGROK_3200' });
    expect(await run()).toEqual({ kind: 'failed', status: 404, code: 'ERR_NGROK_3200' });
  });

  it('follows no redirection: somebody else may answer there', async () => {
    answer = () => ({ status: 302 });
    expect(await run()).toMatchObject({ kind: 'failed', status: 302 });
  });

  it('fails without an answer when it is broken off', async () => {
    answer = () => 'nothing';
    const timeout = new AbortController();
    const result = run(timeout.signal);
    await once(server, 'request');
    timeout.abort();
    expect(await result).toEqual({ kind: 'failed', status: null, code: null });
  });
});

describe("a merchant's own public address", () => {
  let clock: FakeClock;
  let tunnel: Tunnel;
  let settled = 0;
  const noted = { states: [] as string[] };
  const open = (): Tunnel => {
    const counted: SelfTest = {
      ...selfTest,
      async run(...where) {
        const result = await selfTest.run(...where);
        settled += 1;
        return result;
      },
    };
    tunnel = createOwnAddressTunnel({
      url,
      log: () => undefined,
      selfTest: counted,
      clock,
      recheckMs: () => 60_000,
    });
    noted.states = [tunnel.state().kind];
    tunnel.onState(({ kind }) => noted.states.push(kind));
    return tunnel;
  };
  beforeEach(() => {
    clock = fakeClock();
    settled = 0;
  });
  afterEach(() => tunnel.stop());

  it('is online once proven, and is proven again from time to time', async () => {
    await reached(open(), 'online');
    expect(noted.states).toEqual(['proving', 'online']);
    expect(tunnel.lastHeardAt()).toBe(clock.now());
    clock.advance(60_000);
    await expect.poll(() => requests).toBe(2);
  });

  /** Lets the test under way come to its end, then the next one. */
  const nextTest = async (afterMs: number): Promise<void> => {
    await expect.poll(() => settled).toBe(requests);
    clock.advance(afterMs);
    await expect.poll(() => settled).toBe(requests);
  };

  it('is given ten seconds to come up, then tells that it is not heard, and tries again at once when probed', async () => {
    const working = answer;
    answer = () => ({ status: 502 });
    open();
    await expect.poll(() => requests).toBe(1);
    for (let tests = 0; tests < 10; tests += 1) await nextTest(500);
    expect(tunnel.state().kind).toBe('proving');
    clock.advance(10_000);
    expect(await reached(tunnel, 'retrying')).toMatchObject({ reason: 'self-test-failed', attempt: 1 });
    expect(tunnel.lastHeardAt()).toBeNull();
    answer = working;
    tunnel.probe();
    await reached(tunnel, 'online');
  });

  it('is given up only when it was not heard twice', async () => {
    const working = answer;
    await reached(open(), 'online');
    answer = () => ({ status: 502 });
    await nextTest(60_000);
    answer = working;
    await nextTest(2_000);
    answer = () => ({ status: 502 });
    await nextTest(60_000);
    expect(noted.states).toEqual(['proving', 'online']);
    await nextTest(2_000);
    expect(await reached(tunnel, 'retrying')).toMatchObject({ attempt: 1 });
    expect(requests).toBe(5);
  });
});
