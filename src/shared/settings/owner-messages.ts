import * as v from 'valibot';
import { publicAddress } from './settings-values';

/** ntfy allows 64 characters; anybody who guesses a short topic can read the messages. */
export const shortestTopic = 8;
const topic = v.pipe(v.string(), v.regex(new RegExp(`^[\\w-]{${shortestTopic},64}$`)));
/** As Telegram's BotFather gives it: the bot's number and its secret. */
const botToken = v.pipe(v.string(), v.regex(/^\d{5,20}:[\w-]{20,100}$/));

/** How the owner's phone is told. All of it but the kind and the server is a secret. */
export const messageWay = v.variant('kind', [
  v.strictObject({ kind: v.literal('ntfy'), server: publicAddress, topic }),
  v.strictObject({
    kind: v.literal('telegram'),
    token: botToken,
    /** The conversation in which the owner wrote to the bot. */
    chat: v.pipe(v.number(), v.safeInteger()),
  }),
]);
export type MessageWay = v.InferOutput<typeof messageWay>;

/** As the owner pasted it; whose conversation it is, Telegram tells. */
export const pastedWay = v.variant('kind', [
  v.strictObject({ kind: v.literal('ntfy'), server: publicAddress, topic }),
  v.strictObject({ kind: v.literal('telegram'), token: botToken }),
]);
export type PastedWay = v.InferOutput<typeof pastedWay>;

/** As much as a window may know of it. */
export type MessageWaySummary =
  { readonly kind: 'ntfy'; readonly server: string } | { readonly kind: 'telegram' };
