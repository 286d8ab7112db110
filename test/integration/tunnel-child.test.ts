import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { forkChild } from '../../src/core/tunnel/fork-child';
import { trafficPolicyFor } from '../../src/core/tunnel/traffic-policy';
import type { Tunnel } from '../../src/core/tunnel/tunnel';
import { buildTunnelChild, buildTunnelParent } from '../support/ngrok-edge/build-child';
import { createCertificate } from '../support/ngrok-edge/certificate';
import { isAlive, reached, TunnelRig } from '../support/ngrok-edge/tunnel-rig';

describe('the child of a tunnel', () => {
  let rig: TunnelRig;
  let folder: string;
  let tunnel: Tunnel | undefined;
  beforeAll(async () => {
    rig = await TunnelRig.open();
    folder = await mkdtemp(path.join(tmpdir(), 'tunnel-'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await tunnel?.stop();
    tunnel = undefined;
    rig.edge.options.onBind = () => null;
  });
  afterAll(async () => {
    await rig.close();
    await rm(folder, { recursive: true });
  });

  it('ends with its parent, however that one ends', async () => {
    const { entryFile, edge } = rig;
    const { serverAddr, caPem, publicAddr } = edge;
    const order = JSON.stringify({ entryFile, serverAddr, caPem, publicAddr });
    const parent = fork(await buildTunnelParent(rig.folder), [order], { execArgv: [] });
    const pids: number[] = [];
    await new Promise<void>((resolve) => {
      parent.on('message', (message) => {
        const told = v.parse(
          v.object({ pid: v.optional(v.number()), state: v.optional(v.string()) }),
          message,
        );
        if (told.pid !== undefined) pids.push(told.pid);
        if (told.state === 'online') resolve();
      });
    });
    expect(pids.map(isAlive)).toEqual([true]);
    const gone = once(rig.edge, 'gone');
    parent.kill('SIGKILL');
    await gone;
    await expect.poll(() => pids.filter(isAlive)).toEqual([]);
  });

  it('goes on when a terminal interrupts everything in it: its parent may still answer calls', async () => {
    tunnel = rig.tunnel();
    await reached(tunnel, 'online');
    const pid = rig.children.at(-1)?.pid ?? 0;
    process.kill(pid, 'SIGINT');
    process.kill(pid, 'SIGTERM');
    expect(await rig.webhook(tunnel)).toBe(200);
    expect(isAlive(pid)).toBe(true);
  });

  it('tells that the native module does not load, in the place of crashing', async () => {
    const entryFile = await buildTunnelChild(folder); // from here no SDK can be found
    tunnel = rig.tunnel({ spawnChild: forkChild(entryFile) });
    expect(await reached(tunnel, 'refused')).toEqual({
      kind: 'refused',
      code: null,
      advice: 'install-runtime',
    });
  });

  it('tries the authorities of this computer where something opens the TLS connections', async () => {
    const pinned = await createCertificate(); // not the one that the "antivirus", our edge, shows
    const hostRoots = path.join(folder, 'roots.pem');
    await writeFile(hostRoots, rig.edge.caPem);
    vi.stubEnv('SSL_CERT_FILE', hostRoots);
    tunnel = rig.tunnel({ edge: { serverAddr: rig.edge.serverAddr, caPem: pinned.cert } });
    await reached(tunnel, 'online');
    expect(await rig.webhook(tunnel)).toBe(200);
  });

  it('says so where neither authority fits', async () => {
    const pinned = await createCertificate();
    tunnel = rig.tunnel({ edge: { serverAddr: rig.edge.serverAddr, caPem: pinned.cert } });
    expect(await reached(tunnel, 'retrying')).toMatchObject({ reason: 'tls-interception', code: null });
  });

  it('hands the policy and the domain to the edge as they are', async () => {
    const trafficPolicy = trafficPolicyFor([{ method: 'POST', path: '/kkiapay/chemin' }], []);
    tunnel = rig.tunnel({ trafficPolicy, domain: 'ma-boutique.ngrok.app' });
    expect(await reached(tunnel, 'online')).toMatchObject({ url: 'https://ma-boutique.ngrok.app' });
    const [endpoint] = rig.edge.endpoints.values();
    expect(endpoint?.bind.Opts.TrafficPolicy).toBe(trafficPolicy);
    expect(endpoint?.bind.ForwardsTo).toBe(`${rig.target}/`);
  });

  it.each([
    ['ERR_NGROK_2201', 'trafficPolicy'],
    ['ERR_NGROK_313', 'domain'],
  ] as const)('asks for less where the account may not have it: %s', async (code, wish) => {
    rig.edge.options.onBind = ({ Opts }) => {
      const asked = wish === 'domain' ? Opts.Domain : Opts.TrafficPolicy;
      return asked === undefined || asked === null || asked === '' ? null : { code, message: 'not for you' };
    };
    const { connections } = rig.edge;
    tunnel = rig.tunnel({ trafficPolicy: '{"on_http_request":[]}', domain: 'ma-boutique.ngrok.app' });
    const { url } = await reached(tunnel, 'online');
    expect(url === 'https://ma-boutique.ngrok.app').toBe(wish !== 'domain');
    expect(rig.edge.connections).toBe(connections + 1);
    expect(rig.logged.join('\n')).toContain(code);
  });
});
