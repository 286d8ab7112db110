import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tunnel } from '../../src/core/tunnel/tunnel';
import { failures } from '../support/ngrok-edge/agent-protocol';
import { reached, TunnelRig } from '../support/ngrok-edge/tunnel-rig';

describe('a tunnel that is refused', () => {
  let rig: TunnelRig;
  let tunnel: Tunnel;
  beforeAll(async () => {
    rig = await TunnelRig.open();
  });
  afterEach(async () => {
    await tunnel.stop();
    rig.edge.options.onAuth = () => null;
    rig.edge.options.onBind = () => null;
    rig.edge.options.onPublicRequest = () => null;
    rig.knowsSelfTest = true;
    rig.logged.length = 0;
    await expect.poll(() => rig.edge.agents.size).toBe(0);
    expect(rig.orphans()).toEqual([]);
  });
  afterAll(() => rig.close());

  it('stays online through a probe that finds nothing wrong', async () => {
    tunnel = rig.tunnel();
    const before = await reached(tunnel, 'online');
    const { tests } = rig;
    tunnel.probe();
    await expect.poll(() => rig.tests).toBe(tests + 1);
    expect(await rig.webhook(tunnel)).toBe(200);
    expect(tunnel.state()).toEqual(before);
  });

  it('names the reason why a lost session does not come back', async () => {
    tunnel = rig.tunnel();
    await reached(tunnel, 'online');
    rig.edge.options.onAuth = () => failures.invalidToken;
    rig.edge.cut();
    expect(await reached(tunnel, 'refused')).toMatchObject({
      code: 'ERR_NGROK_107',
      advice: 'paste-new-token',
    });
  });

  it('says that the token is in use elsewhere, and comes back when a session is free', async () => {
    rig.edge.options.onAuth = () => failures.sessionLimit;
    tunnel = rig.tunnel();
    expect(await reached(tunnel, 'retrying')).toMatchObject({
      reason: 'session-limit',
      code: 'ERR_NGROK_108',
    });
    rig.edge.options.onAuth = () => null;
    tunnel.probe();
    await reached(tunnel, 'online');
  });

  it('keeps its session while the endpoint is taken', async () => {
    const other = rig.tunnel();
    await reached(other, 'online');
    tunnel = rig.tunnel();
    expect(await reached(tunnel, 'retrying')).toMatchObject({
      reason: 'endpoint-taken',
      code: 'ERR_NGROK_334',
    });
    const { connections } = rig.edge;
    await other.stop();
    await reached(tunnel, 'online');
    expect(rig.edge.connections).toBe(connections);
    expect(await rig.webhook(tunnel)).toBe(200);
  });

  it('opens another session when the edge takes the endpoint away', async () => {
    tunnel = rig.tunnel();
    await reached(tunnel, 'online');
    const [endpoint] = rig.edge.endpoints.values();
    if (endpoint !== undefined) rig.edge.takeAway(endpoint, { code: 'ERR_NGROK_9999', message: 'gone' });
    expect(await reached(tunnel, 'retrying')).toMatchObject({ reason: 'unknown', code: 'ERR_NGROK_9999' });
    await reached(tunnel, 'online');
    expect(await rig.webhook(tunnel)).toBe(200);
  });

  it('obeys the dashboard: restart at once, stop for a while', async () => {
    tunnel = rig.tunnel();
    await reached(tunnel, 'online');
    const command = async (name: 'stop' | 'restart'): Promise<void> => {
      for (const agent of rig.edge.agents) await rig.edge.command(agent, name).catch(() => undefined);
    };
    await command('restart');
    await reached(tunnel, 'connecting');
    await reached(tunnel, 'online');
    await command('stop');
    expect(await reached(tunnel, 'retrying')).toMatchObject({ reason: 'stopped-by-dashboard' });
    await expect.poll(() => rig.edge.agents.size).toBe(0);
  });

  it('understands what the edge says when the quota of the month is spent', async () => {
    rig.edge.options.onPublicRequest = () => ({ code: 'ERR_NGROK_727', message: 'monthly limit' });
    tunnel = rig.tunnel();
    expect(await reached(tunnel, 'retrying')).toMatchObject({ reason: 'quota-spent', code: 'ERR_NGROK_727' });
  });
});
