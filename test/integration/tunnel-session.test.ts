import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { failures } from '../support/ngrok-edge/agent-protocol';
import { reached, TunnelRig } from '../support/ngrok-edge/tunnel-rig';
import type { Tunnel } from '../../src/core/tunnel/tunnel';

describe('a tunnel made of the real SDK and a stand-in edge', () => {
  let rig: TunnelRig;
  let tunnel: Tunnel | undefined;
  beforeAll(async () => {
    rig = await TunnelRig.open();
  });
  afterEach(async () => {
    await tunnel?.stop();
    rig.edge.options.onAuth = () => null;
  });
  afterAll(() => rig.close());

  it('carries a webhook to the shop and the answer back', async () => {
    tunnel = rig.tunnel();
    const { url } = await reached(tunnel, 'online');
    expect(url).toBe('https://boutique-essai.ngrok-free.app');

    const reply = await rig.edge.request(`${url}/kkiapay/chemin`, {
      method: 'POST',
      headers: { 'x-kkiapay-secret': 'secret' },
      body: '{"amount":1000}',
    });

    expect([reply.status, reply.headers['x-shop'], reply.body]).toEqual([200, 'yes', '{"ok":true}']);
    expect(rig.calls.at(-1)).toEqual({
      method: 'POST',
      path: '/kkiapay/chemin',
      secret: 'secret',
      body: '{"amount":1000}',
    });
  });

  it('starts another child when the one it has is killed', async () => {
    tunnel = rig.tunnel();
    await reached(tunnel, 'online');
    const killed = rig.children.at(-1);
    killed?.kill();
    await reached(tunnel, 'retrying');
    await reached(tunnel, 'online');
    expect(rig.children.at(-1)?.pid).not.toBe(killed?.pid);
    expect(await rig.webhook(tunnel)).toBe(200);
  });

  it.each([
    [failures.badToken, 'paste-new-token'],
    [failures.invalidToken, 'paste-new-token'],
  ] as const)('says what to do when the authtoken is refused: %o', async (failure, advice) => {
    rig.edge.options.onAuth = () => failure;
    tunnel = rig.tunnel({ authtoken: '2abc_wrong' });
    expect(await reached(tunnel, 'refused')).toEqual({ kind: 'refused', code: failure.code, advice });
    expect(rig.logged.join('\n')).not.toContain('2abc_wrong');

    rig.edge.options.onAuth = () => null;
    tunnel.useToken('2abc_good');
    await reached(tunnel, 'online');
  });

  it('leaves no process and no agent behind once stopped', async () => {
    tunnel = rig.tunnel();
    await reached(tunnel, 'online');
    expect(rig.edge.agents.size).toBe(1);
    const gone = once(rig.edge, 'gone');
    await tunnel.stop();
    expect(rig.orphans()).toEqual([]);
    await gone;
    expect([rig.edge.agents.size, rig.edge.endpoints.size]).toEqual([0, 0]);
  });

  it('waits for an authtoken where there is none', async () => {
    tunnel = rig.tunnel({ authtoken: null });
    expect(tunnel.state()).toEqual({ kind: 'token-missing' });
    tunnel.useToken('2abc_good');
    await reached(tunnel, 'online');
    tunnel.useToken(null);
    expect(tunnel.state()).toEqual({ kind: 'token-missing' });
    await expect.poll(() => rig.edge.agents.size).toBe(0);
  });
});
