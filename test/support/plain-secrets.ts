import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { noVault } from '../../src/core/settings/vault';
import type { SecretStore } from '../../src/core/ports';

/** The secrets of a computer without a vault. */
export async function openPlainSecrets(dataDir: string, now: () => number): Promise<SecretStore> {
  return (await openSecretStore(`${dataDir}/secrets.json`, noVault, now)).store;
}
