import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** Whether the request was for a file of the page, which was then sent. */
export type ServeFile = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

/** The path of the whole page: its service worker reaches no further. */
const under = '/p/';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};
/** Everything is loaded from here, and no code is added while the page runs. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
const headers = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

interface PageFile {
  readonly plain: Buffer;
  readonly zipped: Buffer;
  readonly head: Readonly<Record<string, string>>;
}

/** Reads the few small files of the page for owners' phones once. A relay without them answers 404 there. */
export async function openPhonePage(folder: string): Promise<ServeFile> {
  const files = new Map<string, PageFile>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const name = file
      .slice(folder.length + 1)
      .split(sep)
      .join('/');
    files.set(name === 'index.html' ? '' : name, fileOf(name, type, await readFile(file)));
  }
  return (request, response, path) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || !`${path}/`.startsWith(under))
      return false;
    if (path === '/p') {
      // Browsers do not send the part after `#`.
      response.writeHead(308, { location: under }).end();
      return true;
    }
    const file = files.get(path.slice(under.length));
    if (file === undefined) return false;
    const isKnown = request.headers['if-none-match'] === file.head.etag;
    const isZipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(isKnown ? 304 : 200, {
      ...headers,
      ...file.head,
      ...(isZipped && !isKnown && { 'content-encoding': 'gzip' }),
    });
    response.end(isKnown || request.method === 'HEAD' ? undefined : isZipped ? file.zipped : file.plain);
    return true;
  };
}

function fileOf(name: string, type: string, plain: Buffer): PageFile {
  const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return {
    plain,
    zipped: gzipSync(plain),
    head: {
      'content-type': type,
      etag: `"${digest}"`,
      vary: 'accept-encoding',
      // A name with a content hash never changes its content.
      'cache-control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  };
}
