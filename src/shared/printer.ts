import * as v from 'valibot';

/** Where tickets go: a printer with a network address, or a queue of this computer that passes bytes on as they are. */
export const printer = v.variant('kind', [
  v.strictObject({
    kind: v.literal('network'),
    host: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(253), v.regex(/^[\w.:-]+$/)),
    port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  }),
  v.strictObject({
    kind: v.literal('queue'),
    // It stands in a command line: no control characters, and no dash in front.
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120), v.regex(/^[^\p{Cc}-][^\p{Cc}]*$/u)),
  }),
]);
export type Printer = Readonly<v.InferOutput<typeof printer>>;

/** The port on which ticket printers take bytes as they are. */
export const rawPrinterPort = 9100;

export const paperWidthsMm = [58, 80] as const;
export type PaperMm = (typeof paperWidthsMm)[number];
