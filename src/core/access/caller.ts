import type { Admission } from '../../shared/bridge/command';
import type { HandlersFor } from '../../shared/bridge/contract';
import type { Role, ScreenRole } from '../../shared/access/roles';

/** One window, one loaded page or one screen that sends commands and hears broadcasts. */
export interface Caller {
  /** The present role: a window's changes when it is unlocked or locked. */
  readonly role: () => Role;
  /** What the shop calls this screen; empty at the counter itself. */
  readonly place: string;
  /**
   * Whether it may give this command now. `asked`: the command with its argument, to recognise a repetition. An owner's
   * command postpones the automatic lock.
   */
  readonly authorizes: (command: Admission, asked: unknown) => boolean;
  /** The right PIN was typed here. */
  readonly letIn: () => void;
  /** Locks this caller, and no other. */
  readonly lock: () => void;
  /** Its role changed. Returns what ends the subscription. */
  readonly onRole: (listener: () => void) => () => void;
  /** The caller is gone. */
  readonly end: () => void;
}

/** The handlers as the core defines them: each gets the caller. */
export type AskedHandlers = HandlersFor<Caller>;

/** The program itself: the tray, what runs by itself. */
export const theProgram: Caller = withRole(() => 'owner');

/** A paired screen: no PIN changes what it is. */
export function screenCaller(role: ScreenRole, place = ''): Caller {
  return { ...withRole(() => role), place };
}

/** A caller with a fixed role and no lock: a PIN typed there is compared but unlocks nothing. */
export function withRole(role: () => Role): Caller {
  const nothing = (): void => undefined;
  return {
    role,
    place: '',
    authorizes: ({ roles }) => roles.includes(role()),
    letIn: nothing,
    lock: nothing,
    onRole: () => nothing,
    end: nothing,
  };
}

/** The same handlers, bound to one caller. */
export function boundTo<Handlers extends object>(handlers: Handlers, caller: Caller): Bound<Handlers> {
  const entries = Object.entries(handlers).map(
    ([name, handler]: [string, (argument: unknown, caller: Caller) => unknown]) =>
      [name, (argument: unknown) => handler(argument, caller)] as const,
  );
  return Object.fromEntries(entries) as Bound<Handlers>; // each name with the handler of that name
}

type Bound<Handlers> = {
  readonly [Name in keyof Handlers]: Handlers[Name] extends (
    argument: infer Argument,
    caller: Caller,
  ) => infer Answer
    ? (argument: Argument) => Answer
    : never;
};
