import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { onAwake, type AwakeParts } from '../../src/main/power';
import { fakeClock } from '../support/fake-clock';

it('looks at the tunnel when the computer wakes, is unlocked or back on the mains, and when the network returns', () => {
  const powerMonitor = new EventEmitter();
  const clock = fakeClock();
  let isOnline = true;
  let looks = 0;
  const end = onAwake(
    // An emitter is all that it listens to.
    {
      powerMonitor: powerMonitor as unknown as AwakeParts['powerMonitor'],
      net: { isOnline: () => isOnline },
      clock,
    },
    () => (looks += 1),
  );
  for (const event of ['resume', 'unlock-screen', 'on-ac']) powerMonitor.emit(event);
  expect(looks).toBe(3);
  for (const event of ['suspend', 'lock-screen', 'on-battery']) powerMonitor.emit(event);
  clock.advance(10_000);
  expect(looks).toBe(3);

  isOnline = false;
  clock.advance(10_000);
  expect(looks).toBe(3);
  isOnline = true;
  clock.advance(10_000);
  expect(looks).toBe(4);

  end();
  isOnline = false;
  clock.advance(10_000);
  isOnline = true;
  powerMonitor.emit('resume');
  clock.advance(10_000);
  expect(looks).toBe(4);
});
