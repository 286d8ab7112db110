import { access, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { copyInUse, CopyNotWhole } from '../core/backup/copy-in-use';
import { NeverStill } from '../core/backup/copy-until-still';
import { systemClock } from '../core/ports';
import { errorCode } from '../core/storage/error-code';
import { carriedFrom, needGoodPassPhrase, passPhraseGiven } from './carried-identity';
import { needComptoir, offsetOf } from './data';
import { CommandFailure, words } from './failure';
import { readOptions, required } from './options';

/**
 * Copies the data to another folder, even while a server uses them: without paths and secrets, or sealed with the pass
 * phrase in COMPTOIR_PASS_PHRASE.
 */
export async function backup(args: string[]): Promise<number> {
  const options = readOptions(args, { data: { type: 'string' }, to: { type: 'string' } });
  const to = resolve(required('to', options.to));
  const dataDir = required('data', options.data);
  await needComptoir(dataDir);
  await needFolder(to);
  const way = relative(resolve(dataDir), to);
  if (!way.startsWith('..') && !isAbsolute(way)) throw new CommandFailure(words().copyInside(to));
  if (await exists(join(dataDir, 'restore.json'))) throw new CommandFailure(words().restoreUnderWay);
  const offset = await offsetOf(dataDir);
  const passPhrase = passPhraseGiven();
  if (passPhrase !== null) needGoodPassPhrase(passPhrase);
  const sealing = passPhrase === null ? null : { passPhrase, carried: await carriedFrom(dataDir) };
  const common = { sealing, clock: systemClock, log, utcOffsetMinutes: () => offset };
  const { name, payments, damaged } = await copyInUse({ dataDir, elsewhere: to, ...common }).catch(
    (error: unknown) => {
      if (error instanceof CopyNotWhole || error instanceof NeverStill)
        throw new CommandFailure(words().copyNotWhole);
      throw error;
    },
  );
  if (damaged > 0) log(words().copiedDamage(damaged));
  const made = { folder: join(to, name), payments, damaged };
  process.stdout.write(`${JSON.stringify({ ...made, ...(sealing !== null && { sealed: true }) })}\n`);
  return 0;
}

async function needFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') throw new CommandFailure(words().noSuchFolder(folder));
    throw error;
  });
  if (!found.isDirectory()) throw new CommandFailure(words().noFolder(folder));
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}
