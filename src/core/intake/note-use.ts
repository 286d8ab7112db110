import { endpointKey } from '../../shared/payment/endpoint';
import type { RunInBackground } from '../background';
import type { FactListener } from '../state-store';
import type { Identity, IdentityFile } from './identity';

/**
 * Stores when each endpoint was first called by its provider; only the first call of each writes. The first call for real
 * money also ends the set-up, even with no window open: `onSetUp` is called once that is on the disk.
 */
export function noteUse(
  identity: IdentityFile,
  runInBackground: RunInBackground,
  onSetUp: () => void,
): FactListener {
  return (fact) => {
    if (fact.kind !== 'call-authenticated' || fact.isOurTest === true) return;
    const { endpoint, at } = fact;
    const key = endpointKey(endpoint);
    const noted = (before: Identity): Identity => ({
      ...before,
      usedSince: { ...before.usedSince, [key]: before.usedSince[key] ?? at },
      setUp: before.setUp || endpoint.mode === 'live',
    });
    const { usedSince, setUp } = identity.current();
    if (usedSince[key] !== undefined && (setUp || endpoint.mode !== 'live')) return;
    runInBackground('noting what is in use', async () => {
      const isSetUp = (await identity.change(noted)).setUp;
      if (isSetUp && !setUp) onSetUp();
    });
  };
}
