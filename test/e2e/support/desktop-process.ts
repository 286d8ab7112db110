import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FactProcess } from '../../support/fact-process';
import { asSessionUser, sessionUser } from './desktop-session';

/** Electron's profile of one test, in the hands of the user that the app runs as; `await using` removes it. */
export async function desktopFolder(): Promise<{
  readonly path: string;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const path = await mkdtemp(join(tmpdir(), 'comptoir-desktop-'));
  if (sessionUser !== null) execFileSync('chown', [`${sessionUser}:`, path]);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** The desktop app as a person's double click starts it: nothing is plugged in, only its facts are read. */
export class DesktopProcess extends FactProcess {
  static async ready(
    program: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv = {},
  ): Promise<DesktopProcess> {
    const [command, ...all] = asSessionUser([program, ...args, '--facts']);
    const child = spawn(command, all, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    const app = new DesktopProcess(child);
    await app.line((line) => line.event === 'ready');
    return app;
  }
}
