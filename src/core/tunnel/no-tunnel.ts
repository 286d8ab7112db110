import type { Tunnel } from './tunnel';

/** Without a tunnel: only calls from this computer are heard. */
export function createNoTunnel(): Tunnel {
  return {
    state: () => ({ kind: 'off' }),
    lastHeardAt: () => null,
    onState: () => () => undefined,
    probe: () => undefined,
    useToken: () => undefined,
    stop: () => Promise.resolve(),
  };
}
