import { execFile, spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { environmentForChild } from './fork-child';

export type CloudflaredEnd = 'not-installed' | 'token-refused' | 'ended';

export interface CloudflaredProcess {
  /** Resolves once it has ended in any way. */
  readonly ended: Promise<CloudflaredEnd>;
  /** Ends it at once. */
  kill(): void;
}

export interface CloudflaredOptions {
  /** Where its process id is stored: it survives if we are killed, and the next start ends it. */
  readonly dataDir: string;
  readonly token: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs `cloudflared tunnel run` from this computer's PATH. The token is passed in TUNNEL_TOKEN, cloudflared's own
 * variable, because every program on the computer can read an argument.
 */
export function startCloudflared({ dataDir, token, environment }: CloudflaredOptions): CloudflaredProcess {
  const child = spawn('cloudflared', ['tunnel', '--no-autoupdate', 'run'], {
    env: { ...environmentForChild(environment), TUNNEL_TOKEN: token },
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  let refused = false;
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!/token is not valid|invalid tunnel secret/i.test(line)) return;
    refused = true;
    child.kill('SIGKILL'); // with a wrong secret it only logs errors, without end
  });
  const pidFile = pidFileIn(dataDir);
  const noted = child.pid === undefined ? Promise.resolve() : writeFile(pidFile, String(child.pid));
  const ended = new Promise<CloudflaredEnd>((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ENOENT' ? 'not-installed' : 'ended'),
    );
    child.on('exit', () => resolve(refused ? 'token-refused' : 'ended'));
  });
  return {
    // A file that stays names a process that is gone: the next start checks before it ends one.
    ended: ended.finally(() => noted.then(() => rm(pidFile, { force: true })).catch(() => undefined)),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Ends what a killed Comptoir left running. Another program may have the number by now, so check its name. */
export async function endLeftCloudflared(dataDir: string): Promise<void> {
  const pid = Number(await readFile(pidFileIn(dataDir), 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 1) return;
  const [program, args] =
    process.platform === 'win32'
      ? ['tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']]
      : ['ps', ['-o', 'args=', '-p', String(pid)]];
  const { stdout } = await promisify(execFile)(program, args).catch(() => ({ stdout: '' }));
  if (!stdout.includes('cloudflared')) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function pidFileIn(dataDir: string): string {
  return join(dataDir, 'cloudflared.pid');
}
