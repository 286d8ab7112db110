import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished } from 'vitest';
import { fetchByRequest } from '../../src/core/fetch-by-request';

it('stops when told to, however long ago it asked', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void; // what the flag adds
  const server = createServer((_asked, answer) => answer.writeHead(200).write(' '));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a listening TCP server's
  const ask = fetchByRequest((url, options) => request({ host: url.hostname, port: url.port, ...options }), {
    inPieces: true,
  });
  const patience = new AbortController();
  const answer = await ask(`http://127.0.0.1:${port}/`, { signal: patience.signal });
  const reading = answer.text().then(
    () => 'read',
    () => 'given up',
  );
  for (let times = 0; times < 3; times += 1) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
  patience.abort();
  expect(await reading).toBe('given up');
}, 10_000);
