// Loaded by `node --require` before a program: the file whose inode and birth are COMPTOIR_BAD_INODE cannot be read any more, under
// whatever name it goes, as behind a bad sector. Opening, renaming and removing it work.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const bad = process.env.COMPTOIR_BAD_INODE;
const failure = () =>
  Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', errno: -5, syscall: 'read' });
const isBad = (file) => {
  try {
    const asked = { bigint: true };
    const stats = typeof file === 'number' ? fs.fstatSync(file, asked) : fs.statSync(file, asked);
    // With its birth: the number of a file that was removed is given to the next one.
    return stats.isFile() && `${stats.ino}-${stats.birthtimeNs}` === bad;
  } catch {
    return false;
  }
};

if (bad !== undefined) {
  const { open, readFile, copyFile } = fs.promises;
  fs.promises.readFile = async (file, ...rest) => {
    if (typeof file === 'string' && isBad(file)) throw failure();
    return readFile(file, ...rest);
  };
  fs.promises.copyFile = async (from, ...rest) => {
    if (isBad(from)) throw failure();
    return copyFile(from, ...rest);
  };
  fs.promises.open = async (file, flags, ...rest) => {
    const handle = await open(file, flags, ...rest);
    if (isBad(handle.fd)) {
      for (const name of ['read', 'readv', 'readFile']) handle[name] = () => Promise.reject(failure());
    }
    return handle;
  };
  const { readFileSync, read, readSync } = fs;
  fs.readFileSync = (file, ...rest) => {
    if (isBad(file)) throw failure();
    return readFileSync(file, ...rest);
  };
  fs.readSync = (fd, ...rest) => {
    if (isBad(fd)) throw failure();
    return readSync(fd, ...rest);
  };
  fs.read = (fd, ...rest) => {
    if (!isBad(fd)) return read(fd, ...rest);
    const callback = rest.at(-1);
    process.nextTick(() => callback(failure()));
  };
  syncBuiltinESMExports();
}
