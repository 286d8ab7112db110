import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { verificationCommands } from '../../shared/bridge/verification-commands';
import { descriptionOf } from '../../shared/providers/providers';
import type { Fact } from '../../shared/state/fact';
import type { Ledger } from '../ledger/ledger';
import { providers } from '../providers';
import type { Secrets } from '../settings/secrets';
import { isDiskFull } from '../storage/disk';
import { createVerifier, type Verifier, type VerifierParts } from './verifier';

export interface VerificationParts extends Omit<
  VerifierParts,
  'ledger' | 'providers' | 'secrets' | 'onState'
> {
  readonly ledger: Ledger;
  readonly secrets: Secrets;
  readonly dispatch: (fact: Fact) => void;
}

/** What the providers say of payments when they are asked. */
export interface Verification {
  readonly verifier: Verifier;
  handlers(fail: (code: CommandError) => never): Pick<CommandHandlers, keyof typeof verificationCommands>;
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
  };
}
