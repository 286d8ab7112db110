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

/** The sentences for failures that no handler explains itself. */
export type FailureText = (code: Failure) => string;
type Failure = 'bad-argument' | 'unknown-command' | 'locked' | Unexpected;
/** The codes for errors that no handler expected. */
type Unexpected = 'disk-full' | 'internal';

export interface Answering {
  /** As the caller may have them. */
  readonly handlers: CommandHandlers;
  /**
   * Whether the caller may give such a command now. `asked`: the whole request, so that a repeated one is
   * recognised.
   */
  readonly authorizes: (command: Admission, asked: unknown) => boolean;
  /** What the caller is shown of a reply. */
  readonly shown: (name: CommandName, value: unknown) => unknown;
  readonly failureText: FailureText;
  readonly onUnexpected: (error: unknown) => Unexpected;
}

/**
 * Carries out one command that came over a transport: name and argument are untrusted. Never rejects. An
 * unexpected error goes to `onUnexpected`, and the reply holds the code that it returns, without the error's
 * text.
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
