import type { Notice } from '../../shared/state/notice';
import type { ComptoirConfig, ComptoirPorts } from '../comptoir-ports';
import { loadSecrets } from '../settings/secrets';
import { openSettings } from '../settings/settings-file';
import type { Intake } from './intake';
import { takeMovedIn } from './moved-in';

/** Settings, identity and secrets: none of them may be lost. */
export async function openKept(
  { openSecretStore }: ComptoirPorts,
  { dataDir, environment, doubtsEnvironment }: ComptoirConfig,
  { clock, log, ledgerNotices }: OpenedBefore,
  closers: (() => unknown)[],
) {
  const { settings, identity, notices: ofSettings } = await openSettings(dataDir, () => clock.now(), log);
  // Finish all writes before another Comptoir may lock the folder.
  closers.unshift(() => settings.settled());
  const { store, isPlain, notices: ofSecrets } = await openSecretStore(dataDir);
  closers.unshift(() => store.settled());
  const isGivenUp = ledgerNotices.some(({ kind }) => kind === 'restore-given-up');
  await takeMovedIn({ store, identity, log, isGivenUp });
  const secrets = await loadSecrets(store, settings, environment, clock, log, doubtsEnvironment);
  closers.unshift(() => secrets.close());
  return { settings, identity, store, isPlain, secrets, notices: [...ofSettings, ...ofSecrets] };
}

interface OpenedBefore extends Pick<Intake, 'clock' | 'log'> {
  readonly ledgerNotices: readonly Notice[];
}
