import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * The function that V8 adds to a context created under this flag. Null where it does not, because some versions of
 * Electron freeze V8's flags before. The bell works without it.
 */
export function exposedCollector(run: (code: string) => unknown = runInNewContext): (() => void) | null {
  try {
    setFlagsFromString('--expose-gc');
    const collect = run('globalThis.gc');
    if (typeof collect !== 'function') return null;
    return () => void Reflect.apply(collect, undefined, []);
  } catch {
    return null;
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}
