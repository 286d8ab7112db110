import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createOpener, type Opener } from '../core/sealing/sealed-box';
import { RelayFailure } from './store/database';

/** The relay's own secret. It is outside the database, so that a stolen copy of the database opens nothing. */
export interface RelayKey {
  /** Opens secrets that counters seal to the relay. */
  readonly opener: Opener;
  /** Turns a call's number into its key in the log, so that nobody can look up a known number. */
  readonly pepper: Buffer;
  /** The seed of the key pair that signs pushes: while it stays, phones need not subscribe again. */
  readonly pushSeed: Buffer;
}

const keyBytes = 32;

/**
 * From COMPTOIR_RELAY_KEY (base64, 32 bytes), or from the file named in COMPTOIR_RELAY_KEY_FILE. By default the file is
 * in the user's own configuration, and is created at the first start. Several relays of one database need the same key.
 */
export async function openRelayKey(environment: NodeJS.ProcessEnv): Promise<RelayKey> {
  const given = environment.COMPTOIR_RELAY_KEY ?? '';
  const file = environment.COMPTOIR_RELAY_KEY_FILE ?? '';
  const secret = given !== '' ? given : await readOrMake(file !== '' ? file : usualFile(environment));
  const seed = Buffer.from(secret.trim(), 'base64');
  if (seed.length !== keyBytes) throw new RelayFailure('key-unreadable');
  return {
    opener: createOpener(seed),
    pepper: Buffer.from(hkdfSync('sha256', seed, '', 'comptoir relay pepper 1', keyBytes)),
    pushSeed: Buffer.from(hkdfSync('sha256', seed, '', 'comptoir relay push 1', keyBytes)),
  };
}

function usualFile({ XDG_CONFIG_HOME = '' }: NodeJS.ProcessEnv): string {
  return join(XDG_CONFIG_HOME !== '' ? XDG_CONFIG_HOME : join(homedir(), '.config'), 'comptoir', 'relay.key');
}

/** Of two relays that start at once, one creates it. */
async function readOrMake(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const made = await open(file, 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null;
    throw error;
  });
  if (made === null) return readFile(file, 'utf8');
  const secret = randomBytes(keyBytes).toString('base64');
  try {
    await made.writeFile(`${secret}\n`);
    await made.sync();
  } finally {
    await made.close();
  }
  return secret;
}
