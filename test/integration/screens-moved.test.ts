import { createServer } from 'node:http';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { findCounter, likelyAddresses } from '../../renderer/screen/counter-search';
import { doorPaths, type Begun } from '../../src/shared/screens/protocol';
import { countedBytes } from '../support/screens/counted-bytes';
import { openScreenShop } from '../support/screens/screen-shop';
import { temporaryFolder } from '../support/temporary-folder';

const random = countedBytes('a screen that lost its counter');
const search = { fetch, random };
const hostOf = (origin: string): string => new URL(origin).host;

/** Answers at its own address with what the counter says of itself. */
async function goBetween(address: string, origin: string): Promise<AsyncDisposable> {
  const server = createServer((request, response) => {
    fetch(`${origin}${request.url ?? ''}`)
      .then(async (answered) => {
        response.writeHead(answered.status, { 'content-type': 'application/json' });
        response.end(await answered.text());
      })
      .catch(() => response.destroy()); // the counter is gone: so is he
  });
  server.listen(Number(new URL(origin).port), address);
  await once(server, 'listening');
  return {
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('a counter with another address', () => {
  it('is found among the neighbours of the old one by the screens that it knows, and by no other', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path, { address: '127.0.0.77' });
    const device = await screens.pair('bell', 'Cuisine');
    const here = hostOf(screens.origin);
    const before = here.replace('127.0.0.77', '127.0.0.2');
    expect(await findCounter(search, device, likelyAddresses([before]))).toBe(here);
    const stranger = { ...device, key: random(32) };
    expect(await findCounter(search, stranger, likelyAddresses([before]))).toBeNull();
  });

  it('does not accept a computer that only forwards the question', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path, { address: '127.0.0.77' });
    const device = await screens.pair('bell', 'Cuisine');
    await using _between = await goBetween('127.0.0.66', screens.origin);
    const his = hostOf(screens.origin).replace('127.0.0.77', '127.0.0.66');
    expect(await findCounter(search, device, [his])).toBeNull();
  });

  it('tells its screens where it answers, and answers any page that asks who it is, at its own addresses alone', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const device = await screens.pair('bell', 'Cuisine');
    await using screen = await screens.screen(device);
    const begun = await screen.ask('begin', { since: null });
    expect((begun.ok ? (begun.value as Begun) : null)?.addresses).toEqual([hostOf(screens.origin)]);
    const origin = 'http://192.168.1.10:4280';
    const asked = `${screens.origin}${doorPaths.who}?id=${device.id}&c=AAAAAAAAAAAAAAAAAAAAAA`;
    const answered = await fetch(asked, { headers: { origin } });
    expect(answered.status).toBe(200);
    expect(answered.headers.get('access-control-allow-origin')).toBe('*');
    for (const wrong of [
      asked.replace(device.id, 'AAAAAAAAAAA'),
      asked.slice(0, -4),
      `${screens.origin}${doorPaths.who}`,
    ])
      expect((await fetch(wrong, { headers: { origin } })).status).toBe(404);
  });
});
