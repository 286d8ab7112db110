import type { backupCommands } from '../../shared/bridge/backup-commands';
import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
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
  return {
    listBackups: () => backups.list(),
    previewBackup: async ({ name }) =>
      (await backups.preview(name).catch(() => fail('backup-unreadable'))) ?? fail('backup-unreadable'),
    async copyBackupOut() {
      const folder = await chosen();
      return folder === null ? null : backups.copyOut(folder).catch(() => fail('backup-failed'));
    },
    async bringBackup() {
      const folder = await chosen();
      if (folder === null) return null;
      return (await backups.bring(folder).catch(() => fail('backup-failed'))) ?? fail('backup-unreadable');
    },
    async restoreBackup({ name }) {
      if (!(await backups.restore(name))) fail('backup-unreadable');
      if (desktop.restart === null) return 'restart-needed';
      clock.after(beforeRestartMs, desktop.restart);
      return 'restarting';
    },
  };
}
