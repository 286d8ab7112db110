import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { verificationCommands } from '../../shared/bridge/verification-commands';
import { descriptionOf } from '../../shared/providers/providers';
import type { Payment } from '../../shared/payment/payment';
import type { Fact } from '../../shared/state/fact';
import { LedgerRefusal, type Ledger } from '../ledger/ledger';
import { providers } from '../providers';
import type { Secrets } from '../settings/secrets';
import { isDiskFull } from '../storage/disk';
import { serialQueue } from '../storage/serial-queue';
import { createSettling } from './settling';
import { createVerifier, type Verifier, type VerifierParts } from './verifier';

export interface VerificationParts extends Omit<
  VerifierParts,
  'ledger' | 'providers' | 'secrets' | 'onState'
> {
  readonly ledger: Ledger;
  readonly secrets: Secrets;
  readonly dispatch: (fact: Fact) => void;
  /** The day's totals have changed. */
  readonly onTotalsChanged: () => void;
}

/** Asks providers about payments and records their answers. */
export interface Verification {
  readonly verifier: Verifier;
  handlers(fail: (code: CommandError) => never): Pick<CommandHandlers, keyof typeof verificationCommands>;
}

export async function openVerification(parts: VerificationParts): Promise<Verification> {
  const { ledger, secrets, fetch, clock, log, utcOffsetMinutes, dispatch } = parts;
  const onChanged = (payment: Payment): void => dispatch({ kind: 'payment-changed', payment });
  const settling = createSettling({ ledger, providers, clock, onChanged });
  const inOrder = serialQueue();
  const verifier = await createVerifier({
    ledger,
    providers,
    secrets,
    clock,
    log,
    fetch,
    utcOffsetMinutes,
    onState: (verification) => dispatch({ kind: 'verification-changed', verification }),
    async onVerdict(payment, before) {
      onChanged(payment);
      await settling.follow(payment);
      parts.onTotalsChanged();
      await parts.onVerdict(payment, before);
    },
  });
  return {
    verifier,
    handlers: (fail) => ({
      settleDoubt: ({ id, outcome, by }) =>
        inOrder(async () => {
          const payment = (await ledger.payment(id)) ?? fail('payment-unknown');
          const settled = (await settling.settle(payment, outcome, by)) ?? fail('not-to-settle');
          verifier.follow(settled);
          parts.onTotalsChanged();
          return settled;
        }).catch((error: unknown) => {
          if (error instanceof LedgerRefusal) return fail('ledger-unavailable');
          throw error;
        }),
      async saveApiKeys({ keys, ...endpoint }) {
        const fields = descriptionOf(endpoint.provider)?.apiKeys ?? [];
        const given =
          keys === null ? null : fields.map(({ key }) => [key, (keys[key] ?? '').trim()] as const);
        if (given?.some(([, value]) => !/^[\x21-\x7e]{8,}$/.test(value))) fail('secret-malformed');
        if (fields.length === 0) fail('bad-argument');
        await secrets
          .saveApiKeys(endpoint, given === null ? null : Object.fromEntries(given))
          .catch((error: unknown) => fail(isDiskFull(error) ? 'disk-full' : 'secret-store-failed'));
        await verifier.keysChanged();
        return null;
      },
    }),
  };
}
