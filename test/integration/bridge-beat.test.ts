import { expect, it } from 'vitest';
import { theProgram } from '../../src/core/access/caller';
import { createBridgeServer } from '../../src/core/bridge-server';
import { fakeClock } from '../support/fake-clock';
import { openComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';

it('a core sends a beat every five seconds while somebody listens', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock();
  await using comptoir = await openComptoir(folder.path, { clock });
  const bridge = createBridgeServer(comptoir, () => undefined, clock);
  const heard: string[] = [];
  const leave = bridge.onBroadcast(theProgram, (name) => {
    if (name === 'beat') heard.push(new Date(clock.now()).toISOString());
  });
  clock.advance(15_000);
  leave();
  clock.advance(15_000);
  expect(heard).toEqual(['2026-11-23T10:00:05.000Z', '2026-11-23T10:00:10.000Z', '2026-11-23T10:00:15.000Z']);
});
