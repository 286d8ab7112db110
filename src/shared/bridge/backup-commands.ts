import * as v from 'valibot';
import type { Backup, BackupPreview } from '../settings/backup';
import { longestPassPhrase, shortestPassPhrase } from '../settings/pass-phrase';
import { command } from './command';

const named = v.strictObject({ name: v.pipe(v.string(), v.maxLength(100)) });

/** Null, or no pass phrase: nothing is sealed. It crosses inwards only. */
const sealed = v.nullable(
  v.strictObject({
    passPhrase: v.pipe(
      v.string(),
      v.maxLength(longestPassPhrase),
      v.check((text) => text.trim().length >= shortestPassPhrase),
    ),
  }),
);
/** Any text may be typed: a wrong pass phrase just does not open the copy. */
const opened = v.nullable(v.strictObject({ passPhrase: v.pipe(v.string(), v.maxLength(longestPassPhrase)) }));

/** Folders are chosen by the computer's own dialog: no path crosses the bridge. */
export const backupCommands = {
  /** Newest first. */
  listBackups: command<readonly Backup[]>('owner-looking')(v.null()),
  previewBackup: command<BackupPreview>('owner')(named),
  /**
   * Copies a backup to a stick. With a pass phrase it is sealed and holds the paths and secrets that the provider
   * knows; without one it holds neither. The name of the folder made there; null where the owner chose none.
   */
  copyBackupOut: command<string | null>('owner')(sealed),
  /** From a stick into the list; null where none was chosen. */
  bringBackup: command<Backup | null>('owner')(opened),
  /** Takes effect with the next start. `restarting`: that start comes by itself. */
  restoreBackup: command<'restarting' | 'restart-needed'>('owner')(named),
} as const;
