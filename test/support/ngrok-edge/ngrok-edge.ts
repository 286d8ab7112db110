import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import tls from 'node:tls';
import * as v from 'valibot';
import {
  authRequest,
  bindRequest,
  failures,
  readJson,
  readStreamType,
  refusal,
  streamType,
  unbindRequest,
  type AuthRequest,
  type BindRequest,
  type NgrokFailure,
} from './agent-protocol';
import { createCertificate, type Certificate } from './certificate';
import { MuxSession, type MuxStream } from './muxado';
import {
  proxy,
  refuseVisitor,
  visit,
  type PublicEndpoint,
  type PublicReply,
  type PublicRequest,
} from './public-side';
import { realNow } from '../real-now';

/** One agent with an accepted authtoken. */
export interface Agent {
  readonly id: string;
  readonly auth: AuthRequest;
  readonly mux: MuxSession;
}

export interface NgrokEdgeOptions {
  /** Given when the agent asks for no domain: the free plan's one. */
  devDomain: string;
  /** A failure refuses the agent or its endpoint. May be replaced at any time. */
  onAuth: (request: AuthRequest) => NgrokFailure | null;
  onBind: (request: BindRequest) => NgrokFailure | null;
  /** Answers in the place of the agent, as the edge does when a quota is spent. */
  onPublicRequest: (request: http.IncomingMessage) => NgrokFailure | null;
  /** What its clock says: in the `Date` of answers that bring none along. */
  now: () => number;
}

interface EdgeEvents {
  connection: [];
  auth: [];
  bind: [];
  gone: [];
}

/**
 * A stand-in for ngrok's cloud on loopback, so that tests run the real SDK end to end without internet. Agents come over TLS
 * and muxado; "the internet" comes over plain HTTP, where the Host header chooses the endpoint. It knows no traffic policy,
 * no quota and no interstitial page, and its error texts are approximate.
 */
export class NgrokEdge extends EventEmitter<EdgeEvents> {
  readonly agents = new Set<Agent>();
  /** By host. */
  readonly endpoints = new Map<string, PublicEndpoint>();
  readonly options: NgrokEdgeOptions;
  readonly caPem: string;
  connections = 0;
  readonly #certificate: Certificate;
  readonly #publicServer: http.Server;
  readonly #sockets = new Set<Socket>();
  #agentServer: tls.Server | null = null;
  #agentPort = 0;

  static async start(options: Partial<NgrokEdgeOptions> = {}): Promise<NgrokEdge> {
    const edge = new NgrokEdge(await createCertificate(), {
      devDomain: 'boutique-essai.ngrok-free.app',
      onAuth: () => null,
      onBind: () => null,
      onPublicRequest: () => null,
      now: realNow,
      ...options,
    });
    edge.#publicServer.listen(0, '127.0.0.1');
    await once(edge.#publicServer, 'listening');
    await edge.up();
    return edge;
  }

  private constructor(certificate: Certificate, options: NgrokEdgeOptions) {
    super();
    this.#certificate = certificate;
    this.caPem = certificate.cert;
    this.options = options;
    this.#publicServer = http.createServer((request, response) => this.#onPublicRequest(request, response));
  }

  /** Where agents connect. */
  get serverAddr(): string {
    return `127.0.0.1:${this.#agentPort}`;
  }

  /** Where "the internet" connects. */
  get publicAddr(): string {
    return `127.0.0.1:${portOf(this.#publicServer)}`;
  }

  /** Opens the agents' port, always the same one once chosen: the network is back. */
  async up(): Promise<void> {
    const server = tls.createServer({ ...this.#certificate }, (socket) => this.#onAgent(socket));
    server.on('connection', (socket: Socket) => {
      this.connections += 1;
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      this.emit('connection');
    });
    server.listen(this.#agentPort, '127.0.0.1');
    await once(server, 'listening');
    this.#agentPort = portOf(server);
    this.#agentServer = server;
  }

  /** Closes the agents' port and cuts every session: the network is down. */
  async down(): Promise<void> {
    const server = this.#agentServer;
    if (server === null) return;
    this.#agentServer = null;
    const closed = once(server, 'close');
    server.close();
    this.cut();
    await closed;
  }

  /** Cuts every session but goes on accepting: a router rebooted. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Every session goes silent without being closed: the Wi-Fi vanished. */
  freeze(): void {
    for (const agent of this.agents) agent.mux.frozen = true;
  }

  async stop(): Promise<void> {
    this.#publicServer.close();
    this.#publicServer.closeAllConnections();
    await this.down();
  }

  /** A request from the internet to a public address. */
  request(url: string, request: PublicRequest = {}): Promise<PublicReply> {
    return visit(portOf(this.#publicServer), url, request);
  }

  /** Somebody presses "stop" or "restart" in ngrok's dashboard. Resolves to the agent's reply. */
  command(agent: Agent, command: 'stop' | 'restart'): Promise<unknown> {
    const stream = agent.mux.open(streamType[command]);
    stream.write('{}');
    return readJson(stream);
  }

  /** The edge takes an address away. */
  takeAway(endpoint: PublicEndpoint, { code, message }: NgrokFailure): void {
    endpoint.mux
      .open(streamType.stopTunnel)
      .write(JSON.stringify({ Id: endpoint.id, Message: message, ErrorCode: code }));
    this.endpoints.delete(endpoint.host);
  }

  #onAgent(socket: tls.TLSSocket): void {
    const mux = new MuxSession(socket);
    mux.on('stream', (stream) => {
      stream.on('error', () => undefined);
      // A stream that breaks off within a request belongs to a link that was cut.
      this.#onStream(mux, stream).catch(() => stream.destroy());
    });
    mux.on('close', () => {
      for (const agent of this.agents) if (agent.mux === mux) this.agents.delete(agent);
      for (const [host, endpoint] of this.endpoints) if (endpoint.mux === mux) this.endpoints.delete(host);
      this.emit('gone');
    });
  }

  async #onStream(mux: MuxSession, stream: MuxStream): Promise<void> {
    const type = await readStreamType(stream);
    if (type === streamType.heartbeat) {
      stream.pipe(stream);
      return;
    }
    stream.end(JSON.stringify(this.#answer(type, await readJson(stream), mux))); // the agent reads until the end
    stream.resume();
  }

  #answer(type: number, request: unknown, mux: MuxSession): object {
    if (type === streamType.auth) return this.#auth(v.parse(authRequest, request), mux);
    if (type === streamType.bind) return this.#bind(v.parse(bindRequest, request), mux);
    if (type === streamType.unbind) return this.#unbind(v.parse(unbindRequest, request).Id, mux);
    return { Error: `unknown request ${type}` };
  }

  #auth(request: AuthRequest, mux: MuxSession): object {
    const failure = this.options.onAuth(request);
    if (failure !== null) return refusal(failure);
    const id = request.ClientId === '' ? randomId() : request.ClientId;
    this.agents.add({ id, auth: request, mux });
    this.emit('auth');
    const Extra = {
      Version: 'prod',
      Region: 'eu',
      Cookie: 'cookie',
      AccountName: 'Boutique',
      SessionDuration: 0,
      PlanName: 'Free',
      Banner: '',
    };
    return { Version: '3', ClientId: id, Extra };
  }

  #bind(request: BindRequest, mux: MuxSession): object {
    const host =
      [request.Opts.Domain, request.Opts.Hostname].find((name) => name !== undefined && name !== '') ??
      this.options.devDomain;
    const url = `${request.Proto}://${host}`;
    const holder = this.endpoints.get(host);
    const taken = holder !== undefined && holder.mux !== mux ? failures.endpointOnline(url) : null;
    const failure = this.options.onBind(request) ?? taken;
    if (failure !== null) return refusal(failure);
    const id = request.Id === '' ? randomId() : request.Id;
    this.endpoints.set(host, { id, url, host, bind: request, mux });
    this.emit('bind');
    return {
      Id: id,
      URL: url,
      Proto: request.Proto,
      Opts: { ...request.Opts, Hostname: host },
      Extra: { Token: 'bind-token' },
    };
  }

  #unbind(id: string, mux: MuxSession): object {
    for (const [host, endpoint] of this.endpoints)
      if (endpoint.id === id && endpoint.mux === mux) this.endpoints.delete(host);
    return { Extra: null };
  }

  #onPublicRequest(request: http.IncomingMessage, response: http.ServerResponse): void {
    const host = request.headers.host ?? '';
    const endpoint = this.endpoints.get(host);
    response.setHeader('date', new Date(this.options.now()).toUTCString());
    const failure = this.options.onPublicRequest(request);
    if (failure !== null) refuseVisitor(response, failure);
    else if (endpoint === undefined) refuseVisitor(response, failures.endpointOffline(host));
    else proxy(endpoint, request, response);
  }
}

function portOf(server: http.Server | tls.Server): number {
  return (server.address() as AddressInfo).port; // it listens on TCP, hence never a pipe's name
}

function randomId(): string {
  return randomBytes(16).toString('hex');
}
