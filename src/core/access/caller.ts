import type { Admission } from '../../shared/bridge/command';
import type { HandlersFor } from '../../shared/bridge/contract';
import type { Role, ScreenRole } from '../../shared/screens/roles';

/** Who asks, and who is told: one window, one load of a page, one screen. */
export interface Caller {
  /** As it is now: a window's changes as its lock opens and closes. */
  readonly role: () => Role;
  /** What the shop calls this screen; empty at the counter itself. */
  readonly place: string;
  /** Whether it may give this command now; `asked`: all of it, to know it again. What is the owner's puts off the closing. */
  readonly authorizes: (command: Admission, asked: unknown) => boolean;
  /** The right PIN was typed here. */
  readonly letIn: () => void;
  /** Closes the owner's things here, and nowhere else. */
  readonly lock: () => void;
  /** Its role changed. Returns what ends the subscription. */
  readonly onRole: (listener: () => void) => () => void;
  /** Nobody is there any more. */
  readonly end: () => void;
}

/** What a window may ask of the core, with the caller that asks. */
export type AskedHandlers = HandlersFor<Caller>;

/** The program itself: the tray, what runs by itself. */
export const theProgram: Caller = withRole(() => 'owner');

/** A paired screen: no PIN changes what it is. */
export function screenCaller(role: ScreenRole, place = ''): Caller {
  return { ...withRole(() => role), place };
}

/** Has a role and no lock of its own: a PIN that is typed there is compared, and opens nothing. */
export function withRole(role: () => Role): Caller {
  const nothing = (): void => undefined;
  return {
    ...{ role, place: '' },
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
