import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A shop's disk takes milliseconds to flush. The same delay stands before every flush of every store, ours and its
 * peers: a library loaded before the C library, so that neither Node nor SQLite knows of it. Null where there is no C
 * compiler, or none of this system's kind.
 */
export function slowSyncLibrary(folder: string, delayMs: number): string | null {
  if (process.platform !== 'linux') return null;
  const source = join(folder, 'slow-sync.c');
  const library = join(folder, 'slow-sync.so');
  writeFileSync(
    source,
    `#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
static int late(const char *name, int fd) {
  struct timespec delay = { 0, ${delayMs}000000L };
  nanosleep(&delay, 0);
  return ((int (*)(int)) dlsym(RTLD_NEXT, name))(fd);
}
int fsync(int fd) { return late("fsync", fd); }
int fdatasync(int fd) { return late("fdatasync", fd); }
`,
  );
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl']);
    return library;
  } catch {
    return null;
  }
}
