import * as v from 'valibot';
import type { Backup, BackupPreview } from '../settings/backup';
import { longestPassPhrase, shortestPassPhrase } from '../settings/pass-phrase';
import { command } from './command';

const named = v.strictObject({ name: v.pipe(v.string(), v.maxLength(100)) });

/** Null, or without a pass phrase: nothing is sealed. It crosses inwards only. */
const sealed = v.nullable(
  v.strictObject({
    passPhrase: v.pipe(
      v.string(),
      v.maxLength(longestPassPhrase),
      v.check((text) => text.trim().length >= shortestPassPhrase),
    ),
  }),
);
/** Whatever was typed: another one than it was sealed with does not open it. */
const opened = v.nullable(v.strictObject({ passPhrase: v.pipe(v.string(), v.maxLength(longestPassPhrase)) }));

/** Folders are chosen by the computer's own dialog: no path crosses the bridge. */
export const backupCommands = {
  /** Newest first. */
  listBackups: command<readonly Backup[]>('owner-looking')(v.null()),
  previewBackup: command<BackupPreview>('owner')(named),
  /**
   * To a stick: sealed, with what makes this counter the one its provider calls, or without paths and secrets. The name of the
   * folder made there; null where none was chosen.
   */
  copyBackupOut: command<string | null>('owner')(sealed),
  /** From a stick into the list; null where none was chosen. */
  bringBackup: command<Backup | null>('owner')(opened),
  /** Takes hold with the next start; `restarting`: which comes by itself. */
  restoreBackup: command<'restarting' | 'restart-needed'>('owner')(named),
} as const;
