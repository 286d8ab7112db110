import { expect, it } from 'vitest';
import { theProgram } from '../../src/core/access/caller';
import { createBackground } from '../../src/core/background';
import { createBridgeServer } from '../../src/core/bridge-server';
import { createStateStore } from '../../src/core/state-store';
import { openComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';
import { paymentAt } from '../support/window/scenes';

const now = Date.parse('2026-11-23T10:00:00.000Z');

it('a window is told of a hundred payments that come together with one state, before the first of them', async () => {
  await using folder = await temporaryFolder();
  await using comptoir = await openComptoir(folder.path);
  const background = createBackground((_what, error) => expect.fail(String(error)));
  const states = createStateStore(comptoir.state(), () => new Date(now).toISOString(), background);
  const parts = { ...comptoir, state: states.state, onFact: states.onFact };
  const bridge = createBridgeServer(parts, (line) => expect.fail(line));
  const heard: string[] = [];
  bridge.onBroadcast(theProgram, (name, payload) => {
    heard.push(name === 'payment' && payload !== null && 'payment' in payload ? payload.payment.id : name);
  });
  const payments = Array.from({ length: 100 }, (_, nth) => paymentAt(now, nth, { id: `payment ${nth}` }));
  for (const payment of payments) states.dispatch({ kind: 'payment-recorded', payment, duplicate: false });
  await Promise.resolve();
  expect(heard).toEqual(['state', ...payments.map(({ id }) => id)]);
});
