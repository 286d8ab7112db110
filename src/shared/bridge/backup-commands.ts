import * as v from 'valibot';
import type { Backup, BackupPreview } from '../settings/backup';
import { command } from './command';

const named = v.strictObject({ name: v.pipe(v.string(), v.maxLength(100)) });

/** Folders are chosen by the computer's own dialog: no path crosses the bridge. */
export const backupCommands = {
  /** Newest first. */
  listBackups: command<readonly Backup[]>('owner-looking')(v.null()),
  previewBackup: command<BackupPreview>('owner')(named),
  /** To a stick, without secrets. The name of the folder made there; null where none was chosen. */
  copyBackupOut: command<string | null>('owner')(v.null()),
  /** From a stick into the list; null where none was chosen. */
  bringBackup: command<Backup | null>('owner')(v.null()),
  /** Takes hold with the next start; `restarting`: which comes by itself. */
  restoreBackup: command<'restarting' | 'restart-needed'>('owner')(named),
} as const;
