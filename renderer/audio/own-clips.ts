import type { Bridge } from '../../src/shared/bridge/contract';
import type { LoadOwnClip } from './player';

/** Recordings of the shop's own voice, from the core. */
export function ownClipsOf(bridge: Pick<Bridge, 'invoke'>): LoadOwnClip {
  return async (id, name) => {
    const reply = await bridge.invoke('getVoiceClip', { id, name });
    if (!reply.ok || reply.value === null) return null;
    return Uint8Array.from(atob(reply.value), (letter) => letter.charCodeAt(0)).buffer;
  };
}
