import * as v from 'valibot';
import type { Role, ScreenRole } from '../access/roles';

/**
 * Anybody at the counter, or only a person who knows the owner's PIN if one is set. `owner-looking`: an
 * owner's screen repeats it by itself while it is shown, so a call does not prove that somebody is there.
 */
type CommandRole = 'helper' | 'owner' | 'owner-looking';

/** The roles that may give a command. */
export interface Admission {
  readonly roles: readonly Role[];
  /** Asked again by itself for as long as a screen is shown. */
  readonly isLook: boolean;
}

/** One line of the contract's table. */
export interface Command<Value, Schema extends v.GenericSchema> extends Admission {
  readonly argument: Schema;
  /** Carries the type of the reply; nobody reads it. */
  readonly value: Value;
}

/** `screens`: the roles beside the counter's own window that may give it too. */
export function command<Value>(role: CommandRole, ...screens: readonly ScreenRole[]) {
  return <Schema extends v.GenericSchema>(argument: Schema): Command<Value, Schema> => ({
    roles: role === 'helper' ? ['owner', 'helper', ...screens] : ['owner', ...screens],
    isLook: role === 'owner-looking',
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
