import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { within, systemClock, type Clock } from '../core/ports';
import { openSecretStore, type OpenedSecretStore } from '../core/settings/file-secret-store';
import { noVault, type Decrypted, type Vault } from '../core/settings/vault';

/** `safeStorage` as in Electron since 25, with what newer ones offer. The first three will be removed one day. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(plain: string): Buffer;
  decryptString(encrypted: Buffer): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(plain: string): Promise<Buffer>;
  decryptStringAsync?(
    encrypted: Buffer,
  ): Promise<{ readonly result: string; readonly shouldReEncrypt?: boolean }>;
  getSelectedStorageBackend?(): string;
}

export interface SystemStoreOptions {
  readonly clock?: Pick<Clock, 'after'>;
  readonly log?: (line: string) => void;
}

/** How long to wait for the answer whether there is a vault: a keyring may ask for its password meanwhile. */
const timeoutMs = 500;
/** Where nothing was encrypted yet there is time: no call can come. */
const firstTimeoutMs = 3_000;

/**
 * The merchant's secrets, encrypted by the system's vault where there is one. Without one they are in a file that only
 * this user may read, and the merchant is told. There are two files, so that a run without the vault (headless mode on
 * the same folder) loses nothing that was encrypted. If something was encrypted and the vault does not answer, it counts
 * as locked, not missing. Call it once the app is ready.
 */
export async function openSystemSecretStore(
  dataDir: string,
  safeStorage: SafeStorage,
  now: () => number,
  { clock = systemClock, log }: SystemStoreOptions = {},
): Promise<OpenedSecretStore> {
  const encryptedFile = 'secrets-sealed.json';
  const options = { clock, ...(log && { log }) };
  const isEncrypted = await anyOf([join(dataDir, encryptedFile), join(dataDir, 'secrets', encryptedFile)]);
  const vault = hasNoVault(safeStorage)
    ? 'none'
    : await vaultState(safeStorage, clock, isEncrypted ? timeoutMs : firstTimeoutMs);
  if (vault === 'there' || vault === 'silent' || (vault === 'shut' && isEncrypted))
    return openSecretStore(join(dataDir, encryptedFile), vaultOf(safeStorage), now, {
      ...options,
      plainElsewhere: 'secrets.json',
    });
  const { notices, ...opened } = await openSecretStore(join(dataDir, 'secrets.json'), noVault, now, {
    ...options,
    encryptedElsewhere: encryptedFile,
  });
  const leftBehind = isEncrypted ? [{ kind: 'secrets-unopenable' } as const] : [];
  return { ...opened, notices: [...notices, ...leftBehind, { kind: 'secrets-not-encrypted' }] };
}

/** On a Linux without a keyring, Chromium encrypts with a publicly known password. */
function hasNoVault(safeStorage: SafeStorage): boolean {
  return safeStorage.getSelectedStorageBackend?.() === 'basic_text';
}

/** `shut`: it says no, as a locked keyring does too. `silent`: it does not answer. */
async function vaultState(
  safeStorage: SafeStorage,
  clock: Pick<Clock, 'after'>,
  waitMs: number,
): Promise<'there' | 'shut' | 'silent'> {
  const asked = safeStorage.isAsyncEncryptionAvailable?.() ?? safeStorage.isEncryptionAvailable();
  const answer = Promise.resolve(asked).then(
    (isThere) => (isThere ? ('there' as const) : ('shut' as const)),
    () => 'shut' as const,
  );
  return within(clock, waitMs, answer, 'silent');
}

function vaultOf(safeStorage: SafeStorage): Vault {
  return {
    async encrypt(plain) {
      const encrypted = await (safeStorage.encryptStringAsync?.(plain) ?? safeStorage.encryptString(plain));
      return encrypted.toString('base64');
    },
    async decrypt(encrypted) {
      const bytes = Buffer.from(encrypted, 'base64');
      try {
        const opened = await safeStorage.decryptStringAsync?.(bytes);
        if (opened === undefined) return openNow(safeStorage, bytes);
        return { kind: 'opened', plain: opened.result, isOld: opened.shouldReEncrypt ?? false };
      } catch (error) {
        const answer = openNow(safeStorage, bytes);
        return answer.kind === 'never' && isTemporary(error) ? { kind: 'not-now' } : answer;
      }
    },
  };
}

/** The older call, which never waits. A failure while the vault is open is final. */
function openNow(safeStorage: SafeStorage, bytes: Buffer): Decrypted {
  try {
    return { kind: 'opened', plain: safeStorage.decryptString(bytes) };
  } catch {
    return { kind: safeStorage.isEncryptionAvailable() ? 'never' : 'not-now' };
  }
}

/** Electron 42 and later reject with this text while the keyring is locked: "… temporarily unavailable …". */
function isTemporary(error: unknown): boolean {
  return error instanceof Error && /temporar|unavailable|try again/i.test(error.message);
}

async function anyOf(files: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}
