import * as v from 'valibot';

/** Common parts of the schemas. */

export const instant = v.pipe(v.string(), v.isoTimestamp());
export const whole = v.pipe(v.number(), v.integer());

export const modeSchema = v.pipe(
  v.picklist(['live', 'sandbox']),
  v.description('Real money, or the provider’s test environment'),
);

type Fits<A, B> = [A] extends [B] ? true : false;

/** Without optional fields: otherwise a type that lacks an optional field would match one that has it. */
type Filled<T> = T extends readonly (infer Item)[]
  ? Filled<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]-?: Filled<T[Key]> }
    : T;

/** `true` where two types are the same, including optional fields. */
export type Same<A, B> = [
  Fits<A, B>,
  Fits<B, A>,
  Fits<Filled<A>, Filled<B>>,
  Fits<Filled<B>, Filled<A>>,
] extends [true, true, true, true]
  ? true
  : false;
