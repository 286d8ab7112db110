import { endpointKey } from '../../shared/payment/endpoint';
import type { RunInBackground } from '../background';
import type { FactListener } from '../state-store';
import type { IdentityFile } from './identity';

/** Keeps since when each endpoint is called by its provider: only the first call of each writes. */
export function noteUse(identity: IdentityFile, runInBackground: RunInBackground): FactListener {
  return (fact) => {
    if (fact.kind !== 'call-authenticated' || fact.isOurTest === true) return;
    const key = endpointKey(fact.endpoint);
    if (identity.current().usedSince[key] !== undefined) return;
    runInBackground('noting what is in use', () =>
      identity.change((before) => {
        const isKnown = before.usedSince[key] !== undefined;
        return isKnown ? before : { ...before, usedSince: { ...before.usedSince, [key]: fact.at } };
      }),
    );
  };
}
