/** What browsers from Chromium 69 on lack for the page and its libraries. Imported before everything else. */

function lend(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

// Chromium 93
lend(Object, 'hasOwn', (target: object, key: PropertyKey): boolean =>
  Object.prototype.hasOwnProperty.call(target, key),
);
// Chromium 73
lend(Object, 'fromEntries', (entries: Iterable<readonly [PropertyKey, unknown]>): object => {
  const made: Record<PropertyKey, unknown> = {};
  for (const [key, value] of entries) made[key] = value;
  return made;
});
// Chromium 92
lend(Array.prototype, 'at', function at(this: readonly unknown[], index: number): unknown {
  return this[index < 0 ? this.length + index : index];
});
// Chromium 71
lend(globalThis, 'queueMicrotask', (task: () => void): void => {
  Promise.resolve()
    .then(task)
    .catch((error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
    );
});
