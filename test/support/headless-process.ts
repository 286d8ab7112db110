import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { exitCode, FactProcess, parseLine, readText } from './fact-process';

const cli = join(import.meta.dirname, '../../out/headless/cli.js');

/** The built command line, run to its end. */
export async function comptoir(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const child = start(args, environment);
  const [stdout, stderr, code] = await Promise.all([
    readText(child.stdout),
    readText(child.stderr),
    exitCode(child),
  ]);
  return told(code, stdout, stderr);
}

export function told(code: number | null, stdout: string, stderr: string) {
  return {
    ...{ code, stdout, stderr },
    /** Where they are JSON. */
    get lines() {
      return stdout.split('\n').filter(Boolean).map(parseLine);
    },
  };
}

/** `comptoir serve`, once it is ready. */
export class ServeProcess extends FactProcess {
  static async ready(
    args: readonly string[],
    environment: NodeJS.ProcessEnv = {},
    currentFolder?: string,
  ): Promise<ServeProcess> {
    const process = new ServeProcess(start(['serve', ...args], environment, currentFolder));
    await process.line((line) => line.event === 'ready');
    return process;
  }
}

export function start(args: readonly string[], environment: NodeJS.ProcessEnv, cwd?: string) {
  return spawn(process.execPath, [cli, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
  });
}
