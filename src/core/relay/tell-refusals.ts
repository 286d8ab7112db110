import type { RefusalReason } from '../../shared/diagnosis/refusal';
import type { Fact } from '../../shared/state/fact';
import { statusOf } from '../receiver/answers';
import type { RelayPage } from './relay-client';

/** Reports them as the receiver here does, a minute's refusals together. */
export function tellRefusals(dispatch: (fact: Fact) => void): (refused: RelayPage['refused']) => void {
  const isReason = (reason: string): reason is RefusalReason => Object.hasOwn(statusOf, reason);
  return (refused) => {
    for (const { minute, reason, mode, count } of refused) {
      if (!isReason(reason)) continue;
      const sides = { live: 'live', sandbox: 'sandbox' } as const;
      const side = mode === 'live' || mode === 'sandbox' ? sides[mode] : null;
      const told = { reason, mode: side, count, diagnosis: null, httpStatus: statusOf[reason] };
      dispatch({ kind: 'call-refused', refusal: { ...told, at: minute, lastAt: minute, through: 'relay' } });
    }
  };
}
