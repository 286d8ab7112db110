import type { CommandError, CommandHandlers, CommandName } from '../../shared/bridge/contract';
import type { Part } from './derived';

/** Commands that a part carries out. While it is not open they are refused with a sentence. */
export function whileOpen<T extends object, Name extends CommandName>(
  part: Part<T>,
  table: Readonly<Record<Name, unknown>>,
  handlersOf: (opened: T) => Pick<CommandHandlers, Name>,
  fail: (code: CommandError) => never,
): Pick<CommandHandlers, Name> {
  // One set of handlers for each time that the part was opened: some keep things between two commands.
  const made = new WeakMap<T, Pick<CommandHandlers, Name>>();
  const handlers = (): Pick<CommandHandlers, Name> => {
    const opened = part.current() ?? fail('part-failing');
    const known = made.get(opened) ?? handlersOf(opened);
    made.set(opened, known);
    return known;
  };
  const names = Object.keys(table) as Name[]; // a table of the contract has no other keys
  const entries = names.map((name) => [
    name,
    async (argument: never): Promise<unknown> => handlers()[name](argument),
  ]);
  return Object.fromEntries(entries) as Pick<CommandHandlers, Name>; // each name with the handler of that name
}
