import { createRequire } from 'node:module';
import type * as Ngrok from '@ngrok/ngrok';
import {
  parseChildOrder,
  type ChildOrder,
  type ChildReport,
  type Failure,
  type StartOrder,
} from './child-protocol';

/**
 * The entry of the tunnel's child process, and the only place that knows the SDK. It decides nothing: it follows orders
 * and reports. Its parent kills it to reset a session, because `close()` leaves the SDK's socket open (ngrok-javascript
 * #118).
 */
serve(parentChannel());

interface Channel {
  report(report: ChildReport): void;
  onOrder(listener: (message: unknown) => void): void;
}

function serve(channel: Channel): void {
  let opened: { readonly session: Ngrok.Session; readonly start: StartOrder } | null = null;

  async function obey(order: ChildOrder): Promise<void> {
    if (order.kind === 'start') {
      opened = null;
      const session = await connect(order, channel);
      if (session === null) return;
      opened = { session, start: order };
    }
    if (opened !== null) await bind(opened.session, { ...opened.start, ...order, kind: 'start' }, channel);
  }

  channel.onOrder((message) => {
    const order = parseChildOrder(message);
    if (order === null) return;
    obey(order).catch((error: unknown) =>
      channel.report({ kind: 'failed', stage: 'bind', code: null, message: String(error) }),
    );
  });
}

async function connect(order: StartOrder, channel: Channel): Promise<Ngrok.Session | null> {
  const ngrok = load(order, channel);
  if (ngrok === null) return null;
  try {
    const builder = new ngrok.SessionBuilder()
      .authtoken(order.authtoken)
      .metadata(order.metadata)
      .heartbeatInterval(order.heartbeat.intervalS)
      .heartbeatTolerance(order.heartbeat.toleranceS)
      // The type says number, but an unanswered beat arrives as null, the only sign of a silent connection.
      .handleHeartbeat((latencyMs: number | null) =>
        channel.report({ kind: latencyMs === null ? 'beat-missed' : 'beat' }),
      )
      .handleDisconnection(() => {
        channel.report({ kind: 'lost' });
        return true;
      })
      .handleStopCommand(() => channel.report({ kind: 'command', command: 'stop' }))
      .handleRestartCommand(() => channel.report({ kind: 'command', command: 'restart' }));
    if (order.serverAddr !== null) builder.serverAddr(order.serverAddr);
    if (order.hostRoots) builder.rootCas('host');
    else if (order.caPem !== null) builder.caCert(Buffer.from(order.caPem));
    return await builder.connect();
  } catch (error) {
    channel.report(failure('connect', error, order));
    return null;
  }
}

/** Loaded late: where it cannot load (Windows without VCRUNTIME140.dll), that must be reported, not end the child. */
function load(order: StartOrder, channel: Channel): typeof Ngrok | null {
  try {
    // Not `import()`: Electron before 28 has none for packages. The package is CommonJS, and this is its own type.
    return createRequire(import.meta.url)('@ngrok/ngrok') as typeof Ngrok;
  } catch (error) {
    channel.report(failure('load', error, order));
    return null;
  }
}

async function bind(session: Ngrok.Session, order: StartOrder, channel: Channel): Promise<void> {
  try {
    const endpoint = session.httpEndpoint();
    if (order.domain !== null) endpoint.domain(order.domain);
    if (order.trafficPolicy !== null) endpoint.trafficPolicy(order.trafficPolicy);
    const listener = await endpoint.listenAndForward(order.target);
    channel.report({ kind: 'online', url: listener.url() ?? '' });
    listener.join().then(
      () => channel.report({ kind: 'closed', code: null, message: '' }),
      (error: unknown) => channel.report({ ...failure('bind', error, order), kind: 'closed' }),
    );
  } catch (error) {
    channel.report(failure('bind', error, order));
  }
}

function failure(stage: Failure['stage'], error: unknown, { authtoken }: StartOrder): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: 'failed',
    stage,
    // Only some of the SDK's calls set `errorCode`; the text always contains it.
    code: /ERR_NGROK_\d+/.exec(message)?.[0] ?? null,
    // ngrok repeats a refused authtoken in its text.
    message: message.replaceAll(authtoken, '•••'),
  };
}

/** What Electron adds to `process` in a utility process. Its types are in a package that the core must not know. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

function parentChannel(): Channel {
  // Ctrl+C in a terminal reaches this process too, and the parent still answers calls through it: wait for the parent's
  // end.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

  const parentPort = Reflect.get(process, 'parentPort') as ParentPort | undefined; // Electron's documented interface
  if (parentPort !== undefined) {
    return {
      report: (report) => parentPort.postMessage(report),
      onOrder: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    };
  }
  process.on('disconnect', () => process.exit(0));
  return {
    // The callback ignores a failed message to a parent that has just ended.
    report: (report) => void process.send?.(report, undefined, undefined, () => undefined),
    onOrder: (listener) => void process.on('message', listener),
  };
}
