import * as v from 'valibot';
import { publicAddress } from './settings-values';

/** ntfy allows 64 characters. A short topic is easy to guess, and who guesses it can read the messages. */
export const shortestTopic = 8;
const topic = v.pipe(v.string(), v.regex(new RegExp(`^[\\w-]{${shortestTopic},64}$`)));
/** A token from Telegram's BotFather: the bot's number and its secret. */
const botToken = v.pipe(v.string(), v.regex(/^\d{5,20}:[\w-]{20,100}$/));

/** How messages reach the owner's phone. Everything except the kind and the server is secret. */
export const messageWay = v.variant('kind', [
  v.strictObject({ kind: v.literal('ntfy'), server: publicAddress, topic }),
  v.strictObject({
    kind: v.literal('telegram'),
    token: botToken,
    /** The chat in which the owner wrote to the bot. */
    chat: v.pipe(v.number(), v.safeInteger()),
  }),
]);
export type MessageWay = v.InferOutput<typeof messageWay>;

/** What the owner pasted; Telegram tells which chat it belongs to. */
export const pastedWay = v.variant('kind', [
  v.strictObject({ kind: v.literal('ntfy'), server: publicAddress, topic }),
  v.strictObject({ kind: v.literal('telegram'), token: botToken }),
]);
export type PastedWay = v.InferOutput<typeof pastedWay>;

/** The part of it that a window may see. */
export type MessageWaySummary =
  { readonly kind: 'ntfy'; readonly server: string } | { readonly kind: 'telegram' };
