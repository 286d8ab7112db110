import type { HeardCallInFull } from '../../shared/diagnosis/technician';

/** curl writes these itself, as it needs them. */
const ofTheConnection = ['host', 'content-length', 'connection', 'transfer-encoding', 'expect'];

/**
 * The line for a shell that sends this call to `origin` again. Secrets are masked in it, so it is refused until somebody
 * who knows the secret types it in.
 */
export function curlOf({ method, path, headers, body }: HeardCallInFull, origin: string): string {
  const bytes = body === null ? null : Buffer.from(body, 'base64');
  const text = bytes?.toString('utf8') ?? null;
  const isText = bytes !== null && text !== null && Buffer.from(text).equals(bytes) && !text.includes('\0');
  const lines = [
    // A stranger chose the path: brackets in it would be a pattern to curl, and dots be resolved.
    `curl --globoff --path-as-is --request ${quoted(method)} ${quoted(origin + path)}`,
    ...headers
      .filter(({ name }) => !ofTheConnection.includes(name))
      .map(({ name, value }) => `--header ${quoted(`${name}: ${value}`)}`),
    // Raw, for a text that begins with @ would name a file of this computer.
    ...(bytes === null ? [] : [isText ? `--data-raw ${quoted(text)}` : '--data-binary @-']),
  ];
  const line = lines.join(' \\\n  ');
  return bytes === null || isText ? line : `base64 --decode <<< ${quoted(body ?? '')} | ${line}`;
}

/** One word to every POSIX shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
