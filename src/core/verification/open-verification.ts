import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { verificationCommands } from '../../shared/bridge/verification-commands';
import { descriptionOf } from '../../shared/providers/providers';
import type { Fact } from '../../shared/state/fact';
import type { Recheck } from '../../shared/payment/verification';
import type { Payment, Verification as Verdict } from '../../shared/payment/payment';
import type { Ledger } from '../ledger/ledger';
import type { Clock, Log } from '../ports';
import { providers } from '../providers';
import type { Secrets } from '../settings/secrets';
import { isDiskFull } from '../storage/disk';
import { createVerifier, type Verifier } from './verifier';

export interface VerificationParts {
  readonly ledger: Ledger;
  readonly secrets: Secrets;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly log: Log;
  readonly utcOffsetMinutes: () => number;
  readonly dispatch: (fact: Fact) => void;
  /** The provider said something new of a payment; `before`: as it stood until then. */
  readonly onVerdict: (payment: Payment, before: Verdict) => void;
}

/** What the providers say of payments when they are asked. */
export interface Verification {
  readonly verifier: Verifier;
  /** After the answer: has a payment asked about, now and later. */
  follow(payment: Payment): void;
  /** Asks once more about what came from one instant up to another: before a day is closed. */
  askAgain(from: string, until: string): Promise<Recheck>;
  handlers(fail: (code: CommandError) => never): Pick<CommandHandlers, keyof typeof verificationCommands>;
  stop(): void;
}

export async function openVerification(parts: VerificationParts): Promise<Verification> {
  const { ledger, secrets, fetch, clock, log, utcOffsetMinutes, dispatch } = parts;
  const verifier = await createVerifier({
    ...{ ledger, providers, secrets, clock, log, fetch, utcOffsetMinutes },
    onState: (verification) => dispatch({ kind: 'verification-changed', verification }),
    onVerdict(payment, before) {
      dispatch({ kind: 'payment-changed', payment });
      parts.onVerdict(payment, before);
    },
  });
  return {
    verifier,
    follow: (payment) => verifier.follow(payment),
    askAgain: (from, until) => verifier.askAgain(from, until),
    handlers: (fail) => ({
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
    stop: () => verifier.stop(),
  };
}
