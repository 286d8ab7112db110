import type { AppState } from '../../shared/state/app-state';
import type { Fact } from '../../shared/state/fact';
import { createAfterOutage, type AfterOutage, type AfterOutageParts } from './after-outage';
import { createOffline, type OfflineParts } from './offline';

/** All that is said of outages: that one lasts, that it is over, and what was paid meanwhile. */
export interface Outages extends Pick<AfterOutage, 'takes'> {
  readonly follow: (fact: Fact, state: Pick<AppState, 'hearing'>) => void;
  readonly stop: () => void;
}

export function createOutages(
  parts: Omit<OfflineParts, 'settings'> & {
    readonly settings: () => ReturnType<OfflineParts['settings']> & ReturnType<AfterOutageParts['settings']>;
  },
): Outages {
  const afterOutage = createAfterOutage(parts);
  const offline = createOffline(parts);
  return {
    takes: (payment, remark) => afterOutage.takes(payment, remark),
    follow(fact, { hearing }) {
      if (fact.kind === 'deaf-period') afterOutage.follow(fact.period);
      if (fact.kind === 'relay-changed')
        afterOutage.hold(fact.relay.kind === 'collecting' && fact.relay.behind > 0);
      offline.follow(hearing);
    },
    stop() {
      afterOutage.stop();
      offline.stop();
    },
  };
}
