import * as v from 'valibot';
import type { MessageWay } from '../../shared/settings/owner-messages';

/** `unreachable`: it may go through later; `refused`: it never will in this form. */
export type Sent = 'sent' | 'refused' | 'unreachable';

const telegram = 'https://api.telegram.org';

/**
 * Sends one message through the owner's service: a POST of the plain text to the topic (docs.ntfy.sh/publish), or
 * `sendMessage` (core.telegram.org/bots/api). Never rejects.
 */
export async function sendMessage(
  ask: typeof fetch,
  way: MessageWay,
  text: string,
  signal: AbortSignal,
): Promise<Sent> {
  const request: RequestInit =
    way.kind === 'ntfy'
      ? { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text }
      : {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ chat_id: way.chat, text }),
        };
  const address = way.kind === 'ntfy' ? `${way.server}/${way.topic}` : botMethod(way.token, 'sendMessage');
  try {
    const { ok, status } = await ask(address, { method: 'POST', ...request, signal });
    if (ok) return 'sent';
    return status === 408 || status === 429 || status >= 500 ? 'unreachable' : 'refused';
  } catch {
    // The address contains the secret, and an error may contain the address, so neither is logged.
    return 'unreachable';
  }
}

const updates = v.object({
  result: v.array(
    v.object({
      message: v.optional(
        v.object({ chat: v.object({ id: v.pipe(v.number(), v.safeInteger()), type: v.string() }) }),
      ),
    }),
  ),
});

/** The chat of the person who last wrote to the bot; null: nobody did. */
export async function chatOf(
  ask: typeof fetch,
  token: string,
  signal: AbortSignal,
): Promise<{ readonly chat: number | null } | Exclude<Sent, 'sent'>> {
  try {
    const answer = await ask(botMethod(token, 'getUpdates'), { signal });
    if (!answer.ok) return answer.status >= 500 || answer.status === 429 ? 'unreachable' : 'refused';
    const { success, output } = v.safeParse(updates, await answer.json());
    if (!success) return 'unreachable';
    const chats = output.result.flatMap(({ message }) =>
      message?.chat.type === 'private' ? [message.chat.id] : [],
    );
    return { chat: chats.at(-1) ?? null };
  } catch {
    return 'unreachable';
  }
}

function botMethod(token: string, method: string): string {
  return `${telegram}/bot${token}/${method}`;
}
