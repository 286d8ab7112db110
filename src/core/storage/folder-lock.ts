import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './error-code';

/** Another process holds the data folder. */
export class DataFolderInUse extends Error {
  constructor(folder?: string) {
    super(`another Comptoir already uses ${folder ?? 'this data folder'}`);
  }
}

/** The holder's answer. While a contender is undecided, its callers wait; if it gives up, they read nothing. */
const heldAnswer = 'held';
/** A suspended process keeps its lock: a process that does not answer for this long counts as alive. */
const knockTimeoutMs = 3_000;
/** Unix gives a socket's path 104 to 108 bytes. */
const longestSocketPath = 100;

/**
 * Makes this process the only writer of a folder. The lock is a listening socket, so it ends with its process in any
 * case. A file with a process number could name another program later, and a file with a time would delay a restart.
 */
export function lockFolder(folder: string): Promise<() => Promise<void>> {
  return process.platform === 'win32' ? holdPipe(folder) : holdSocket(folder);
}

const pipeFile = 'lock-name';
const pipeFileReads = 40;

/**
 * Any user of the computer may open any pipe name, so a predictable name would let another user prevent the shop's start.
 * Half of the name is therefore random, and stored in the folder, where only this user can read it.
 */
export async function pipeName(folder: string): Promise<string> {
  const file = join(folder, pipeFile);
  await writeFile(file, randomBytes(16).toString('hex'), { mode: 0o600, flag: 'wx' }).catch(
    (error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    },
  );
  // Another contender may have created it without having written it yet.
  for (let read = 0; read < pipeFileReads; read += 1) {
    const secret = (await readFile(file, 'utf8')).trim();
    if (/^[0-9a-f]{32}$/.test(secret)) return `comptoir-${await fingerprint(folder)}-${secret}`;
    await sleep(25);
  }
  // The process that created it died before writing it.
  await rm(file);
  return pipeName(folder);
}

/** Windows gives a pipe's name to one process at a time, and frees it when that process ends. */
async function holdPipe(folder: string): Promise<() => Promise<void>> {
  const server = createServer((socket) => socket.destroy());
  try {
    await listen(server, `\\\\.\\pipe\\${await pipeName(folder)}`);
  } catch {
    throw new DataFolderInUse(folder);
  }
  return () => close(server);
}

/**
 * A socket's file outlives its process. A fixed name would have to be taken over, and two processes could do that at
 * once. Instead each contender first listens under its own name and then connects to all others, so of two contenders at
 * least one meets the other. The one with the greater name gives up if the other is alive. The one with the smaller name
 * waits until the greater has the lock or has given up.
 */
async function holdSocket(folder: string): Promise<() => Promise<void>> {
  const place = await socketPlace(folder);
  const name = `lock-${randomBytes(8).toString('hex')}.sock`;
  let decide: (held: boolean) => void = () => undefined;
  const decided = new Promise<boolean>((resolve) => (decide = resolve));
  const server = createServer((socket) => {
    socket.on('error', () => undefined); // the other side may be gone, which is no error
    decided.then(
      (held) => socket.end(held ? heldAnswer : ''),
      () => socket.destroy(),
    );
  });
  const release = async (): Promise<void> => {
    await close(server);
    await rm(join(place.folder, name), { force: true });
  };
  try {
    await listen(server, join(place.address, name));
    const others = (await readdir(place.folder)).filter(
      (other) => /^lock-[0-9a-f]{16}\.sock$/.test(other) && other !== name,
    );
    const answers = await Promise.all(others.map((other) => knock(join(place.address, other), other < name)));
    if (answers.includes('alive')) throw new DataFolderInUse(folder);
    decide(true);
    await Promise.all(others.map((other) => rm(join(place.folder, other), { force: true })));
    return release;
  } catch (error) {
    decide(false);
    await release();
    throw error;
  } finally {
    await place.close();
  }
}

/** Asks the process that listens there. `yields`: its being alive is answer enough; else wait until it has decided. */
function knock(address: string, yields: boolean): Promise<'alive' | 'gone'> {
  return new Promise((resolve) => {
    const socket = connect(address);
    let heard = '';
    const finish = (answer: 'alive' | 'gone'): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(knockTimeoutMs, () => finish('alive'));
    socket.on('connect', () => {
      if (yields) finish('alive');
    });
    socket.on('data', (bytes) => (heard += bytes.toString()));
    socket.on('end', () => finish(heard === heldAnswer ? 'alive' : 'gone'));
    socket.on('error', (error) => {
      const code = 'code' in error ? error.code : '';
      finish(code === 'ECONNREFUSED' || code === 'ENOENT' || code === 'ECONNRESET' ? 'gone' : 'alive');
    });
  });
}

interface SocketPlace {
  /** The folder with the sockets' files. */
  readonly folder: string;
  /** The same place, short enough for a socket's address. */
  readonly address: string;
  close(): Promise<void>;
}

async function socketPlace(folder: string): Promise<SocketPlace> {
  if (Buffer.byteLength(folder) + 28 <= longestSocketPath) {
    return { folder, address: folder, close: () => Promise.resolve() };
  }
  if (process.platform === 'linux') {
    const handle = await open(folder, 'r');
    return { folder, address: `/proc/self/fd/${handle.fd}`, close: () => handle.close() };
  }
  const elsewhere = join(tmpdir(), `comptoir-${await fingerprint(folder)}`);
  await mkdir(elsewhere, { recursive: true, mode: 0o700 });
  return { folder: elsewhere, address: elsewhere, close: () => Promise.resolve() };
}

async function fingerprint(folder: string): Promise<string> {
  return createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 16);
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      server.unref();
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
