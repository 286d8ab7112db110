import * as v from 'valibot';

/**
 * Whoever stands at the counter, or only who knows the owner's PIN where there is one. `owner-looking`: an owner's screen
 * asks it again by itself for as long as it is shown, so that hearing it once more tells of no hand.
 */
export type Giver = 'helper' | 'owner' | 'owner-looking';

/** One line of the contract's table. */
export interface Command<Value, Schema extends v.GenericSchema> {
  readonly givenBy: Giver;
  readonly argument: Schema;
  /** Carries the type of the reply; nobody reads it. */
  readonly value: Value;
}

export function command<Value>(givenBy: Giver) {
  return <Schema extends v.GenericSchema>(argument: Schema): Command<Value, Schema> => ({
    givenBy,
    argument,
    value: undefined as Value, // see the interface: a type, not a value
  });
}

export function mode() {
  return v.picklist(['live', 'sandbox']);
}

export function day() {
  return v.pipe(v.string(), v.isoDate());
}
