import { fromBase64url, toBase64url } from '../../src/shared/screens/base64url';
import { keyBytes } from '../../src/shared/screens/screen-crypto';

/** How the counter knows this device. */
export interface DeviceKey {
  readonly id: string;
  readonly key: Uint8Array;
  /** Where the counter last answered, "192.168.1.10:4280". */
  readonly addresses: readonly string[];
}

export interface DeviceMemory {
  read(): DeviceKey | null;
  keep(device: DeviceKey): void;
  forget(): void;
}

const place = 'comptoir-screen';

/** Where the browser keeps nothing, the device must be added again each time. */
export function createDeviceMemory(storage: () => Storage): DeviceMemory {
  let present: DeviceKey | null = null;
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(storage().getItem(place) ?? 'null');
        return parseDevice(kept) ?? present;
      } catch {
        return present; // storage is switched off, or holds what is not ours
      }
    },
    keep(device) {
      present = device;
      try {
        storage().setItem(place, JSON.stringify({ ...device, key: toBase64url(device.key) }));
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

function parseDevice(kept: unknown): DeviceKey | null {
  if (typeof kept !== 'object' || kept === null || !('id' in kept) || !('key' in kept)) return null;
  const { id, key: text } = kept;
  const key = typeof text === 'string' ? fromBase64url(text) : null;
  if (typeof id !== 'string' || key?.length !== keyBytes) return null;
  const addresses: readonly unknown[] =
    'addresses' in kept && Array.isArray(kept.addresses) ? kept.addresses : [];
  return { id, key, addresses: addresses.filter((one) => typeof one === 'string') };
}

/** A page carries its key to the counter's new address in the fragment, which browsers never send. */
export function keyText({ id, key }: DeviceKey): string {
  return `${id}.${toBase64url(key)}`;
}

export function parseKeyText(text: string): DeviceKey | null {
  const [id = '', secret = ''] = text.split('.');
  const key = fromBase64url(secret);
  return id !== '' && key?.length === keyBytes ? { id, key, addresses: [] } : null;
}
