import type { NotificationWords } from '../../shared/voice/announcement';

/** Why a notification was not shown, in our own words, without text from the payment. */
export class NotShown extends Error {}

/**
 * For the log, which must not contain payments. A system's or a program's error text may repeat the notification's words,
 * in any quotes. Where it contains any of them, only the error's code is used.
 */
export function whyNotShown(
  error: unknown,
  { title, body }: Pick<NotificationWords, 'title' | 'body'>,
): string {
  if (error instanceof NotShown) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  if (!repeats(message, `${title} ${body}`)) return message;
  const code =
    error instanceof Error && 'code' in error
      ? String(error.code)
      : (/\b0x[0-9a-f]{8}\b/i.exec(message)?.[0] ?? '');
  return /^\w{1,12}$/.test(code) && !repeats(code, `${title} ${body}`)
    ? `it failed with ${code}`
    : 'it failed';
}

/** Letters and digits: quoting does not change them. */
function repeats(message: string, words: string): boolean {
  const said = message.toLowerCase();
  return (words.toLowerCase().match(/[\p{L}\d]{2,}/gu) ?? []).some((word) => said.includes(word));
}
