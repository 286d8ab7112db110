import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Protocol } from 'electron';
import { windowHeaders } from '../shared/bridge/window-headers';
import { appScheme, isAppUrl } from './app-origin';
import type { ServeSource } from './window-sources';

/** The types of the built window's files; nothing else is served. */
const contentTypes: Readonly<Partial<Record<string, string>>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wav': 'audio/wav',
  '.opus': 'audio/ogg',
  '.woff2': 'font/woff2',
};

/** Call it before the app is ready. */
export function declareAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Serves the window on `app://comptoir/`: as built in `rendererDir`, or its sources if `sources` has them. Returns what
 * ends it.
 */
export function serveApp(protocol: Protocol, rendererDir: string, sources: ServeSource | null): () => void {
  protocol.handle(appScheme, ({ method, url }) =>
    sources === null || !isAppUrl(url) ? serveAppFile(rendererDir, method, url) : sources(new URL(url)),
  );
  return () => protocol.unhandle(appScheme);
}

export async function serveAppFile(rendererDir: string, method: string, address: string): Promise<Response> {
  const path = method === 'GET' ? appFilePath(address) : null;
  if (path === null) return refused();
  try {
    const root = await realpath(rendererDir);
    const file = await realpath(join(root, path));
    // A link may lead anywhere, so check its target.
    if (!file.startsWith(root + sep)) return refused();
    const type = contentTypes[extname(file)];
    if (type === undefined) return refused();
    return new Response(await readFile(file), { headers: { ...windowHeaders, 'content-type': type } });
  } catch {
    return refused();
  }
}

function refused(): Response {
  return new Response(null, { status: 404, headers: windowHeaders });
}

/**
 * The file that an address names, as a path inside the window's folder; null for other addresses and tricks. The URL
 * parser has already resolved dots, plain ones and `%2e`; the rest is checked here, decoded once.
 */
export function appFilePath(address: string): string | null {
  if (!isAppUrl(address)) return null;
  try {
    const path = decodeURIComponent(new URL(address).pathname);
    const names = path.split('/').slice(1);
    const plain = names.every((name) => /^[\w-][\w.-]*$/.test(name));
    return plain ? names.join('/') : null;
  } catch {
    return null; // an invalid per cent sign
  }
}
