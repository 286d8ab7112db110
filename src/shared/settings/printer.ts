import * as v from 'valibot';
import { printerHostShape, printerQueueShape } from './address-shapes';

/** Where tickets go: a printer with a network address, or a queue of this computer that passes raw bytes on. */
export const printer = v.variant('kind', [
  v.strictObject({
    kind: v.literal('network'),
    host: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(253), v.regex(printerHostShape)),
    port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  }),
  v.strictObject({
    kind: v.literal('queue'),
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120), v.regex(printerQueueShape)),
  }),
]);
export type Printer = Readonly<v.InferOutput<typeof printer>>;
