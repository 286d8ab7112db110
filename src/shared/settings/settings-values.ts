import * as v from 'valibot';
import { hostShape, httpsOriginShape } from './address-shapes';

/** What a setting may be, wherever it comes from: the window or the file. */

const timeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
export const openingHours = v.strictObject({ opensAt: timeOfDay, closesAt: timeOfDay });

/** A name of one's own at ngrok. */
export const domainName = v.pipe(v.string(), v.maxLength(253), v.regex(hostShape));

export const publicAddress = v.pipe(v.string(), v.maxLength(300), v.regex(httpsOriginShape));
