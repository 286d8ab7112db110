import { fromBase64url, toBase64url } from '../../src/shared/screens/base64url';
import { keyBytes } from '../../src/shared/screens/seal';

/** What this device is to its counter. */
export interface DeviceKey {
  readonly id: string;
  readonly key: Uint8Array;
}

export interface DeviceMemory {
  read(): DeviceKey | null;
  keep(device: DeviceKey): void;
  forget(): void;
}

const place = 'comptoir-screen';

/** A browser that keeps nothing asks to be added again each time. */
export function createDeviceMemory(storage: () => Storage): DeviceMemory {
  let present: DeviceKey | null = null;
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(storage().getItem(place) ?? 'null');
        if (typeof kept !== 'object' || kept === null || !('id' in kept) || !('key' in kept)) return present;
        const { id, key: text } = kept;
        const key = typeof text === 'string' ? fromBase64url(text) : null;
        return typeof id === 'string' && key?.length === keyBytes ? { id, key } : present;
      } catch {
        return present; // storage is switched off, or holds what is not ours
      }
    },
    keep(device) {
      present = device;
      try {
        storage().setItem(place, JSON.stringify({ id: device.id, key: toBase64url(device.key) }));
      } catch {
        return; // until this page is closed it goes on
      }
    },
    forget() {
      present = null;
      try {
        storage().removeItem(place);
      } catch {
        return; // nothing was kept there
      }
    },
  };
}
