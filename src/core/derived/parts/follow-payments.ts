import { announce, announceVerdict } from '../../announce/announce';
import type { ComptoirPorts } from '../../comptoir-ports';
import { openHints } from '../../hints/open-hints';
import type { Remark } from '../../hints/remarks';
import type { Intake } from '../../intake/open-intake';
import type { AppendOutcome } from '../../ledger/ledger';
import { openVerification, type Verification } from '../../verification/open-verification';
import type { Derived, Part } from '../derived';
import type { Receipts } from './open-receipts';
import type { Sounds } from './open-sounds';
import type { Today } from './open-today';

/** What a recorded payment leads to after its answer: hints, a question to the provider, the bell, the totals. */
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
        ...{ ledger, secrets, log, dispatch, utcOffsetMinutes: offset },
        // Payments are dated by it: how old one is, is to be told by the same.
        clock: { ...derived.clockFor('verification'), now: clocks.now },
        fetch: clocks.fetchWith(fetchProvider),
        onVerdict: (payment, before) => sounds.tell(announceVerdict(payment, before, summary())),
        onTotalsChanged: today.refreshInBackground,
      }),
    ({ verifier }) => verifier.stop(),
  );
  const hints = await derived.open('hints', () =>
    openHints({
      ...{ ledger, log, dispatch, refreshToday: today.refresh, clock: derived.clockFor('hints') },
      onChanged: (payment) => verification.use(({ verifier }) => verifier.follow(payment)),
    }),
  );
  const onRecorded = (outcome: AppendOutcome): void => {
    clocks.onRecorded(outcome);
    dispatch({ kind: 'payment-recorded', ...outcome });
    // Without its hints and its verification a payment rings all the same.
    let remark: Remark | null = null;
    hints.use((opened) => (remark = opened.on(outcome)));
    if (!outcome.duplicate) verification.use(({ verifier }) => verifier.follow(outcome.payment));
    const announcement = announce(outcome, summary(), remark);
    // What came late is told later, and nobody waits at the counter for its receipt.
    const isLate = !outcome.duplicate && sounds.holdsBack(outcome, remark);
    if (!isLate) sounds.tell(announcement);
    if (!isLate && !outcome.duplicate) receipts.use(({ printer }) => printer.follow(outcome.payment));
    today.refreshInBackground();
  };
  intake.followers.follow({ onRecorded });
  return verification;
}
