import type { backupCommands } from '../../shared/bridge/backup-commands';
import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import { errorCode } from '../storage/error-code';
import { NewerLedgerFormat } from '../ledger/format';
import type { Clock, Desktop } from '../ports';
import type { Backups } from './backups';

export interface BackupHandlerParts {
  readonly backups: Backups;
  readonly desktop: Desktop;
  readonly clock: Clock;
  readonly fail: (code: CommandError) => never;
}

/** The window is told before its core goes. */
const beforeRestartMs = 1_000;

export function createBackupHandlers({
  backups,
  desktop,
  clock,
  fail,
}: BackupHandlerParts): Pick<CommandHandlers, keyof typeof backupCommands> {
  const chosen = (): Promise<string | null> =>
    desktop.chooseFolder === null ? fail('no-dialog') : desktop.chooseFolder();
  const because =
    (otherwise: CommandError) =>
    (error: unknown): never => {
      if (error instanceof NewerLedgerFormat) return fail('backup-newer');
      return fail(errorCode(error) === 'ENOSPC' ? 'backup-no-room' : otherwise);
    };
  return {
    listBackups: () => backups.list(),
    previewBackup: async ({ name }) =>
      (await backups.preview(name).catch(because('backup-unreadable'))) ?? fail('backup-unreadable'),
    async copyBackupOut() {
      const folder = await chosen();
      return folder === null ? null : backups.copyOut(folder).catch(() => fail('backup-failed'));
    },
    async bringBackup() {
      const folder = await chosen();
      if (folder === null) return null;
      return (await backups.bring(folder).catch(because('backup-failed'))) ?? fail('backup-unreadable');
    },
    async restoreBackup({ name }) {
      if (!(await backups.restore(name).catch(because('internal')))) fail('backup-unreadable');
      if (desktop.restart === null) return 'restart-needed';
      clock.after(beforeRestartMs, desktop.restart);
      return 'restarting';
    },
  };
}
