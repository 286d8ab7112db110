import type { ChildProcess, ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export type Line = Readonly<Record<string, unknown>> & { readonly event?: string };

/** A Comptoir that prints its facts. Its lines are kept, so that none is missed by asking late. */
export class FactProcess {
  readonly lines: Line[] = [];
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #waiting = new Set<() => void>();
  readonly #stderr: Promise<string>;

  constructor(child: ChildProcessByStdio<null, Readable, Readable>) {
    this.#child = child;
    this.#stderr = readText(child.stderr);
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.lines.push(parseLine(line));
      for (const check of this.#waiting) check();
    });
    child.on('exit', () => {
      for (const check of this.#waiting) check();
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** A text of the `ready` line. */
  text(name: string): string {
    const value = this.lines[0]?.[name];
    if (typeof value !== 'string') throw new Error(`the ready line has no text ${name}`);
    return value;
  }

  /** The first line that fits, now or later; rejects where the process ends without it. */
  line(fits: (line: Line) => boolean): Promise<Line> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const found = this.lines.find(fits);
        if (found === undefined && !this.#hasEnded()) return;
        this.#waiting.delete(check);
        if (found !== undefined) resolve(found);
        else void this.#stderr.then((said) => reject(new Error(`it ended without that line: ${said}`)));
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** Exit code after the signal; null where a signal ended it. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.#hasEnded()) return this.#child.exitCode;
    const exited = exitCode(this.#child);
    this.#child.kill(signal);
    return exited;
  }

  /** Exit code once it ends by itself. */
  async ended(): Promise<number | null> {
    return this.#hasEnded() ? this.#child.exitCode : exitCode(this.#child);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGKILL');
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}

/** Null where a signal ended it. */
export async function exitCode(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null]; // what 'exit' carries
  return code;
}

export async function readText(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

export function parseLine(line: string): Line {
  return JSON.parse(line) as Line;
}
