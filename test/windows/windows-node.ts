import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode, FactProcess, parseLine, readText } from '../support/fact-process';

const cli = 'out/headless/cli.js';
const root = join(import.meta.dirname, '../..');

/** What runs Windows' Node; without it there is nothing to try. */
function runner(): string {
  const run = process.env.COMPTOIR_WINDOWS_RUN;
  if (run === undefined)
    throw new Error('COMPTOIR_WINDOWS_RUN names no program that runs the Windows build of Node');
  return run;
}

function start(args: readonly string[], environment: NodeJS.ProcessEnv) {
  return spawn(runner(), ['node', cli, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
}

/** The command line on Windows' Node, run to its end. */
export async function onWindows(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const child = start(args, environment);
  const [stdout, stderr, code] = await Promise.all([
    readText(child.stdout),
    readText(child.stderr),
    exitCode(child),
  ]);
  return { code, stderr, stdout, lines: stdout.split('\n').filter(Boolean).map(parseLine) };
}

/** `serve` on Windows' Node. The process that was started here only runs it: signals go to Node itself. */
export class WindowsCounter {
  readonly #facts: FactProcess;
  readonly #pidFile: string;

  private constructor(facts: FactProcess, pidFile: string) {
    this.#facts = facts;
    this.#pidFile = pidFile;
  }

  static async ready(args: readonly string[], environment: NodeJS.ProcessEnv, folder: string) {
    const pidFile = join(folder, 'pid');
    const child = start(['serve', ...args], { ...environment, WINDOWS_PID_FILE: pidFile });
    const counter = new WindowsCounter(new FactProcess(child), pidFile);
    await counter.line(({ event }) => event === 'ready');
    return counter;
  }

  line: FactProcess['line'] = (fits) => this.#facts.line(fits);
  text: FactProcess['text'] = (name) => this.#facts.text(name);

  /** SIGINT is Ctrl+C there; SIGKILL is the power that goes. */
  async end(signal: 'SIGINT' | 'SIGKILL'): Promise<number | null> {
    process.kill(Number(await readFile(this.#pidFile, 'utf8')), signal);
    return this.#facts.ended();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGKILL').catch(() => undefined); // it has ended already
  }
}
