import { Writable } from 'node:stream';
import { runCommand } from '../../src/headless/run-command';
import { told } from './headless-process';

/**
 * A command of the command line in the process of the test: for what commands say of many cases, where a process of its own
 * takes a tenth of a second each time. `comptoir` runs the built one.
 */
export async function comptoirHere(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const { env } = process;
  process.env = { PATH: env.PATH, HOME: env.HOME, ...environment };
  const stdout = collect('stdout');
  const stderr = collect('stderr');
  try {
    const code = await runCommand([...args]);
    return told(code, stdout.text(), stderr.text());
  } finally {
    stderr.end();
    stdout.end();
    process.env = env;
  }
}

/** What is written there from now on, until its end. */
function collect(name: 'stdout' | 'stderr') {
  const chunks: Buffer[] = [];
  const value = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const own = Object.getOwnPropertyDescriptor(process, name);
  if (own === undefined) throw new Error(`the process has no ${name}`);
  Object.defineProperty(process, name, { value, configurable: true });
  return {
    text: () => Buffer.concat(chunks).toString(),
    end: () => void Object.defineProperty(process, name, own),
  };
}
