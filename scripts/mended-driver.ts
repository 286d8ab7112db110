import type { Plugin } from 'vite';

const file = 'postgres/src/connection.js';
/** The text in postgres 3.4.9, and the text that replaces it in the bundle. */
const mends = [
  // Bytes that waited to be sent when the socket closed stayed in the buffer: they were sent before the next greeting, or
  // nothing was ever sent again.
  {
    faulty: 'clearImmediate(nextWriteTimer)\n    socket.removeListener',
    mended: 'clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener',
  },
  {
    faulty: 'clearImmediate(nextWriteTimer)\n    if (socket)',
    mended: 'clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    if (socket)',
  },
  // Queries between the socket's error and its close were never answered.
  {
    faulty: '!hadError && (query || sent.length) && error(',
    mended: '(query || sent.length) && error(',
  },
  // Without this, a server that closes each new connection is reconnected at once, without end.
  {
    faulty: 'if (initial)\n      return reconnect()',
    mended:
      "if (initial) {\n      closedTime = performance.now()\n      delay = (typeof backoff === 'function' ? backoff(1) : 1) * 1000\n      return reconnect()\n    }",
  },
  // With several hosts, one that did not answer at all ended the search for the others.
  {
    faulty: "errored(Errors.connection('CONNECT_TIMEOUT'",
    mended: "error(Errors.connection('CONNECT_TIMEOUT'",
  },
];

/**
 * PostgreSQL's driver loses queries, or a connection for good, when a socket fails under load: the caller waits for ever,
 * and so do a shop's calls. The bundle contains it with these corrections. If a release changes these lines, the build
 * stops until a person has checked them.
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
