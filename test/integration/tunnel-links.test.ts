import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tunnel } from '../../src/core/tunnel/tunnel';
import { randomFaults, untilAnswered } from '../support/ngrok-edge/random-faults';
import { reached, TunnelRig } from '../support/ngrok-edge/tunnel-rig';

describe('a tunnel whose link breaks', () => {
  let rig: TunnelRig;
  let tunnel: Tunnel;
  beforeAll(async () => {
    rig = await TunnelRig.open();
  });
  afterEach(async () => {
    await tunnel.stop();
    rig.logged.length = 0;
    await expect.poll(() => rig.edge.agents.size).toBe(0);
    expect(rig.orphans()).toEqual([]);
  });
  afterAll(() => rig.close());

  const lost = (): Promise<unknown> =>
    Promise.race([reached(tunnel, 'retrying'), reached(tunnel, 'connecting')]);

  it('is resumed by the SDK when the link is cut for a moment, and is tested again', async () => {
    tunnel = rig.tunnel();
    await reached(tunnel, 'online');
    const { tests } = rig;
    const children = rig.children.length;
    rig.edge.cut();
    expect(await reached(tunnel, 'retrying')).toMatchObject({ reason: 'network' });
    await reached(tunnel, 'online');
    expect(await rig.webhook(tunnel)).toBe(200);
    expect(rig.tests).toBeGreaterThan(tests);
    expect(rig.children.length).toBe(children);
  });

  it('replaces a session whose link went silent, which the SDK never notices', async () => {
    tunnel = rig.tunnel();
    await reached(tunnel, 'online');
    const children = rig.children.length;
    rig.edge.freeze();
    await lost();
    await reached(tunnel, 'online');
    expect(await rig.webhook(tunnel)).toBe(200);
    expect(rig.children.length).toBe(children + 1);
    expect(rig.logged).toContain('the tunnel session is lost: silent-link');
    expect(rig.edge.agents.size).toBe(1);
  });

  it('finds out at once, when woken, that the link is dead', async () => {
    tunnel = rig.tunnel({ heartbeat: { intervalS: 60, toleranceS: 60 } });
    await reached(tunnel, 'online');
    rig.edge.freeze();
    tunnel.probe();
    await reached(tunnel, 'connecting');
    await reached(tunnel, 'online');
    expect(await rig.webhook(tunnel)).toBe(200);
  });

  it('comes back by itself after the edge was away', async () => {
    tunnel = rig.tunnel();
    await reached(tunnel, 'online');
    await rig.edge.down();
    // The SDK's first tries fail, then it would wait for two minutes: a new session is tried instead.
    await reached(tunnel, 'connecting');
    expect(await reached(tunnel, 'retrying')).toMatchObject({ reason: 'network', code: null });
    await rig.edge.up();
    await reached(tunnel, 'online');
    expect(await rig.webhook(tunnel)).toBe(200);
  });

  it('looks again from time to time, and replaces a session that is heard no longer', async () => {
    tunnel = rig.tunnel({ recheckMs: () => 100, heartbeat: { intervalS: 60, toleranceS: 60 } });
    await reached(tunnel, 'online');
    const { tests } = rig;
    await expect.poll(() => rig.tests).toBeGreaterThan(tests + 1);
    rig.edge.endpoints.clear();
    await reached(tunnel, 'connecting');
    await reached(tunnel, 'online');
  });

  it('survives faults in a row without leaving anything behind', async () => {
    tunnel = rig.tunnel();
    await reached(tunnel, 'online');
    for (const fault of randomFaults(7, 8)) {
      const settled = lost();
      await fault.strike(rig);
      await settled;
      expect(await untilAnswered(rig, tunnel, 8_000), fault.name).toBeLessThan(8_000);
    }
    await expect.poll(() => rig.edge.agents.size).toBe(1);
    await expect.poll(() => rig.orphans().length).toBe(1);
  }, 40_000);
});
