import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { exposedCollector } from '../../src/core/storage/exposed-collector';
import { clearAwayWhenQuiet } from '../../src/main/save-memory';
import { fakeClock } from '../support/fake-clock';

/** Something that nobody holds, after the turn in which the language itself does. */
async function leftBehind(): Promise<WeakRef<object>> {
  const made = new WeakRef({ of: 'a page' });
  await setImmediate();
  return made;
}

it('clears away what the start and each page left behind, once it is a moment ago', async () => {
  const app = new EventEmitter();
  const window = new EventEmitter();
  const clock = fakeClock();
  const listened = app as unknown as Parameters<typeof clearAwayWhenQuiet>[0]; // an emitter is all that it listens to
  clearAwayWhenQuiet(listened, clock);
  const ofStart = await leftBehind();
  clock.advance(5_000);
  expect(ofStart.deref()).toBeUndefined();

  const ofPage = await leftBehind();
  app.emit('browser-window-created', {}, window);
  clock.advance(60_000);
  expect(ofPage.deref()).toBeDefined();
  await setImmediate();
  window.emit('closed');
  clock.advance(5_000);
  expect(ofPage.deref()).toBeUndefined();
});

it.each([
  ['brings none', () => undefined],
  [
    'refuses the context',
    () => {
      throw new ReferenceError('gc is not defined');
    },
  ],
])('does without where the engine %s', (_how, run) => {
  const collect = exposedCollector(run);
  expect(collect).toBeNull();
  const app = new EventEmitter();
  const clock = fakeClock();
  clearAwayWhenQuiet(app as unknown as Parameters<typeof clearAwayWhenQuiet>[0], clock, collect); // as above
  clock.advance(60_000);
  expect(app.eventNames()).toEqual([]);
});
