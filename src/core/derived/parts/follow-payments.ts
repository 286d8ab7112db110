import { announce, announceVerdict } from '../../announce/announce';
import type { ComptoirPorts } from '../../comptoir-ports';
import { openHints } from '../../hints/open-hints';
import type { Remark } from '../../hints/remarks';
import type { Recorded } from '../../intake/call-listeners';
import type { Intake } from '../../intake/intake';
import { openVerification, type Verification } from '../../verification/open-verification';
import type { Derived, Part } from '../derived';
import type { Receipts } from './open-receipts';
import type { Sounds } from './open-sounds';
import type { Today } from './open-today';

/** What happens after a recorded payment was answered: hints, a question to the provider, the bell, the totals. */
export async function followPayments(
  derived: Derived,
  intake: Intake,
  { fetchProvider }: Pick<ComptoirPorts, 'fetchProvider'>,
  {
    sounds,
    today,
    receipts,
  }: { readonly sounds: Sounds; readonly today: Today; readonly receipts: Part<Receipts> },
): Promise<Part<Verification>> {
  const { ledger, secrets, log, dispatch, clocks, offset, summary } = intake;
  const verification = await derived.open(
    'verification',
    () =>
      openVerification({
        ledger,
        secrets,
        log,
        dispatch,
        utcOffsetMinutes: offset,
        // Use the clock that dates payments to tell how old a payment is.
        clock: { ...derived.clockFor('verification'), now: clocks.now },
        fetch: clocks.fetchWith(fetchProvider),
        onVerdict: (payment, before) => sounds.tell(announceVerdict(payment, before, summary())),
        onTotalsChanged: today.refreshInBackground,
      }),
    ({ verifier }) => verifier.stop(),
  );
  const hints = await derived.open('hints', () =>
    openHints({
      ledger,
      log,
      dispatch,
      refreshToday: today.refresh,
      clock: derived.clockFor('hints'),
      onChanged: (payment) => verification.use(({ verifier }) => verifier.follow(payment)),
    }),
  );
  const onRecorded = (outcome: Recorded): void => {
    const { payment, duplicate } = outcome;
    clocks.onRecorded(outcome);
    dispatch({ kind: 'payment-recorded', payment, duplicate });
    // A payment rings even if its hints or its verification fail.
    let remark: Remark | null = null;
    hints.use((opened) => (remark = opened.on(outcome)));
    if (!duplicate) verification.use(({ verifier }) => verifier.follow(payment));
    // Late payments are announced together later, and nobody waits at the counter for their receipts.
    const isLate = !duplicate && sounds.holdsBack(outcome, remark);
    if (!isLate) sounds.tell(announce(outcome, summary(), remark));
    if (!isLate && !duplicate) receipts.use(({ printer }) => printer.follow(payment));
    today.refreshInBackground();
  };
  intake.callListeners.add({ onRecorded });
  return verification;
}
