import type { AppState } from '../../shared/state/app-state';
import type { Fact } from '../../shared/state/fact';
import { createAfterOutage, type AfterOutage, type AfterOutageParts } from './after-outage';
import { createOffline, type OfflineParts } from './offline';

/** All announcements about outages: that one lasts, that it is over, and what was paid meanwhile. */
export interface Outages extends Pick<AfterOutage, 'takes'> {
  readonly follow: (fact: Fact, state: Pick<AppState, 'hearing'>) => void;
  readonly stop: () => void;
}

export function createOutages(
  parts: Omit<OfflineParts, 'settings'> &
    Pick<AfterOutageParts, 'onTold'> & {
      readonly settings: () => ReturnType<OfflineParts['settings']> &
        ReturnType<AfterOutageParts['settings']>;
    },
): Outages {
  const afterOutage = createAfterOutage(parts);
  const offline = createOffline(parts);
  return {
    takes: (payment, remark, waited) => afterOutage.takes(payment, remark, waited),
    follow(fact, { hearing }) {
      if (fact.kind === 'deaf-period') afterOutage.follow(fact.period);
      if (fact.kind === 'relay-changed') {
        const { relay } = fact;
        if (relay.kind === 'collecting') afterOutage.history(relay.newsFrom ?? '');
        // While it connects, nobody knows yet how much waits there.
        const isComing = relay.kind === 'connecting' || (relay.kind === 'collecting' && relay.behind > 0);
        afterOutage.hold(isComing);
      }
      offline.follow(hearing);
    },
    stop() {
      afterOutage.stop();
      offline.stop();
    },
  };
}
