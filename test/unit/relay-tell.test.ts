import { describe, expect, it } from 'vitest';
import { createKeyring } from '../../src/core/intake/keyring';
import type { RelayCursor } from '../../src/core/relay/cursor-file';
import { createRelayClient } from '../../src/core/relay/relay-client';
import { createTellRelay } from '../../src/core/relay/tell-relay';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { openSettings } from '../../src/core/settings/settings-file';
import { noVault } from '../../src/core/settings/vault';
import type { Notice } from '../../src/shared/state/notice';
import { fakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';

const relayKey = Buffer.alloc(65, 4).toString('base64');

/** A counter that reports to a relay; the test gives the relay's answer. */
async function tellingCounter(folder: string) {
  const clock = fakeClock();
  const { store } = await openSecretStore(`${folder}/secrets.json`, noVault, () => clock.now());
  const raised: Notice['kind'][] = [];
  let cursor: Pick<RelayCursor, 'told'> = { told: '' };
  const { settings } = await openSettings(folder, () => clock.now());
  let answer = (): Promise<Response> => Promise.resolve(new Response(null, { status: 204 }));
  let told = 0;
  const telling = createTellRelay({
    clock,
    keyring: createKeyring(store),
    secrets: { accepted: () => [], shut: () => ({ digests: [], isUnprovable: false }) },
    pathOf: ({ provider, mode }) => `/${provider}/${mode}`,
    settings,
    preferences: () => settings.current(),
    log: () => undefined,
    cursor: () => cursor,
    keep(change) {
      cursor = change;
      return Promise.resolve();
    },
    notices: { raise: ({ kind }) => void raised.push(kind) },
  });
  const client = createRelayClient({
    ...{ origin: 'https://relay.test', token: 'a token', clock },
    fetch(input, init) {
      const { pathname } = new URL(new Request(input).url);
      if (pathname === '/v1/counters') return Promise.resolve(Response.json({ counters: [] }));
      if (pathname === '/v1/phones') return Promise.resolve(Response.json({ phones: [] }));
      expect([init?.method, pathname]).toEqual(['PUT', '/v1/counter']);
      told += 1;
      return answer();
    },
  });
  return {
    ...{ clock, raised },
    beside: () => telling.beside(client, relayKey),
    now: () => telling.now(client, relayKey),
    answers: (next: () => Promise<Response>) => void (answer = next),
    rename: (shopName: string) => settings.change({ shopName }),
    isTold: () => cursor.told !== '',
    told: () => told,
  };
}

const said = (status: number, error: string) => () => Promise.resolve(Response.json({ error }, { status }));
const nothing = (status: number) => () => Promise.resolve(new Response(null, { status }));
const soon = 30_000;
const late = 600_000;

describe('what a counter does as its relay answers to what it tells', () => {
  it.each([
    { name: '204', answer: nothing(204), does: { isTold: true } },
    {
      name: '200 with garbage',
      answer: () => Promise.resolve(new Response('<html>')),
      does: { again: soon },
    },
    { name: 'a line that is cut', answer: () => Promise.reject(new Error('cut')), does: { again: soon } },
    { name: '400', answer: said(400, 'malformed'), does: { again: late, says: true } },
    { name: '401', answer: said(401, 'unknown-device'), does: { rejects: 401 } },
    { name: '403', answer: said(403, 'not-for-this-device'), does: { again: late, says: true } },
    { name: '404', answer: nothing(404), does: { again: late, says: true } },
    { name: '409, an address', answer: said(409, 'address-taken'), does: { again: late, says: true } },
    { name: '409, a key', answer: said(409, 'key-replaced'), does: { again: late } },
    { name: '409, and no word', answer: nothing(409), does: { again: late, says: true } },
    { name: '410', answer: nothing(410), does: { again: late, says: true } },
    { name: '413', answer: said(413, 'too-large'), does: { again: late, says: true } },
    { name: '429', answer: said(429, 'too-many'), does: { again: soon } },
    { name: '500', answer: nothing(500), does: { again: soon } },
    { name: '503', answer: said(503, 'unavailable'), does: { again: soon } },
    {
      name: '409 with an endless word',
      answer: () => Promise.resolve(new Response('x'.repeat(100_000), { status: 409 })),
      does: { again: late, says: true },
    },
  ])('$name', async ({ answer, does: { isTold = false, again, says = false, rejects } }) => {
    await using folder = await temporaryFolder();
    const counter = await tellingCounter(folder.path);
    counter.answers(answer);
    if (rejects !== undefined) await expect(counter.beside()).rejects.toMatchObject({ status: rejects });
    else await counter.beside();
    expect([counter.isTold(), counter.raised]).toEqual([isTold, says ? ['relay-not-told'] : []]);
    // A person who waits for it learns that it was refused.
    if (!isTold) await expect(counter.now()).rejects.toThrow('the relay');
    if (again === undefined) return;
    const before = counter.told();
    counter.clock.advance(again - 1);
    await counter.beside();
    expect(counter.told()).toBe(before);
    counter.clock.advance(1);
    await counter.beside();
    expect(counter.told()).toBe(before + 1);
    // Once a person knows it, it is not said again.
    expect(counter.raised).toHaveLength(says ? 1 : 0);
    counter.answers(nothing(204));
    counter.clock.advance(again);
    await counter.beside();
    expect(counter.isTold()).toBe(true);
  });

  it('what changed meanwhile is told at once, and what is as before is not', async () => {
    await using folder = await temporaryFolder();
    const counter = await tellingCounter(folder.path);
    counter.answers(said(409, 'address-taken'));
    await counter.beside();
    await counter.rename('Chez Awa, au marché');
    counter.answers(nothing(204));
    await counter.beside();
    expect([counter.told(), counter.isTold()]).toEqual([2, true]);
    await counter.beside();
    expect(counter.told()).toBe(2);
  });
});
