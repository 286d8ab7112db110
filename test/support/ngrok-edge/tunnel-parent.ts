import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { systemClock } from '../../../src/core/ports';
import { fetchThrough } from '../../../src/core/tunnel/development-edge';
import { forkChild } from '../../../src/core/tunnel/fork-child';
import { createNgrokTunnel } from '../../../src/core/tunnel/ngrok-tunnel';
import { createSelfTest } from '../../../src/core/tunnel/self-test';

/** The entry of a process that is a whole shop: a server and its tunnel. It tells its parent each state, and its child's pid. */
const order = v.parse(
  v.object({ entryFile: v.string(), serverAddr: v.string(), caPem: v.string(), publicAddr: v.string() }),
  JSON.parse(process.argv[2] ?? ''),
);

const selfTest = createSelfTest({ fetch: fetchThrough(order, {}) });
const server = createServer((request, response) => {
  const isTest = selfTest.answers(request.method ?? '', request.url ?? '', request.headersDistinct);
  response.writeHead(isTest ? 204 : 200).end();
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo; // TCP, hence never a pipe's name
  const spawnChild = forkChild(order.entryFile);
  const tunnel = createNgrokTunnel({
    spawnChild() {
      const child = spawnChild();
      process.send?.({ pid: child.pid });
      return child;
    },
    clock: systemClock,
    log: () => undefined,
    target: `http://127.0.0.1:${port}`,
    authtoken: '2abc_good',
    selfTest,
    recheckMs: () => 900_000,
    edge: order,
  });
  tunnel.onState((state) => process.send?.({ state: state.kind }));
});
