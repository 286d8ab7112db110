import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const run = promisify(execFile);

/** A test's own file system, in an image file, whose power can be cut. */
export interface SmallDisk {
  readonly folder: string;
  /**
   * Stops the file system without flushing anything, then mounts what the image holds. `justBefore` is called at the last
   * moment: a process that outlives the cut may be told of flushes that never were, which a real one takes with it.
   */
  cutPower(justBefore: () => void, whileDead: () => Promise<unknown>): Promise<void>;
}

/** Why there can be none here, or null. */
export async function noSmallDisk(): Promise<string | null> {
  if (process.platform !== 'linux') return 'only Linux mounts image files';
  if (process.getuid?.() !== 0) return 'mounting needs root';
  try {
    const disk = await mount(await mkdtemp(join(tmpdir(), 'comptoir-probe-')), 8);
    await disk.remove();
    return null;
  } catch (error) {
    return `no loop device, mkfs.ext4 or python3 at hand: ${error instanceof Error ? error.message : String(error)}`;
  }
}

export async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const disk = await mount(await mkdtemp(join(tmpdir(), 'comptoir-disk-')), megabytes);
  onTestFinished(() => disk.remove());
  return disk;
}

/** Whether this process may mount file systems. */
export async function mayMount(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-probe-'));
  try {
    await run('mount', ['-t', 'tmpfs', 'comptoir', folder]);
    await run('umount', [folder]);
    return true;
  } catch {
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface MemoryDisk {
  readonly folder: string;
  /** As a stick is: the folder is empty then. */
  pullOut(): Promise<void>;
}

/** A file system of a test's own in memory. `options`: as `mount` takes them, `size=1m` or `nr_inodes=9`. */
export async function memoryDisk(options: string): Promise<MemoryDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', options, 'comptoir', folder]);
  let isIn = true;
  const pullOut = async (): Promise<void> => {
    if (isIn) await run('umount', ['-l', folder]);
    isIn = false;
  };
  onTestFinished(async () => {
    await pullOut();
    await rm(folder, { recursive: true, force: true });
  });
  return { folder, pullOut };
}

async function mount(place: string, megabytes: number): Promise<SmallDisk & { remove(): Promise<void> }> {
  const image = join(place, 'image');
  const folder = join(place, 'mounted');
  await mkdir(folder);
  const handle = await open(image, 'w');
  await handle.truncate(megabytes * 1024 * 1024);
  await handle.close();
  await run('mkfs.ext4', ['-q', '-F', image]);
  await run('mount', ['-o', 'loop', image, folder]);
  return {
    folder,
    async cutPower(justBefore, whileDead) {
      // FS_IOC_SHUTDOWN with NOLOGFLUSH: not even the file system's own journal reaches the image any more.
      const shutdown =
        'import fcntl,os,struct,sys;disk=os.open(sys.argv[1],os.O_RDONLY);print("ready",flush=True);' +
        'sys.stdin.readline();fcntl.ioctl(disk,0x8004587d,struct.pack("I",2))';
      const cutting = spawn('python3', ['-c', shutdown, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
      const ended = once(cutting, 'exit');
      await once(cutting.stdout, 'data');
      justBefore();
      cutting.stdin.end('now\n');
      const [code] = (await ended) as [number | null];
      if (code !== 0) throw new Error('the power could not be cut');
      await whileDead();
      await run('umount', [folder]);
      await run('mount', ['-o', 'loop', image, folder]);
    },
    async remove() {
      await run('umount', [folder]).catch(() => run('umount', ['-l', folder]));
      await rm(place, { recursive: true, force: true });
    },
  };
}
