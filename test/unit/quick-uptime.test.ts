import { describe, expect, it } from 'vitest';
import { createQuickUptime } from '../../src/core/quick-uptime';

function counted() {
  const system = { uptime: 1_000, passed: 0, reads: 0 };
  const uptime = createQuickUptime(
    () => {
      system.reads += 1;
      return system.uptime;
    },
    () => system.passed,
  );
  return { system, uptime };
}

describe('the quick uptime', () => {
  it('asks the system once for all that ask within the same moment', () => {
    const { system, uptime } = counted();
    for (let asked = 0; asked < 1_000; asked += 1) expect(uptime()).toBe(1_000);
    expect(system.reads).toBe(1);
  });

  it('tells of a sleep at the next moment, though the time that passed does not count it', () => {
    const { system, uptime } = counted();
    uptime();
    Object.assign(system, { uptime: 3_601_000, passed: 5 });
    expect(uptime()).toBe(3_601_000);
  });

  it('follows the system from moment to moment', () => {
    const { system, uptime } = counted();
    const told = [0, 10, 20, 30].map((passed) => {
      Object.assign(system, { uptime: 1_000 + passed, passed });
      return uptime();
    });
    expect(told).toEqual([1_000, 1_010, 1_020, 1_030]);
  });
});
