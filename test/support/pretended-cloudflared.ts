import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/**
 * A program called `cloudflared`, in a folder of its own for the front of PATH: a real process that notes how it was
 * started, and ends, stays or complains as its token says. The real one is not to be had without internet.
 */
export async function pretendedCloudflared(
  folder: string,
): Promise<{ readonly PATH: string; readonly notes: string }> {
  const programs = join(folder, 'programs');
  const notes = join(folder, 'started.ndjson');
  await mkdir(programs, { recursive: true });
  const program = join(programs, 'cloudflared');
  await writeFile(
    program,
    `#!${process.execPath}
const { appendFileSync } = require('node:fs');
const { argv, env, pid } = process;
appendFileSync(${JSON.stringify(notes)}, JSON.stringify({ pid, argv: argv.slice(2), env }) + '\\n');
if (env.TUNNEL_TOKEN.startsWith('eyJ-malformed')) {
  console.error('Provided Tunnel token is not valid.');
  process.exit(255);
}
if (env.TUNNEL_TOKEN.startsWith('eyJ-revoked'))
  setInterval(() => console.error('ERR Register tunnel error error="Unauthorized: Invalid tunnel secret"'), 10);
setInterval(() => undefined, 1_000);
`,
  );
  await chmod(program, 0o755);
  return { PATH: [programs, process.env.PATH].join(delimiter), notes };
}
