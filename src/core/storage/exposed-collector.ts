import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * What V8 puts into a context that is made under this flag; null where it does not, as an Electron may whose V8 has
 * frozen its flags by then. The bell works without it.
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
