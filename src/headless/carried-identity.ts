import { join } from 'node:path';
import type { Carried, CarriedPlace } from '../core/backup/carried-identity';
import { createCarriedPlace } from '../core/intake/moved-in';
import { readIdentity } from '../core/intake/identity';
import { systemClock } from '../core/ports';
import { openSecretStore } from '../core/settings/file-secret-store';
import { noVault } from '../core/settings/vault';
import { parseSecrets } from '../core/settings/secret-document';
import { realDisk } from '../core/storage/disk';
import { shortestPassPhrase } from '../shared/settings/pass-phrase';
import { storedSecrets } from './data';
import { CommandFailure, words } from './failure';

/** COMPTOIR_PASS_PHRASE; null: none. It is no option, because every user of the computer can read a process's options. */
export function passPhraseGiven(): string | null {
  const given = process.env.COMPTOIR_PASS_PHRASE ?? '';
  return given === '' ? null : given;
}

export function needGoodPassPhrase(passPhrase: string): void {
  if (passPhrase.trim().length < shortestPassPhrase)
    throw new CommandFailure(words().passPhraseShort(shortestPassPhrase));
}

/** What a sealed copy carries. It changes nothing. What a vault encrypted, only the app's window can open. */
export async function carriedFrom(dataDir: string): Promise<Carried> {
  await needNoVault(dataDir);
  const { values: secrets } = parseSecrets(await storedSecrets(dataDir, 'secrets.json')) ?? { values: {} };
  return { secrets, identity: await readIdentity(realDisk, dataDir) };
}

async function needNoVault(dataDir: string): Promise<void> {
  if (Object.keys(await storedSecrets(dataDir, 'secrets-sealed.json')).length > 0)
    throw new CommandFailure(words().sealedByVault);
}

/** Where `restore` leaves what a sealed copy carried, for the next start. */
export function carriedInto(dataDir: string): CarriedPlace {
  return {
    read() {
      throw new Error('nothing is copied out of here');
    },
    async keep(carried) {
      const { 'moved-in': waiting } = await storedSecrets(dataDir, 'secrets.json');
      if (carried === null && waiting === undefined) return;
      await needNoVault(dataDir);
      const { store } = await openSecretStore(join(dataDir, 'secrets.json'), noVault, () =>
        systemClock.now(),
      );
      const identity = await readIdentity(realDisk, dataDir);
      await createCarriedPlace(store, () => identity).keep(carried);
    },
  };
}
