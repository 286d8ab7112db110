import { toBase64url } from '../../src/shared/screens/base64url';
import { isProof, nonceBytes, whoProof } from '../../src/shared/screens/frames';
import { doorPaths } from '../../src/shared/screens/protocol';
import type { RandomBytes } from '../../src/shared/screens/screen-crypto';
import type { DeviceKey } from './device-key';
import { textsIn } from './post';

export interface CounterSearchParts {
  readonly fetch: typeof fetch;
  readonly random: RandomBytes;
}

/** Requests at once: an old phone's browser allows no more connections. */
const atOnce = 24;
/** Long enough for any computer on the same Wi-Fi to answer. */
const patienceMs = 1_500;

/**
 * Asks each address whether it is this device's counter. Null where none proves it with the device's key for the
 * address that was asked.
 */
export async function findCounter(
  { fetch: fetchIt, random }: CounterSearchParts,
  device: DeviceKey,
  addresses: readonly string[],
): Promise<string | null> {
  const isIt = async (address: string): Promise<boolean> => {
    const challenge = random(nonceBytes);
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), patienceMs);
    const query = `?id=${device.id}&c=${toBase64url(challenge)}`;
    try {
      const response = await fetchIt(`http://${address}${doorPaths.who}${query}`, {
        signal: patience.signal,
      });
      const said = response.ok ? textsIn(await response.json(), 'proof') : null;
      return said !== null && isProof(said.proof, whoProof(device.key, challenge, address));
    } catch {
      return false; // nobody there
    } finally {
      clearTimeout(timer);
    }
  };
  const left = addresses.slice().reverse();
  let found: string | null = null;
  const askOnAndOn = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined && found === null; next = left.pop())
      if (await isIt(next)) found ??= next;
  };
  await Promise.all(Array.from({ length: atOnce }, askOnAndOn));
  return found;
}

/** Addresses where the counter may be now: its last ones first, then their neighbours, nearest numbers first. */
export function likelyAddresses(known: readonly string[]): readonly string[] {
  const neighbours = known.flatMap((address) => {
    const [, network = '', last = '', port = ''] = /^(\d+\.\d+\.\d+\.)(\d+)(:\d+)$/.exec(address) ?? [];
    if (network === '') return [];
    return Array.from({ length: 254 }, (_, index) => index + 1)
      .sort((a, b) => Math.abs(a - Number(last)) - Math.abs(b - Number(last)))
      .map((host) => `${network}${host}${port}`);
  });
  return [...new Set([...known, ...neighbours])];
}
