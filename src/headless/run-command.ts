import { DataFolderInUse } from '../core/storage/folder-lock';
import { sentenceFor } from './failure';
import { serve } from './serve';
import { UsageError } from './options';
import { isCommandName, usage, usages, type CommandName } from './usage';

type Command = (args: string[]) => Promise<number>;

/** Each command's code is loaded only when needed, because `serve` must listen soon. */
const commands: Readonly<Record<CommandName, () => Command | Promise<Command>>> = {
  serve: () => serve,
  list: async () => (await import('./list')).list,
  check: async () => (await import('./check')).check,
  export: async () => (await import('./export')).exportPayments,
  import: async () => (await import('./import')).importFile,
  simulate: async () => (await import('./simulate')).simulate,
  doctor: async () => (await import('./doctor')).doctor,
  backup: async () => (await import('./backup')).backup,
  restore: async () => (await import('./restore')).restore,
  secret: async () => (await import('./secret')).secret,
  join: async () => (await import('./join')).join,
  relay: async () => (await import('./relay')).relay,
};

const asksForHelp = (word: string | undefined): boolean => word === '--help' || word === '-h';

/** Exit codes: 0 done, 1 damaged or failed, 2 wrong usage, 3 another Comptoir already uses this data folder. */
export async function runCommand([name = '', ...args]: string[]): Promise<number> {
  if (name === 'help' || asksForHelp(name)) return help(args[0]);
  if (name === '--version') {
    process.stdout.write(`${await (await import('./own-version')).ownVersion()}\n`);
    return 0;
  }
  if (!isCommandName(name)) {
    process.stderr.write(usage);
    return 2;
  }
  if (args.some(asksForHelp)) return help(name);
  try {
    const command = await commands[name]();
    return await command(args);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${usage}`);
      return 2;
    }
    process.stderr.write(`${sentenceFor(error, name)}\n`);
    return error instanceof DataFolderInUse ? 3 : 1;
  }
}

/** On stdout, so that requested help can be paged and searched. */
function help(name = ''): number {
  if (name !== '' && !isCommandName(name)) {
    process.stderr.write(usage);
    return 2;
  }
  process.stdout.write(isCommandName(name) ? `${usages[name]}\n` : usage);
  return 0;
}
