import type { backupCommands } from '../../shared/bridge/backup-commands';
import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import { errorCode } from '../storage/error-code';
import { NewerLedgerFormat } from '../ledger/format';
import type { Clock, Desktop, Log } from '../ports';
import { VaultShut } from '../settings/vault';
import type { Backups } from './backups';
import { SealedCopyShut } from './sealed-copy';

export interface BackupHandlerParts {
  readonly backups: Backups;
  readonly desktop: Desktop;
  readonly clock: Clock;
  readonly log: Log;
  readonly fail: (code: CommandError) => never;
}

const shutBecause = { needed: 'copy-sealed', wrong: 'pass-phrase-wrong', altered: 'copy-altered' } as const;

/** Answer the window before the core ends. */
const beforeRestartMs = 1_000;

export function createBackupHandlers({
  backups,
  desktop,
  clock,
  log,
  fail,
}: BackupHandlerParts): Pick<CommandHandlers, keyof typeof backupCommands> {
  const chosen = (): Promise<string | null> =>
    desktop.chooseFolder === null ? fail('no-dialog') : desktop.chooseFolder();
  const because =
    (otherwise: CommandError, whenFull: CommandError = 'backup-no-room') =>
    (error: unknown): never => {
      log(`a copy did not succeed: ${String(error)}`);
      if (error instanceof NewerLedgerFormat) return fail('backup-newer');
      if (error instanceof VaultShut) return fail('vault-shut');
      if (error instanceof SealedCopyShut) return fail(shutBecause[error.reason]);
      return fail(errorCode(error) === 'ENOSPC' ? whenFull : otherwise);
    };
  return {
    listBackups: () => backups.list(),
    previewBackup: async ({ name }) =>
      (await backups.preview(name).catch(because('backup-unreadable'))) ?? fail('backup-unreadable'),
    async copyBackupOut(sealed) {
      const folder = await chosen();
      if (folder === null) return null;
      return backups.copyOut(folder, sealed?.passPhrase).catch(because('backup-failed', 'backup-failed'));
    },
    async bringBackup(sealed) {
      const folder = await chosen();
      if (folder === null) return null;
      return (
        (await backups.bring(folder, sealed?.passPhrase).catch(because('backup-failed'))) ??
        fail('backup-unreadable')
      );
    },
    async restoreBackup({ name }) {
      if (!(await backups.restore(name).catch(because('internal')))) fail('backup-unreadable');
      if (desktop.restart === null) return 'restart-needed';
      clock.after(beforeRestartMs, desktop.restart);
      return 'restarting';
    },
  };
}
