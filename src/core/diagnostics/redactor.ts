import { maskAccount } from '../../shared/payment/mask';
import { providerDescriptions } from '../../shared/providers/providers';

/** Removes from text what readers of a log must not learn: secrets, payers' numbers, the random ends of addresses. */
export interface Redactor {
  /** Returns one line for any input. Redacting twice changes nothing more. */
  readonly line: (text: string) => string;
  /** The same for every string in plain data; numbers, booleans, names and shapes stay. */
  readonly data: (value: unknown) => unknown;
  /** Returns the exact secrets to hide; called for each line, because secrets change. */
  readonly learn: (secrets: () => readonly string[]) => void;
}

const mask = '••••';
/**
 * Longer than any crash's stack. Cut before redacting, and shorten further only after it, so that no half of a secret
 * slips through.
 */
const mostRead = 20_000;
const longestLine = 4_000;
/** Shorter secrets would match harmless words; the patterns below find them by the name before the value. */
const shortestSecret = 6;

const secretName =
  /[\w-]{0,40}(?:secret|token|password|passwd|passphrase|key|signature|authorization|cookie|pin)s?/;
/** Escaped within other text, quoted, of two words, or up to the next space. A quote that is never closed hides the rest. */
const value =
  /(?<escape>\\+)".*?(?:(?<!\\)\k<escape>"|$)|"(?:[^"\\]|\\.)*(?:"|$)|'[^']*(?:'|$)|(?:Bearer|Basic|Digest)\s+\S+|[^\s"']+/;
const named = new RegExp(String.raw`(${secretName.source})((?:\\*["'])?\s*[:=]\s*)(${value.source})`, 'gi');
const wholeSecretName = new RegExp(`^${secretName.source}$`, 'i');

/** Whether a value with this name must be hidden. */
export function isSecretName(name: string): boolean {
  return wholeSecretName.test(name);
}

/** Words of ours that describe a secret without revealing it. */
const sayNothing: ReadonlySet<string> = new Set(['absent', 'stored', 'environment']);

/** Patterns of secrets, anywhere in the text. */
const shapes: readonly RegExp[] = [
  /\b(?:Bearer|Basic|Digest)\s+[\w.~+/=-]{6,}/gi,
  /(?<=\bPIN\s{1,9})\d{4,}/gi, // bounded: each blank of a long row would look back over all before it
  /\bt?[ps]k_\w{6,}/gi, // KKiaPay's keys
  /\b(?:sk|pk|wh)_(?:live|sandbox|test)?_?\w{8,}/gi, // other providers'
  /\beyJ[\w-]{10,}={0,2}(?:\.[\w-]+){0,2}/g, // signed tokens, and Cloudflare's
  /\b[A-Za-z0-9]{20,}_[A-Za-z0-9]{15,}\b/g, // ngrok's
  /\b[0-9a-f]{32,}\b/gi,
  // Everything before the host, so that no part is matched twice; a single name may be a token.
  /(?<=:\/\/)[^\s/@]+(?=@)/g,
];
/** Random like our secrets and path segments: long, with every kind of character. */
const lot = /[A-Za-z0-9]{16,}/g;

/** Addresses that are as good as a secret: the webhook's, the self-test's, the window's. */
const rooms = [...providerDescriptions.map(({ name }) => name), 'self-test', 'downloads'].join('|');
const addressPatterns: readonly RegExp[] = [
  new RegExp(String.raw`(?<=/(?:${rooms})/)[^\s/?#"'<>,;)]+`, 'gi'),
  /(?<=(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?\/?#)[^\s"'<>,;)]+/gi,
];

const date = String.raw`(?<!\d)20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)`;
const time = String.raw`(?:[T ](?:[01]\d|2[0-3])[:-][0-5]\d(?:[:-][0-5]\d(?:\.\d{1,9})?)?)?`;
/** Our own id of a payment: its day and a count. */
const paymentId = String.raw`(?<!\w)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-[0-9a-z]{1,6}(?!\w)`;
/** An IP address or a version; four pairs of digits are more likely a telephone number. */
const dotted = String.raw`(?<![\d.])(?!\d\d(?:\.\d\d){3}(?![\d.]))(?:0|[1-9]\d{0,3})(?:\.(?:0|[1-9]\d{0,3})){3}(?![\d.])`;
/** 8 digits without the country code, at most 15 with it, with any spacing. */
const number = String.raw`(?<!\d)\+?\d(?:[\s().-]{0,3}\d){7,14}(?!\d)`;
const digits = new RegExp(`(${date}${time}|${paymentId}|${dotted})|${number}`, 'g');

export function createRedactor(): Redactor {
  const sources: (() => readonly string[])[] = [];

  const redact = (text: string): string => {
    let clean = text;
    const known = sources.flatMap((secrets) => secrets()).filter(({ length }) => length >= shortestSecret);
    // The longest first: one may begin like another.
    for (const secret of known.sort((one, other) => other.length - one.length)) {
      for (const form of new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]))
        clean = clean.replaceAll(form, mask);
    }
    for (const pattern of addressPatterns) clean = clean.replace(pattern, mask);
    clean = clean.replace(named, (_all, name: string, between: string, found: string) => {
      const marks = /^\\*["']/.exec(found)?.[0] ?? '';
      return `${name}${between}${marks}${mask}${marks}`;
    });
    for (const shape of shapes) clean = clean.replace(shape, mask);
    clean = clean.replace(lot, (word) => (isByLot(word) ? mask : word));
    return clean.replace(digits, (all, harmless: string | undefined) =>
      harmless === undefined ? (maskAccount(all.replace(/\D/g, '')) ?? mask) : all,
    );
  };

  const redactData = (value: unknown, isSecret: boolean): unknown => {
    if (typeof value === 'string')
      return isSecret && !sayNothing.has(value) ? mask : redact(value.slice(0, mostRead));
    if (Array.isArray(value)) return value.map((one) => redactData(one, isSecret));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        redact(name),
        redactData(one, isSecret || isSecretName(name)),
      ]),
    );
  };

  return {
    line: (text) => onOneLine(redact(text.slice(0, mostRead))).slice(0, longestLine),
    data: (value) => redactData(value, false),
    learn: (secrets) => void sources.push(secrets),
  };
}

function isByLot(word: string): boolean {
  return /\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word);
}

/** Mark continuation lines as part of the line above, and replace control characters that a terminal would obey. */
function onOneLine(text: string): string {
  return text
    .trimEnd()
    .replace(/\r\n|[\n\r\u2028\u2029]/g, '\n  | ')
    .replace(/(?![\n\t])\p{Cc}/gu, '�');
}
