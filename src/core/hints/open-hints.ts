import type { Payment } from '../../shared/payment/payment';
import type { Fact } from '../../shared/state/fact';
import { createBackground, logFailures } from '../background';
import type { AppendOutcome, Ledger } from '../ledger/ledger';
import type { Clock, Log } from '../ports';
import { providers } from '../providers';
import { createLaterOutcomes } from './later-outcomes';
import { createRemarks, type Remark } from './remarks';

export interface HintsParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly dispatch: (fact: Fact) => void;
  /** A later call changed an earlier payment. */
  readonly onChanged: (payment: Payment) => void;
  readonly refreshToday: () => Promise<void>;
}

/** What one payment tells about others: paid twice, failed just before, failed or given back afterwards. */
export interface Hints {
  /** Call it after the answer. Returns a remark for the payment's announcement. */
  on(outcome: AppendOutcome): Remark | null;
}

export async function openHints(parts: HintsParts): Promise<Hints> {
  const { ledger, clock, log, dispatch } = parts;
  const inBackground = createBackground(logFailures(log));
  const latest = [...(await ledger.page({ limit: 100 })).payments].reverse();
  const remarks = createRemarks(latest);
  const laterOutcomes = createLaterOutcomes({
    ledger,
    providers,
    clock,
    onChanged(payment) {
      dispatch({ kind: 'payment-changed', payment });
      parts.onChanged(payment);
    },
  });
  // A power cut may have come between a call's own record and its effect on an earlier payment.
  inBackground('what the last calls say of other payments', async () => {
    for (const payment of latest) await laterOutcomes.on(payment);
  });
  const noteTwin = async (id: string, twinOf: string): Promise<void> => {
    const payment = await ledger.annotate(id, { field: 'twin', value: twinOf });
    if (payment !== null) dispatch({ kind: 'payment-changed', payment });
  };

  return {
    on({ payment, duplicate }) {
      if (duplicate) return null;
      const remark = remarks.on(payment);
      if (remark?.kind === 'twin') {
        const { ofId } = remark;
        inBackground('noting a twin', () => noteTwin(payment.id, ofId));
      }
      inBackground(`what ${payment.id} says of another payment`, async () => {
        await laterOutcomes.on(payment);
        await parts.refreshToday();
      });
      return remark;
    },
  };
}
