// The window's sources, served as they are by Vite: a page that shows one loads anew when it changes. What the page asks of
// the core goes on to the one that runs.
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { createServer } from 'vite';

/** Commands and events, and files to save. The window's own sources lie in a folder of the first name, and have a dot. */
const ofTheCore = /^\/(bridge\/[A-Za-z]+|downloads\/[^/]+)$/;

/**
 * `core`: the loopback address of the core's window with its key behind the `#`, which is another one after each start;
 * null while there is none.
 *
 * @param {string} root
 * @param {string} cacheDir
 * @param {() => URL | null} core
 */
export async function openWindowServer(root, cacheDir, core) {
  const host = '127.0.0.1';
  const server = await createServer({
    ...{ configFile: false, root: join(root, 'renderer'), cacheDir, logLevel: 'warn', clearScreen: false },
    // In Electron the page is of another origin than its sources: it is told where changes come from.
    server: { host, fs: { allow: [root] }, hmr: { host, protocol: 'ws' } },
    plugins: [
      {
        name: 'to-the-core',
        configureServer: ({ middlewares }) => void middlewares.use(forwardTo(core)),
      },
    ],
  });
  await server.listen();
  const url = new URL(server.resolvedUrls?.local[0] ?? '').origin;
  return {
    url,
    /** Reload the pages, because the core was restarted. */
    reload: () => server.ws.send({ type: 'full-reload' }),
    close: () => server.close(),
  };
}

/**
 * @param {() => URL | null} core
 * @returns {import('vite').Connect.NextHandleFunction}
 */
function forwardTo(core) {
  return (request, response, next) => {
    if (!ofTheCore.test(request.url ?? '')) {
      next();
      return;
    }
    const running = core();
    if (running === null) {
      response.writeHead(503).end();
      return;
    }
    const { host, origin, ...headers } = request.headers;
    // The core answers its own pages alone: ours stands in for them, any other stays what it is.
    const isOurs = /^127\.0\.0\.1:\d+$/.test(host ?? '') && (origin ?? `http://${host}`) === `http://${host}`;
    const from = isOurs ? running.origin : (origin ?? 'null');
    const onward = httpRequest(
      new URL(request.url ?? '', running.origin),
      {
        method: request.method,
        headers: { ...headers, origin: from, authorization: `Bearer ${running.hash.slice(1)}` },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    // The core ended: for the page its connection did.
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  };
}
