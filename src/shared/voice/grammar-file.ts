import * as v from 'valibot';

/** Names of recordings, which are also file names. */
export const phraseName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/));

const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999_999));
const range = v.strictObject({ from: whole, to: whole });
/** Names of numbers within a rule: see `Rule`. */
const places = ['#own', '#count', '#rest', '#whole', '#lack', '#next', '#number'] as const;
const rule = v.strictObject({
  from: whole,
  to: whole,
  unit: v.exactOptional(v.pipe(whole, v.minValue(1))),
  count: v.exactOptional(range),
  rest: v.exactOptional(
    v.strictObject({ ...range.entries, by: v.exactOptional(v.pipe(whole, v.minValue(1))) }),
  ),
  say: v.pipe(v.array(v.union([v.picklist(places), phraseName])), v.minLength(1), v.maxLength(12)),
});

/** A grammar as stored in a file. It may be for any language: its recordings say which. */
export const grammar = v.strictObject({
  numbers: v.pipe(v.array(rule), v.minLength(1), v.maxLength(200)),
  amounts: v.pipe(v.array(rule), v.minLength(1), v.maxLength(50)),
});
