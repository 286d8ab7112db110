import type { HeardCallInFull } from '../../shared/diagnosis/technician';

/** curl writes these headers itself. */
const ofTheConnection = ['host', 'content-length', 'connection', 'transfer-encoding', 'expect'];
const control = /\p{Cc}/u;

/** How a system's shell quotes untrusted words. */
interface Shell {
  readonly curl: string;
  /** Quotes one word, whatever it contains. */
  readonly quoted: (text: string) => string;
  readonly nextLine: string;
  /** Null: the shell loses quotes or bytes on the way to a program. */
  readonly text: ((text: string) => string) | null;
  /** Decodes the bytes before curl reads them. */
  readonly decoded: (base64: string, line: string) => string;
  readonly fromDecoded: string;
}

const posix: Shell = {
  curl: 'curl',
  quoted: posixQuoted,
  nextLine: ' \\\n  ',
  // Raw, because a text that begins with @ would name a file of this computer.
  text: (text) => `--data-raw ${posixQuoted(text)}`,
  decoded: (base64, line) => `base64 --decode <<< ${posixQuoted(base64)} | ${line}`,
  fromDecoded: '--data-binary @-',
};

const bodyFile = String.raw`$env:TEMP\comptoir-call.bin`;
/** There, plain `curl` is the name of another program. */
const powerShell: Shell = {
  curl: 'curl.exe',
  quoted: powerShellQuoted,
  nextLine: ' `\n  ',
  text: null,
  decoded: (base64, line) =>
    `[IO.File]::WriteAllBytes("${bodyFile}", [Convert]::FromBase64String('${base64}')); ${line}`,
  fromDecoded: `--data-binary "@${bodyFile}"`,
};

/**
 * The line for this system's shell that sends this call to `origin` again; null where its head would move a terminal's
 * cursor. `warning`: a comment above it, for a call whose sender is not proven. Secrets are masked in it, so it is
 * refused until a person who knows the secret adds it.
 */
export function curlOf(
  { method, path, headers, body }: HeardCallInFull,
  origin: string,
  platform: NodeJS.Platform,
  warning: string | null,
): string | null {
  const said = headers.filter(({ name }) => !ofTheConnection.includes(name));
  if ([method, path, ...said.flatMap(({ name, value }) => [name, value])].some((text) => control.test(text)))
    return null;
  const shell = platform === 'win32' ? powerShell : posix;
  const text = textOf(body);
  const asText = text !== null && shell.text !== null && !control.test(text) ? shell.text(text) : null;
  const line = [
    // The path is untrusted: curl would expand brackets in it as a pattern, and resolve dots.
    `${shell.curl} --globoff --path-as-is --request ${shell.quoted(method)} ${shell.quoted(origin + path)}`,
    ...said.map(({ name, value }) => `--header ${shell.quoted(`${name}: ${value}`)}`),
    ...(body === null ? [] : [asText ?? shell.fromDecoded]),
  ].join(shell.nextLine);
  const whole = body === null || asText !== null ? line : shell.decoded(body, line);
  return warning === null ? whole : `# ${warning}\n${whole}`;
}

/** Null where the bytes are not text. */
function textOf(base64: string | null): string | null {
  if (base64 === null) return null;
  const bytes = Buffer.from(base64, 'base64');
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? text : null;
}

function posixQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * PowerShell reads four different characters as a single quote. Its older versions pass a word to a program without
 * escaping its double quotes. So these, and the backslashes before them, are escaped as programs expect.
 */
function powerShellQuoted(text: string): string {
  const forProgram = text.replace(/(\\*)"/g, String.raw`$1$1\"`).replace(/(\\+)$/, '$1$1');
  return `'${forProgram.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}
