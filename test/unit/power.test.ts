import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { onAwake, onSleep, type AwakeParts } from '../../src/main/power';
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

it('hears of a sleep before it comes, and of no lock', () => {
  const powerMonitor = new EventEmitter();
  let sleeps = 0;
  // An emitter is all that it listens to.
  const end = onSleep(powerMonitor as unknown as AwakeParts['powerMonitor'], () => (sleeps += 1));
  for (const event of ['lock-screen', 'suspend', 'resume']) powerMonitor.emit(event);
  expect(sleeps).toBe(1);
  end();
  powerMonitor.emit('suspend');
  expect(sleeps).toBe(1);
});
