import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { systemClock } from '../../src/core/ports';
import {
  createCloudflareTunnel,
  type CloudflareTunnelOptions,
} from '../../src/core/tunnel/cloudflare-tunnel';
import { startCloudflared } from '../../src/core/tunnel/cloudflared-process';
import { createSelfTest, type SelfTest } from '../../src/core/tunnel/self-test';
import type { Tunnel } from '../../src/core/tunnel/tunnel';
import { isAlive, reached } from '../support/ngrok-edge/tunnel-rig';
import { pretendedCloudflared } from '../support/pretended-cloudflared';
import { temporaryFolder } from '../support/temporary-folder';

const note = v.object({ pid: v.number(), argv: v.array(v.string()), env: v.record(v.string(), v.string()) });
const secretVariables = {
  ...{ NGROK_AUTHTOKEN: 'not-for-it', COMPTOIR_HASH_SECRET: 'not-for-it' },
  ...{ COMPTOIR_SANDBOX_HASH_SECRET: 'not-for-it', COMPTOIR_FEDAPAY_HASH_SECRET: 'not-for-it' },
  COMPTOIR_FEDAPAY_SANDBOX_HASH_SECRET: 'not-for-it',
};

describe.skipIf(process.platform === 'win32')('a named Cloudflare tunnel', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let program: Awaited<ReturnType<typeof pretendedCloudflared>>;
  let server: Server;
  let selfTest: SelfTest;
  let heard: boolean;
  let tunnel: Tunnel;

  beforeEach(async () => {
    folder = await temporaryFolder();
    program = await pretendedCloudflared(folder.path);
    selfTest = createSelfTest({ fetch });
    heard = true;
    server = createServer(({ method = '', url = '', headersDistinct }, response) => {
      response.writeHead(heard && selfTest.answers(method, url, headersDistinct) ? 204 : 502).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    await tunnel.stop();
    expect((await started()).filter(({ pid }) => isAlive(pid))).toEqual([]);
    server.close();
    server.closeAllConnections();
    await folder[Symbol.asyncDispose]();
  });

  const open = (over: Partial<CloudflareTunnelOptions> = {}): Tunnel => {
    tunnel = createCloudflareTunnel({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // TCP, hence never a pipe's name
      token: 'eyJ-good',
      dataDir: folder.path,
      environment: { PATH: program.PATH, ...secretVariables },
      clock: systemClock,
      log: () => undefined,
      selfTest,
      recheckMs: () => 60_000,
      ...over,
    });
    return tunnel;
  };
  const started = async (): Promise<v.InferOutput<typeof note>[]> => {
    const text = await readFile(program.notes, 'utf8').catch(() => '');
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => v.parse(note, JSON.parse(line)));
  };

  /** The newest of so many that were started. */
  const runs = async (count: number): Promise<v.InferOutput<typeof note> | undefined> => {
    await expect.poll(async () => (await started()).length).toBe(count);
    return (await started()).at(-1);
  };

  it('runs cloudflared, and is online once it is heard through its address', async () => {
    await reached(open(), 'online');
    const first = await runs(1);
    expect(first?.argv).toEqual(['tunnel', '--no-autoupdate', 'run']);
    expect(first?.env).toMatchObject({ TUNNEL_TOKEN: 'eyJ-good' });
    for (const name of Object.keys(secretVariables)) expect(first?.env).not.toHaveProperty(name);
    expect(tunnel.lastHeardAt()).not.toBeNull();
  });

  it('starts cloudflared again when it ends', async () => {
    await reached(open(), 'online');
    process.kill((await runs(1))?.pid ?? 0, 'SIGKILL');
    expect(await reached(tunnel, 'retrying')).toMatchObject({ reason: 'child-died' });
    await reached(tunnel, 'online');
    await runs(2);
  });

  it.each(['eyJ-malformed', 'eyJ-revoked'])(
    'asks for another token where Cloudflare refuses it: %s',
    async (token) => {
      expect(await reached(open({ token }), 'refused')).toMatchObject({ advice: 'paste-cloudflare-token' });
      tunnel.useToken('eyJ-good');
      await reached(tunnel, 'online');
    },
  );

  it.each([
    [{ token: null }, 'paste-cloudflare-token'],
    [{ url: null }, 'type-public-address'],
    [{ environment: { PATH: '/nowhere' } }, 'install-cloudflared'],
  ] as const)('says what is missing: %o', async (over, advice) => {
    expect(await reached(open(over), 'refused')).toEqual({ kind: 'refused', code: null, advice });
  });

  it('tells that it is not heard, though cloudflared runs', async () => {
    await reached(open(), 'online');
    heard = false;
    tunnel.probe();
    expect(await reached(tunnel, 'retrying')).toMatchObject({ reason: 'self-test-failed' });
    heard = true;
    tunnel.probe();
    await reached(tunnel, 'online');
    expect(await started()).toHaveLength(1);
  });

  it('ends what a killed Comptoir left running', async () => {
    const left = startCloudflared({
      dataDir: folder.path,
      token: 'eyJ-left',
      environment: { PATH: program.PATH },
    });
    await runs(1);
    await reached(open(), 'online');
    expect(await left.ended).toBe('ended');
    expect((await runs(2))?.env).toMatchObject({ TUNNEL_TOKEN: 'eyJ-good' });
  });
});
