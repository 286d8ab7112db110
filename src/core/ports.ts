import { uptime } from 'node:os';
import type { NotificationWords } from '../shared/voice/announcement';
import type { EndpointKey } from '../shared/payment/endpoint';
import type { Redactor } from './diagnostics/redactor';
import { createQuickUptime } from './quick-uptime';

/** What the core needs from its environment. Electron and the command line each provide their own. */

/** Time as an argument, so that no test sleeps. */
export interface Clock {
  /** Milliseconds since the epoch. May jump, also backwards. */
  now(): number;
  /** Milliseconds since this computer started, including sleep. Nobody can set it. */
  uptime(): number;
  /**
   * Runs `task` once after `delayMs`; the returned function cancels it. It never keeps the process alive. In the core,
   * errors of the task are caught: see `withIsolatedTimers`.
   */
  after(delayMs: number, task: () => unknown): () => void;
}

export type SecretName =
  | 'authtoken'
  | 'cloudflare-token'
  | 'owner-pin'
  | 'moved-in'
  | 'helper-codes'
  | 'owner-messages'
  | 'other-shops'
  | `hash-secret-${EndpointKey}`
  | `previous-hash-secret-${EndpointKey}`
  | `api-keys-${EndpointKey}`
  | `key-${string}`
  | `screen-key-${string}`
  | `screen-code-${string}`;

/** What the vault answers about one secret. */
export type SecretAnswer =
  | { readonly kind: 'opened'; readonly value: string }
  /** None is stored under that name. */
  | { readonly kind: 'absent' }
  /** It is stored but the system's vault is shut. The vault may open later, so nothing may replace the value. */
  | { readonly kind: 'not-now' }
  /** It is stored, but this computer cannot open it. */
  | { readonly kind: 'never' };

/** The merchant's vault. Values never leave the process that asked for them. */
export interface SecretStore {
  read(name: SecretName): SecretAnswer;
  /** Every secret that is open now, by name. */
  all(): Readonly<Record<string, string>>;
  /**
   * SHA-256 in hexadecimal of a secret that the app made, known even while the vault is shut; null where there is none.
   */
  digest(name: SecretName): string | null;
  /** Secrets that were once set aside under that name and can be opened now. */
  regained(name: SecretName): readonly string[];
  /** On the disk once resolved. Rejects with `VaultShut` where the vault does not encrypt it now. */
  set(name: SecretName, value: string | null): Promise<void>;
  /** Stores a new value and keeps the former one under another name, in one write. A value set aside is removed. */
  rotate(name: SecretName, previous: SecretName, value: string): Promise<void>;
  /** Whether there is a secret that the vault does not open now. */
  isShut(): boolean;
  /** Asks the vault again for what it did not open. Never rejects. */
  retry(): Promise<void>;
  /** Resolves once nothing is being written. Does not wait for the vault. */
  settled(): Promise<void>;
  /** The vault opened something since the store was opened. */
  onOpened(listener: () => void): () => void;
}

/** A child process that runs one of our built entry files and may be killed at any moment. */
export interface ChildProcessHandle {
  readonly pid: number | undefined;
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, however it ended. */
  onExit(listener: (code: number | null) => void): void;
  /** Ends it at once. */
  kill(): void;
}

/** Starts the tunnel's child: `utilityProcess` in Electron, a fork elsewhere. */
export type SpawnTunnelChild = () => ChildProcessHandle;

/** Puts text on the clipboard of this computer. Rejects where there is none. */
export type WriteClipboard = (text: string) => Promise<void>;

/** Reads the text on the clipboard of this computer. Rejects where that is impossible. */
export type ReadClipboard = () => Promise<string>;

/** What only a program with its own user interface can do; null where there is none. */
export interface Desktop {
  /** Asks the merchant for a folder; null where none was chosen. */
  readonly chooseFolder: (() => Promise<string | null>) | null;
  /** Quits properly and starts again. */
  readonly restart: (() => void) | null;
}

/** The place of a file that the merchant asked for. */
export interface FilePlace {
  /** Its path on the disk; null: the browser that fetches it decides. */
  readonly file: string | null;
  /** What the window must fetch, once, to get it; null: it is written without the window. */
  readonly path: string | null;
  /**
   * Writes the whole file, or leaves nothing that looks complete. Rejects where it cannot be written, is not fetched, or
   * was stopped.
   */
  write(chunks: AsyncIterable<string | Uint8Array>, signal: AbortSignal): Promise<void>;
}

/** Asks the merchant for a place; null where the merchant cancelled. */
export type ChooseFilePlace = (suggestedName: string) => Promise<FilePlace | null>;

/** The window's page as a PDF, as it would be printed on A4. */
export type PrintPage = () => Promise<Uint8Array>;

/** Shows one notification outside the window. Rejects where it could not be shown. */
export type ShowNotification = (words: NotificationWords) => Promise<void>;

/** What diagnostics may ask from the program around the core. */
export interface Diagnostics {
  /** The redactor of the program's own log; it learns the present secrets. */
  readonly redactor: Redactor;
  readonly logFolder: string;
  /** One JSON file for each process that died; null: they are not recorded. */
  readonly crashFolder: string | null;
  /** Shows a folder in the computer's own file manager; null where there is none. Rejects where it does not open. */
  readonly showFolder: ((folder: string) => Promise<void>) | null;
  /** Versions of the program and its platform, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** How the last notification went; null: none since the start. */
  readonly lastNotification: () => 'shown' | 'not-shown' | null;
}

/** The log for people, one sentence a line. Secrets and numbers that slip in are redacted. */
export type Log = (line: string) => void;

export const systemClock: Clock = {
  // eslint-disable-next-line no-restricted-syntax -- the clock itself
  now: () => Date.now(),
  uptime: createQuickUptime(() => Math.round(uptime() * 1_000)),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/**
 * The result of `task`, or `late` if it takes longer than this; the task itself continues then. Rejects as the task does.
 */
export async function within<T, L>(
  clock: Pick<Clock, 'after'>,
  ms: number,
  task: Promise<T>,
  late: L,
): Promise<T | L> {
  let cancel = (): void => undefined;
  const silence = new Promise<L>((resolve) => {
    cancel = clock.after(ms, () => resolve(late));
  });
  return Promise.race([task, silence]).finally(cancel);
}
