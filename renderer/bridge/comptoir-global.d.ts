import type { Bridge } from '../../src/shared/bridge/contract';

declare global {
  interface Window {
    /** Set by Electron's preload; absent in a plain browser. */
    readonly comptoir?: Bridge;
  }
}
