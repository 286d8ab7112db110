import type { Plugin } from 'vite';

const file = 'postgres/src/connection.js';
/** The text in postgres 3.4.9, and the text that replaces it in the bundle. */
const mends = [
  // Bytes that waited to be sent as the socket went stayed: they were sent ahead of the next greeting, or nothing was sent ever again.
  {
    faulty: 'clearImmediate(nextWriteTimer)\n    socket.removeListener',
    mended: 'clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener',
  },
  {
    faulty: 'clearImmediate(nextWriteTimer)\n    if (socket)',
    mended: 'clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    if (socket)',
  },
  // What was asked between the socket's error and its close was never answered.
  {
    faulty: '!hadError && (query || sent.length) && error(',
    mended: '(query || sent.length) && error(',
  },
  // Without this, a server that closes each new connection is connected to again at once, without end.
  {
    faulty: 'if (initial)\n      return reconnect()',
    mended:
      "if (initial) {\n      closedTime = performance.now()\n      delay = (typeof backoff === 'function' ? backoff(1) : 1) * 1000\n      return reconnect()\n    }",
  },
  // Of several hosts, one that does not answer at all ended the search for the others.
  {
    faulty: "errored(Errors.connection('CONNECT_TIMEOUT'",
    mended: "error(Errors.connection('CONNECT_TIMEOUT'",
  },
];

/**
 * PostgreSQL's driver loses questions, or a connection for good, where a socket fails under load: the caller waits for ever,
 * and a shop's calls with it. The bundle has it mended; a release that changes these lines stops the build until somebody has looked.
 */
export const mendDriver: Plugin = {
  name: 'mend-driver',
  enforce: 'pre',
  transform(code, id) {
    if (!id.replaceAll('\\', '/').endsWith(file)) return null;
    const changed = mends.find(({ faulty }) => code.split(faulty).length !== 2);
    if (changed !== undefined)
      throw new Error(`${file} has changed: see whether it still needs mending\n${changed.faulty}`);
    return {
      code: mends.reduce((text, { faulty, mended }) => text.replace(faulty, mended), code),
      map: null,
    };
  },
};
