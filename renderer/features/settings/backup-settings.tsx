import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Backup, BackupPreview } from '../../../src/shared/settings/backup';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { hrefOf } from '../../state/view';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { SettingsGroup } from './settings-group';
import { inBackground } from '../../state/in-background';

/** Copies of the data: the list, a copy to a stick, and restoring. */
export function BackupSettings() {
  const { bridge, texts, ago } = useShop();
  const words = texts.backup;
  const list = useCommand('listBackups');
  const copyOut = useCommand('copyBackupOut');
  const bring = useCommand('bringBackup');
  const preview = useCommand('previewBackup');
  const restore = useCommand('restoreBackup');
  const backups = useSignal<readonly Backup[]>([]);
  const asked = useSignal<BackupPreview | null>(null);
  const told = useSignal('');

  const refresh = async (): Promise<void> => {
    const reply = await list.run(null);
    if (reply.ok) backups.value = reply.value;
  };
  useEffect(() => inBackground(refresh()), []);
  const copy = async (): Promise<void> => {
    const reply = await copyOut.run(null);
    told.value = reply.ok && reply.value !== null ? words.copiedOut(reply.value) : '';
  };
  const take = async (): Promise<void> => {
    await bring.run(null);
    await refresh();
  };
  const ask = async (name: string): Promise<void> => {
    const reply = await preview.run({ name });
    asked.value = reply.ok ? reply.value : null;
  };
  const goBack = async (name: string): Promise<void> => {
    asked.value = null;
    const reply = await restore.run({ name });
    if (reply.ok) told.value = reply.value === 'restarting' ? words.restarting : words.restartNeeded;
  };
  const problem = [list, copyOut, bring, preview, restore].map((use) => use.problem.value).find(Boolean);

  return (
    <SettingsGroup title={words.title}>
      <p class="soft">{words.hint}</p>
      {bridge.transport === 'electron' && (
        <div class="notice-actions">
          <button
            type="button"
            class="button"
            aria-disabled={copyOut.busy.value}
            onClick={() => inBackground(copy())}
          >
            {words.copyOut}
          </button>
          <button
            type="button"
            class="button"
            aria-disabled={bring.busy.value}
            onClick={() => inBackground(take())}
          >
            {words.bring}
          </button>
          <a class="button" href={hrefOf({ name: 'move-away' })}>
            {texts.moving.away.open}
          </a>
          <a class="button" href={hrefOf({ name: 'move-here' })}>
            {texts.moving.here.open}
          </a>
        </div>
      )}
      <p class={problem === undefined ? '' : 'problem'} role="status">
        {problem ?? told.value}
      </p>
      {backups.value.length === 0 ? (
        <p class="soft">{words.none}</p>
      ) : (
        <ul class="backups">
          {backups.value.map(({ name, madeAt, reason }) => (
            <li key={name} class="setting setting-line">
              <span>
                {ago(madeAt)} <span class="soft">{words.reasons[reason]}</span>
              </span>
              <button
                type="button"
                class="button"
                aria-label={words.goBackTo(ago(madeAt))}
                aria-disabled={preview.busy.value}
                onClick={() => inBackground(ask(name))}
              >
                {words.goBack}
              </button>
            </li>
          ))}
        </ul>
      )}
      {asked.value !== null && <Ask preview={asked.value} onYes={goBack} onNo={() => (asked.value = null)} />}
    </SettingsGroup>
  );
}

interface AskProps {
  readonly preview: BackupPreview;
  readonly onYes: (name: string) => Promise<void>;
  readonly onNo: () => void;
}

function Ask({ preview, onYes, onNo }: AskProps) {
  const { texts, ago } = useShop();
  const words = texts.backup;
  const { backup, payments, lastPaymentAt, damaged, paymentsNow } = preview;
  const sentences = [
    words.holds(payments, lastPaymentAt === null ? null : ago(lastPaymentAt)),
    words.now(paymentsNow),
    ...(damaged === 0 ? [] : [words.damaged(damaged)]),
    words.keeps,
  ];
  return (
    <ConfirmDialog
      open
      title={words.ask(ago(backup.madeAt))}
      body={sentences.join(' ')}
      yes={words.yes}
      no={words.no}
      onYes={() => inBackground(onYes(backup.name))}
      onNo={onNo}
    />
  );
}
