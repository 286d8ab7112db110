// Loaded by `node --require` before a program: its signals plant what nobody catches.
process.on('SIGUSR2', () => void Promise.reject(new Error('a planted rejection')));
process.on('SIGWINCH', () => {
  setImmediate(() => {
    throw new Error('a planted exception');
  });
});
