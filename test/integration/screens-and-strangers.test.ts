import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { countedBytes } from '../support/screens/counted-bytes';
import { openScreenShop } from '../support/screens/screen-shop';
import { temporaryFolder } from '../support/temporary-folder';
import { fakeClock } from '../support/fake-clock';
import { toBase64url } from '../../src/shared/screens/base64url';
import { helloProof } from '../../src/shared/screens/frames';
import { doorPaths, type Begun } from '../../src/shared/screens/protocol';

const random = countedBytes('who shares the network of these screens');

function postFrom(localAddress: string, url: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    request(url, { method: 'POST', localAddress, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end(body);
  });
}

/** They connect and say nothing. */
async function silentFrom(localAddress: string, origin: string, count: number): Promise<readonly Socket[]> {
  const { hostname: host, port } = new URL(origin);
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect({ host, port: Number(port), localAddress });
      // The answer at hanging up does not matter, nor that it may be abrupt.
      socket.resume().on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    }),
  );
}

/** Resolves once so many of them were hung up on. */
function hungUp(sockets: readonly Socket[], most: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (sockets.filter(({ closed }) => closed).length >= most) resolve();
    };
    for (const socket of sockets) socket.on('close', look);
    look();
  });
}

describe('a recorded hello', () => {
  it.each(['127.0.0.1', '127.0.0.3'])(
    'keeps a screen whose hello is sent again and again from %s',
    async (localAddress) => {
      await using folder = await temporaryFolder();
      await using screens = await openScreenShop(folder.path);
      const device = await screens.pair('bell', 'Cuisine');
      await using screen = await screens.screen(device);
      // At its own address a recorded hello looks like a reloaded page: there a first message makes it safe.
      if (localAddress === '127.0.0.1') await screen.ask('begin', { since: null });
      const nonce = random(16);
      const recorded = JSON.stringify({
        ...{ id: device.id, nonce: toBase64url(nonce), proof: helloProof(device.key, nonce) },
      });
      for (let round = 0; round < 4; round += 1)
        expect(await postFrom(localAddress, `${screens.origin}${doorPaths.hello}`, recorded)).toBe(200);
      await screens.shop.pay('T-1');
      expect(await Promise.race([screen.event(({ kind }) => kind === 'ring'), screen.ended])).toBeDefined();
      expect(await screen.ask('begin', { since: null })).toMatchObject({ ok: true });
    },
  );

  it('makes room for a third page of one screen once that page has the key', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const device = await screens.pair('bell', 'Cuisine');
    const begun = async (): ReturnType<typeof screens.screen> => {
      const screen = await screens.screen(device);
      await screen.ask('begin', { since: null });
      return screen;
    };
    await using first = await begun();
    await using second = await begun();
    await using third = await begun();
    await first.ended;
    expect(await second.ask('begin', { since: null })).toMatchObject({ ok: true });
    expect(await third.ask('begin', { since: null })).toMatchObject({ ok: true });
  });
});

describe('a stranger who holds connections', () => {
  it('keeps no screen out, and is disconnected above the limit', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const silent = await silentFrom('127.0.0.3', screens.origin, 60);
    await hungUp(silent, 12);
    expect(silent.filter(({ closed }) => !closed)).toHaveLength(48);
    await using screen = await screens.screen(await screens.pair('bell', 'Cuisine'));
    expect(await screen.ask('begin', { since: null })).toMatchObject({ ok: true });
    for (const socket of silent) socket.destroy();
  });

  it('frees the places of connections that ended', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const device = await screens.pair('bell', 'Cuisine');
    const nonce = random(16);
    const hello = JSON.stringify({
      ...{ id: device.id, nonce: toBase64url(nonce), proof: helloProof(device.key, nonce) },
    });
    for (let round = 0; round < 60; round += 1)
      expect(await postFrom('127.0.0.3', `${screens.origin}${doorPaths.hello}`, hello)).toBe(200);
  });

  it('loses the places of silent connections, at any number of addresses', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const silent: Socket[] = [];
    for (const last of [3, 4, 5, 6, 7, 8])
      silent.push(...(await silentFrom(`127.0.0.${last}`, screens.origin, 48)));
    await hungUp(silent, 6 * 48 - 256);
    expect(silent.filter(({ closed }) => !closed)).toHaveLength(256);
    await hungUp(silent, silent.length);
    await using screen = await screens.screen(await screens.pair('bell', 'Cuisine'));
    expect(await screen.ask('begin', { since: null })).toMatchObject({ ok: true });
  }, 30_000);
});

describe('what was missed', () => {
  it('is of the days that the role may list, and nothing where it lists none', async () => {
    await using folder = await temporaryFolder();
    // A quarter to midnight in Benin.
    const clock = fakeClock(Date.parse('2026-11-23T22:45:00.000Z'));
    await using screens = await openScreenShop(folder.path, { clock });
    const since = new Date(clock.now()).toISOString();
    clock.advance(60_000);
    await screens.shop.pay('yesterday');
    clock.advance(60 * 60_000);
    await screens.shop.pay('today-1');
    await screens.shop.pay('today-2');
    const absenceOf = async (role: 'second-counter' | 'owner-view' | 'bell' | 'display') => {
      const device = await screens.pair(role, role);
      await using screen = await screens.screen(device);
      if (role === 'owner-view') await screen.ask('open', { code: screens.codeOf(device) });
      const begun = await screen.ask('begin', { since });
      return begun.ok ? (begun.value as Begun).absence : begun.code; // what `begin` answers
    };
    expect(await absenceOf('second-counter')).toEqual({ count: 2, totalXof: 1_000 });
    expect(await absenceOf('owner-view')).toEqual({ count: 3, totalXof: 1_500 });
    expect(await absenceOf('bell')).toBeNull();
    expect(await absenceOf('display')).toBeNull();
  });
});
