import type { CommandError, CommandName } from '../../shared/bridge/contract';
import type { AskedHandlers, Caller } from '../access/caller';
import type { Part } from './derived';

/** Commands that a part carries out. While it is not open they are refused with a sentence. */
export function whileOpen<T extends object, Name extends CommandName>(
  part: Part<T>,
  table: Readonly<Record<Name, unknown>>,
  handlersOf: (opened: T) => Pick<AskedHandlers, Name>,
  fail: (code: CommandError) => never,
): Pick<AskedHandlers, Name> {
  // Make the handlers once for each opening, because some keep state between two commands.
  const made = new WeakMap<T, Pick<AskedHandlers, Name>>();
  const handlers = (): Pick<AskedHandlers, Name> => {
    const opened = part.current() ?? fail('part-failing');
    const known = made.get(opened) ?? handlersOf(opened);
    made.set(opened, known);
    return known;
  };
  const names = Object.keys(table) as Name[]; // a table of the contract has no other keys
  const entries = names.map((name) => [
    name,
    async (argument: never, caller: Caller): Promise<unknown> => handlers()[name](argument, caller),
  ]);
  return Object.fromEntries(entries) as Pick<AskedHandlers, Name>; // each name with the handler of that name
}
