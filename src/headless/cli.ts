#!/usr/bin/env node
import { isDiskFull } from '../core/storage/disk';
import { DataFolderInUse } from '../core/storage/folder-lock';
import { startTexts } from '../shared/texts/start-texts';
import { serve } from './serve';
import { UsageError } from './options';

const usage = `comptoir serve --data DIR [--port N] [--ui-port N] [--tunnel ngrok|none] [--no-notifications] [--open]
comptoir list --data DIR [--from DATE] [--to DATE] [--status success|failed|check|all] [--limit N] --json
comptoir check --data DIR --json
comptoir export --data DIR --format csv|xlsx|json --out FILE [--from DATE] [--to DATE]
comptoir import --data DIR --file F [--provider kkiapay|fedapay] [--columns JSON] [--by NAME] [--dry-run] --json
comptoir simulate --url URL --secret SECRET [--count N] [--rate N] [--event success|failed|mixed] [--amount XOF]
comptoir doctor --data DIR --json
comptoir backup --data DIR --to FOLDER
comptoir restore --data DIR --from FOLDER
`;

type Command = (args: string[]) => Promise<number>;

/** Each is read where it is asked for: who serves should listen soon. */
const commands: Readonly<Record<string, () => Command | Promise<Command>>> = {
  serve: () => serve,
  list: async () => (await import('./list')).list,
  check: async () => (await import('./check')).check,
  export: async () => (await import('./export')).exportPayments,
  import: async () => (await import('./import')).importFile,
  simulate: async () => (await import('./simulate')).simulate,
  doctor: async () => (await import('./doctor')).doctor,
  backup: async () => (await import('./backup')).backup,
  restore: async () => (await import('./backup')).restore,
};

/** Exit codes: 0 done, 1 not sound or failed, 2 wrong usage, 3 another Comptoir already uses this data folder. */
async function run([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    process.stderr.write(usage);
    return name === '--help' || name === 'help' ? 0 : 2;
  }
  try {
    return await (
      await command()
    )(args);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${usage}`);
      return 2;
    }
    const words = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${isDiskFull(error) ? startTexts.en.diskFull : words}\n`);
    return error instanceof DataFolderInUse ? 3 : 1;
  }
}

// A reader that has seen enough (`| head`) closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await run(process.argv.slice(2));
