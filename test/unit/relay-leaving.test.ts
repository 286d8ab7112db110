import { expect, it } from 'vitest';
import { createKeyring } from '../../src/core/intake/keyring';
import { createLeaving } from '../../src/core/relay/leaving';
import { createRelayClient } from '../../src/core/relay/relay-client';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { openSettings } from '../../src/core/settings/settings-file';
import { noVault } from '../../src/core/settings/vault';
import { fakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';

const relayKey = Buffer.alloc(65, 4).toString('base64');

/** A counter that leaves a relay, and what it asks there. */
async function leavingCounter(folder: string, hasOthers: boolean) {
  const clock = fakeClock();
  const { store } = await openSecretStore(`${folder}/secrets.json`, noVault, () => clock.now());
  const { settings } = await openSettings(folder, () => clock.now());
  const asked: string[] = [];
  let status = 204;
  const client = createRelayClient({
    ...{ origin: 'https://relay.test', token: 'a token', clock },
    fetch(input, init) {
      const { pathname } = new URL(new Request(input).url);
      if (pathname === '/v1/key') return Promise.resolve(Response.json({ relayKey }));
      const { body } = init ?? {};
      const told = typeof body === 'string' ? (JSON.parse(body) as { endpoints: unknown[] }) : null; // we made it
      asked.push(`${init?.method ?? ''} ${told === null ? '' : told.endpoints.length}`.trim());
      return Promise.resolve(new Response(null, { status }));
    },
  });
  const leaving = createLeaving({
    ...{ clock, settings },
    keyring: createKeyring(store),
    secrets: { accepted: () => [], shut: () => ({ digests: [], isUnprovable: false }) },
    pathOf: ({ provider, mode }) => `/${provider}/${mode}`,
    log: () => undefined,
    telling: { now: () => Promise.resolve() },
    hasOthers: () => hasOthers,
    settled: () => Promise.resolve(void asked.push('settled')),
    onLeft: () => Promise.resolve(void asked.push('left')),
  });
  return {
    ...{ asked, clock, leaving },
    answers: (next: number) => void (status = next),
    readUpTo: (sinceMs: number) => leaving.onHead({ client, sinceMs, relayNow: '2026-11-23T20:00:00.000Z' }),
  };
}

it('closes the addresses, reads what came until then, and only then goes', async () => {
  await using folder = await temporaryFolder();
  const { asked, clock, readUpTo, leaving } = await leavingCounter(folder.path, false);
  const before = clock.uptime();
  await readUpTo(before);
  expect(asked).toEqual(['PUT 0']);
  clock.advance(1_000);
  // This question was on its way already when the addresses closed.
  await readUpTo(before - 1);
  expect(asked).toEqual(['PUT 0']);
  await readUpTo(clock.uptime());
  await leaving.answered;
  expect(asked).toEqual(['PUT 0', 'settled', 'DELETE', 'left']);
});

it('goes at once where another counter of the shop collects what still comes', async () => {
  await using folder = await temporaryFolder();
  const { asked, readUpTo } = await leavingCounter(folder.path, true);
  await readUpTo(0);
  expect(asked).toEqual(['settled', 'DELETE', 'left']);
});

it('closes the addresses again where the relay did not answer, and goes where it says no for good', async () => {
  await using folder = await temporaryFolder();
  const { asked, clock, readUpTo, answers } = await leavingCounter(folder.path, false);
  answers(503);
  await expect(readUpTo(clock.uptime())).rejects.toThrow('503');
  answers(409);
  await readUpTo(clock.uptime());
  answers(204);
  clock.advance(1_000);
  await readUpTo(clock.uptime());
  expect(asked).toEqual(['PUT 0', 'PUT 0', 'settled', 'DELETE', 'left']);
});

it('has left where the relay knows it no more, once', async () => {
  await using folder = await temporaryFolder();
  const { asked, leaving } = await leavingCounter(folder.path, false);
  leaving.onState({ kind: 'refused', origin: 'https://relay.test' });
  leaving.onState({ kind: 'refused', origin: 'https://relay.test' });
  await leaving.answered;
  expect(asked).toEqual(['left']);
});
