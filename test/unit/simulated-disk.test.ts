import { describe, expect, it } from 'vitest';
import { SimulatedDisk } from '../support/simulated-disk';

describe('the simulated disk', () => {
  it('lets no operation of a dead process happen after the power cut', async () => {
    for (let ticks = 0; ticks < 12; ticks += 1) {
      const simulated = new SimulatedDisk(() => 0.3); // nothing survives that was not flushed
      const dying = simulated.session({ steps: Infinity, faults: 0 });
      void dying.disk.create('/data/late');
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      dying.end();
      simulated.cutPower();
      for (let tick = 0; tick < 12; tick += 1) await Promise.resolve();
      const { disk } = simulated.session({ steps: Infinity, faults: 0 });
      expect(await disk.list('/data'), `ended after ${ticks} ticks`).toEqual([]);
    }
  });
});
