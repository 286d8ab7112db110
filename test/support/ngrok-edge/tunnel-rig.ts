import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock, type ChildProcessHandle } from '../../../src/core/ports';
import { forkChild } from '../../../src/core/tunnel/fork-child';
import { fetchThrough } from '../../../src/core/tunnel/development-edge';
import { createNgrokTunnel, type NgrokTunnelOptions } from '../../../src/core/tunnel/ngrok-tunnel';
import { createSelfTest, type SelfTest } from '../../../src/core/tunnel/self-test';
import type { Tunnel } from '../../../src/core/tunnel/tunnel';
import type { TunnelState } from '../../../src/shared/state/tunnel';
import { buildTunnelChild, createBuildFolder } from './build-child';
import { NgrokEdge } from './ngrok-edge';

/** A call as the shop's own server received it. */
export interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  readonly secret: string | undefined;
  readonly body: string;
}

/** Everything between KKiaPay and the shop's server, with the real SDK: an edge, a child entry, a server. */
export class TunnelRig {
  readonly edge: NgrokEdge;
  readonly calls: ReceivedCall[] = [];
  readonly logged: string[] = [];
  readonly selfTest: SelfTest;
  /** Requests that the self-test sent. */
  tests = 0;
  /** False: the shop's server answers the self-test with 404, as any other computer would. */
  knowsSelfTest = true;
  /** Every child ever started, the last one last. */
  readonly children: ChildProcessHandle[] = [];
  /** Where the child is built; emptied in the end. */
  readonly folder: string;
  readonly entryFile: string;
  readonly #server: http.Server;
  readonly #tunnels: Tunnel[] = [];

  static async open(): Promise<TunnelRig> {
    const folder = await createBuildFolder();
    const [edge, entryFile] = await Promise.all([NgrokEdge.start(), buildTunnelChild(folder)]);
    const rig = new TunnelRig(edge, folder, entryFile);
    rig.#server.listen(0, '127.0.0.1');
    await once(rig.#server, 'listening');
    return rig;
  }

  private constructor(edge: NgrokEdge, folder: string, entryFile: string) {
    this.edge = edge;
    this.folder = folder;
    this.entryFile = entryFile;
    const { publicAddr } = edge;
    this.selfTest = createSelfTest({
      fetch: fetchThrough({ publicAddr }, {}),
      onRequest: () => (this.tests += 1),
    });
    this.#server = http.createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  get target(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`; // TCP, hence never a pipe's name
  }

  /** A tunnel to this rig's server, with heartbeats of a second. */
  tunnel(options: Partial<NgrokTunnelOptions> = {}): Tunnel {
    const tunnel = createNgrokTunnel({
      spawnChild: () => this.spawnChild(),
      clock: systemClock,
      log: (line) => this.logged.push(line),
      target: this.target,
      authtoken: '2abc_good',
      edge: { serverAddr: this.edge.serverAddr, caPem: this.edge.caPem },
      selfTest: this.selfTest,
      recheckMs: () => 900_000,
      heartbeat: { intervalS: 1, toleranceS: 1 },
      ...options,
    });
    this.#tunnels.push(tunnel);
    return tunnel;
  }

  spawnChild(): ChildProcessHandle {
    const child = forkChild(this.entryFile)();
    this.children.push(child);
    return child;
  }

  /** A webhook as KKiaPay sends it, to the tunnel's public address. */
  async webhook(tunnel: Tunnel): Promise<number> {
    const state = tunnel.state();
    if (state.kind !== 'online') return 0;
    const reply = await this.edge.request(`${state.url}/kkiapay/chemin`, {
      method: 'POST',
      headers: { 'x-kkiapay-secret': 'secret', 'content-type': 'application/json' },
      body: '{"amount":1000}',
    });
    return reply.status;
  }

  /** The processes that still run, of all that were ever started. */
  orphans(): number[] {
    return this.children.flatMap(({ pid }) => (pid !== undefined && isAlive(pid) ? [pid] : []));
  }

  async close(): Promise<void> {
    await Promise.all(this.#tunnels.map((tunnel) => tunnel.stop()));
    this.#server.close();
    this.#server.closeAllConnections();
    await this.edge.stop();
    await rm(this.folder, { recursive: true });
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { method = '', url = '', headersDistinct } = request;
    if (this.knowsSelfTest && this.selfTest.answers(method, url, headersDistinct)) {
      response.writeHead(204).end();
      return;
    }
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (method === 'GET') {
      response.writeHead(404).end();
      return;
    }
    this.calls.push({ method, path: url, secret: headersDistinct['x-kkiapay-secret']?.[0], body });
    response.writeHead(200, { 'content-type': 'application/json', 'x-shop': 'yes' }).end('{"ok":true}');
  }
}

/** Resolves to the first state that fits, beginning with the present one. */
export function reached<Kind extends TunnelState['kind']>(
  tunnel: Tunnel,
  kind: Kind,
): Promise<Extract<TunnelState, { kind: Kind }>> {
  const fits = (state: TunnelState): state is Extract<TunnelState, { kind: Kind }> => state.kind === kind;
  const present = tunnel.state();
  if (fits(present)) return Promise.resolve(present);
  return new Promise((resolve) => {
    const silence = tunnel.onState((state) => {
      if (!fits(state)) return;
      silence();
      resolve(state);
    });
  });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // An ended process that its parent has not asked about yet still has a number: Z, in the third field.
    return process.platform !== 'linux' || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
