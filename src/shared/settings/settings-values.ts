import * as v from 'valibot';
import { hostShape, httpsOriginShape } from './address-shapes';

/** Which values a setting may have, whether it comes from the window or from the file. */

const timeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
export const openingHours = v.strictObject({ opensAt: timeOfDay, closesAt: timeOfDay });

/** A custom domain at ngrok. */
export const domainName = v.pipe(v.string(), v.maxLength(253), v.regex(hostShape));

export const publicAddress = v.pipe(v.string(), v.maxLength(300), v.regex(httpsOriginShape));
