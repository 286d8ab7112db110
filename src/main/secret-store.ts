import { access } from 'node:fs/promises';
import { join } from 'node:path';
import {
  openSecretStore,
  unsealed,
  type OpenedSecretStore,
  type Seal,
} from '../core/settings/file-secret-store';

/** `safeStorage` as Electron has it since 25, and what newer ones offer besides. The first three go away one day. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(plain: string): Buffer;
  decryptString(sealed: Buffer): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(plain: string): Promise<Buffer>;
  decryptStringAsync?(sealed: Buffer): Promise<{ readonly result: string }>;
  getSelectedStorageBackend?(): string;
}

/**
 * The merchant's secrets, sealed by the system's vault where it has one. Where it has none, in a file that only this user
 * may read, and the merchant is told. Two files, so that a day without the vault (a keyring still locked, a run of the
 * headless mode on the same folder) costs nothing that was sealed. To be called once the app is ready.
 */
export async function openSystemSecretStore(
  dataDir: string,
  safeStorage: SafeStorage,
  now: () => number,
): Promise<OpenedSecretStore> {
  const sealedFile = 'secrets-sealed.json';
  if (await isVaultThere(safeStorage))
    return openSecretStore(join(dataDir, sealedFile), sealedBy(safeStorage), now);
  const { store, notices } = await openSecretStore(join(dataDir, 'secrets.json'), unsealed, now);
  const leftBehind = await access(join(dataDir, sealedFile)).then(
    () => [{ kind: 'secrets-set-aside', file: sealedFile } as const],
    () => [],
  );
  return { store, notices: [...notices, ...leftBehind, { kind: 'secrets-not-encrypted' }] };
}

async function isVaultThere(safeStorage: SafeStorage): Promise<boolean> {
  // On a Linux without a keyring Chromium seals with a password that everybody knows.
  if (safeStorage.getSelectedStorageBackend?.() === 'basic_text') return false;
  return safeStorage.isAsyncEncryptionAvailable?.() ?? safeStorage.isEncryptionAvailable();
}

function sealedBy(safeStorage: SafeStorage): Seal {
  return {
    async seal(plain) {
      const sealed = await (safeStorage.encryptStringAsync?.(plain) ?? safeStorage.encryptString(plain));
      return sealed.toString('base64');
    },
    async open(sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      try {
        return (await safeStorage.decryptStringAsync?.(bytes))?.result ?? safeStorage.decryptString(bytes);
      } catch {
        return null;
      }
    },
  };
}
