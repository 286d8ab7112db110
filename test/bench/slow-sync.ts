import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A shop's disk takes milliseconds to flush. The same delay stands before every flush of every store, ours and its
 * peers: a library loaded before the C library, so that neither Node nor SQLite knows of it. Null where there is no C
 * compiler, or none of this system's kind. Writing to a file that flushes itself is a flush as well.
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
#include <fcntl.h>
#include <sys/types.h>
static void wait(void) {
  struct timespec delay = { 0, ${delayMs}000000L };
  nanosleep(&delay, 0);
}
static int late(const char *name, int fd) {
  wait();
  return ((int (*)(int)) dlsym(RTLD_NEXT, name))(fd);
}
int fsync(int fd) { return late("fsync", fd); }
int fdatasync(int fd) { return late("fdatasync", fd); }
static void wait_if_through(int fd) {
  if (fcntl(fd, F_GETFL) & O_DSYNC) wait();
}
ssize_t write(int fd, const void *bytes, size_t count) {
  wait_if_through(fd);
  return ((ssize_t (*)(int, const void *, size_t)) dlsym(RTLD_NEXT, "write"))(fd, bytes, count);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  wait_if_through(fd);
  return ((ssize_t (*)(int, const void *, size_t, off64_t)) dlsym(RTLD_NEXT, "pwrite64"))(fd, bytes, count, at);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { return pwrite64(fd, bytes, count, at); }
`,
  );
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl']);
    return library;
  } catch {
    return null;
  }
}
