import { onTestFinished } from 'vitest';
import { CommandFailure } from '../../src/shared/bridge/answer';
import type { CommandError } from '../../src/shared/bridge/contract';
import type { Announcement } from '../../src/shared/voice/announcement';
import type { Fact } from '../../src/shared/state/fact';
import type { Payment } from '../../src/shared/payment/payment';
import type { VerificationState } from '../../src/shared/payment/verification';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { loadSecrets } from '../../src/core/settings/secrets';
import { openSettings } from '../../src/core/settings/settings-file';
import { boundTo, theProgram } from '../../src/core/access/caller';
import { announce, announceVerdict } from '../../src/core/announce/announce';
import { openHints } from '../../src/core/hints/open-hints';
import { createFoundHandlers } from '../../src/core/import/found-handlers';
import { openVerification } from '../../src/core/verification/open-verification';
import { openPlainSecrets } from './plain-secrets';
import { fakeClock, type FakeClock } from './fake-clock';
import { testKeys, type KkiapayApi } from './kkiapay-api';
import { receivedEvent, type EventTraits } from './ledger-events';
import { dataFolder } from './ledger-folder';
import { shopSettings } from './shop-settings';

export const start = Date.parse('2026-11-23T10:00:00.000Z');
export const live = { provider: 'kkiapay', mode: 'live' } as const;

interface Options {
  readonly clock?: FakeClock;
  readonly folder?: string;
  readonly keys?: boolean;
}

/** Everything real but the calls, the windows and KKiaPay's own servers. */
export async function askingShop(
  api: KkiapayApi,
  { clock = fakeClock(start), folder, keys = true }: Options = {},
) {
  const dataDir = folder ?? (await dataFolder());
  const now = (): number => clock.now();
  const utcOffsetMinutes = (): number => 60;
  const log = (): void => undefined;
  const { ledger } = await openLedger({ dataDir, utcOffsetMinutes, clock, log });
  const { settings } = await openSettings(dataDir, now);
  const store = await openPlainSecrets(dataDir, now);
  const secrets = await loadSecrets(store, settings, {}, clock);
  if (keys) await secrets.saveApiKeys(live, testKeys);
  const rung: Announcement[] = [];
  const facts: Fact[] = [];
  const dispatch = (fact: Fact): void => void facts.push(fact);
  const tell = (announcement: Announcement | null): void => {
    if (announcement !== null) rung.push(announcement);
  };
  const verification = await openVerification({
    ...{ ledger, secrets, fetch: api.fetch, clock, log, utcOffsetMinutes, dispatch },
    onVerdict: (payment, before) => tell(announceVerdict(payment, before, shopSettings)),
    onTotalsChanged: () => undefined,
  });
  const hints = await openHints({
    ...{ ledger, clock, log, dispatch, refreshToday: () => Promise.resolve() },
    onChanged: (payment) => verification.verifier.follow(payment),
  });
  const close = async (): Promise<void> => {
    verification.verifier.stop();
    await ledger.close();
  };
  onTestFinished(close);
  const fail = (code: CommandError): never => {
    throw new CommandFailure(code, code);
  };
  const handlers = {
    ...verification.handlers(fail),
    ...boundTo(
      createFoundHandlers(
        {
          ...{ ledger, settings, clock, utcOffsetMinutes, verifier: verification.verifier },
          summary: () => shopSettings,
          onFound: (payment) => dispatch({ kind: 'payment-changed', payment }),
          onTotalsChanged: () => undefined,
          onProgress: () => undefined,
        },
        { fail, isWithinReach: () => true },
      ),
      theProgram,
    ),
  };
  const state = (): VerificationState | undefined =>
    facts.flatMap((fact) => (fact.kind === 'verification-changed' ? [fact.verification] : [])).at(-1);
  return {
    ...{ ledger, verification, handlers, rung, facts, clock, dataDir, close, state, settings },
    receive: async (traits: EventTraits = {}): Promise<Payment> => {
      const event = receivedEvent({ receivedAt: new Date(clock.now()).toISOString(), ...traits });
      const outcome = await ledger.append(event);
      tell(announce(outcome, shopSettings, hints.on(outcome)));
      if (!outcome.duplicate) verification.verifier.follow(outcome.payment);
      return outcome.payment;
    },
    /** Lets what is due happen, until the answer is written down. */
    until: async (holds: () => unknown): Promise<void> => {
      while (!(await holds())) {
        clock.advance(500);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    kind: async (id: string) => (await ledger.payment(id))?.verification.kind,
  };
}
