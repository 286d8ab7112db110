import { execFile, spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { environmentForChild } from './fork-child';

export type CloudflaredEnd = 'not-installed' | 'token-refused' | 'ended';

export interface CloudflaredProcess {
  /** Resolves once it is gone, however it ended. */
  readonly ended: Promise<CloudflaredEnd>;
  /** Ends it at once, without asking. */
  kill(): void;
}

export interface CloudflaredOptions {
  /** Where its process id is kept: it outlives us when we are killed, and the next start ends it. */
  readonly dataDir: string;
  readonly token: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs `cloudflared tunnel run` of this computer's PATH. The token goes in TUNNEL_TOKEN, cloudflared's own variable: an
 * argument can be read by every program on the computer.
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
    child.kill('SIGKILL'); // of a wrong secret it only complains, for ever
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
    // A file that stays names a process that is gone: the next start looks before it ends one.
    ended: ended.finally(() => noted.then(() => rm(pidFile, { force: true })).catch(() => undefined)),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Ends what a killed Comptoir left running. Its number may be another program's by now, hence the look at its name. */
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
    // It has gone by itself.
  }
}

function pidFileIn(dataDir: string): string {
  return join(dataDir, 'cloudflared.pid');
}
