import * as v from 'valibot';
import type { Admission } from './command';
import { isPlainArgument } from './plain-data';
import { commands, type CommandError, type CommandHandlers, type CommandName, type Reply } from './contract';

/** Thrown by a handler that cannot do as asked; its message is meant for the merchant. */
export class CommandFailure extends Error {
  readonly code: CommandError;
  constructor(code: CommandError, message: string) {
    super(message);
    this.code = code;
  }
}

/** The sentences for failures no handler words itself. */
export type FailureText = (code: Failure) => string;
type Failure = 'bad-argument' | 'unknown-command' | 'locked' | Unexpected;
/** What can be said of an error that no handler foresaw. */
type Unexpected = 'disk-full' | 'internal';

export interface Answering {
  /** As the caller may have them. */
  readonly handlers: CommandHandlers;
  /** Whether the caller may give such a command now; `asked`: all of it, to know it again. */
  readonly authorizes: (command: Admission, asked: unknown) => boolean;
  /** What the caller is shown of a reply. */
  readonly shown: (name: CommandName, value: unknown) => unknown;
  readonly failureText: FailureText;
  readonly onUnexpected: (error: unknown) => Unexpected;
}

/**
 * Carries out one command as it came over a transport: name and argument are untrusted. Never rejects; what a handler
 * throws unexpectedly is handed to `onUnexpected` and answered with the code that comes back, without its words.
 */
export async function answer(
  { handlers, authorizes, shown, failureText, onUnexpected }: Answering,
  name: unknown,
  argument: unknown,
): Promise<Reply<unknown>> {
  const refuse = (code: Failure): Reply<never> => ({ ok: false, code, message: failureText(code) });
  if (!isCommandName(name)) return refuse('unknown-command');
  try {
    if (!authorizes(commands[name], [name, argument])) return refuse('locked');
    if (!isPlainArgument(argument)) return refuse('bad-argument');
    const parsed = v.safeParse(commands[name].argument, argument);
    if (!parsed.success) return refuse('bad-argument');
    // The schema that belongs to `name` has just passed, so the argument is of that handler's type.
    const handler = handlers[name] as (argument: unknown) => Promise<unknown>;
    return { ok: true, value: shown(name, await handler(parsed.output)) };
  } catch (error) {
    if (error instanceof CommandFailure) return { ok: false, code: error.code, message: error.message };
    return refuse(onUnexpected(error));
  }
}

function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commands, name);
}
