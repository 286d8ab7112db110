// Serves the window's sources with Vite: a page reloads when one of its sources changes. The page's requests to the core
// are forwarded to the running one.
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { createServer } from 'vite';

/** Commands, events and downloads. The window's own sources are in a folder with the first name, and have a dot. */
const ofTheCore = /^\/(bridge\/[A-Za-z]+|downloads\/[^/]+)$/;

/**
 * `core`: the loopback address of the core's window, with its key behind the `#`, which changes at each start; null while
 * there is none.
 *
 * @param {string} root
 * @param {string} cacheDir
 * @param {() => URL | null} core
 */
export async function openWindowServer(root, cacheDir, core) {
  const host = '127.0.0.1';
  const server = await createServer({
    ...{ configFile: false, root: join(root, 'renderer'), cacheDir, logLevel: 'warn', clearScreen: false },
    // In Electron the page has another origin than its sources, so tell it where changes come from.
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
    // The core answers only its own pages: our page gets the core's origin, any other keeps its own.
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
    // The core ended, so the page's connection must end too.
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  };
}
