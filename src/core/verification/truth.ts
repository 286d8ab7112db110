import { createBackground, logFailures } from '../background';
import type { Announcement } from '../../shared/voice/announcement';
import type { CommandHandlers } from '../../shared/bridge/contract';
import type { truthCommands } from '../../shared/bridge/truth-commands';
import type { Fact } from '../../shared/state/fact';
import { endpointKey } from '../../shared/payment/endpoint';
import { faceOf, mainProvider } from '../../shared/providers/providers';
import type { SettingsSummary } from '../../shared/settings/settings';
import type { Payment } from '../../shared/payment/payment';
import { dayMonthsBefore } from '../../shared/calendar';
import type { Recheck } from '../../shared/payment/verification';
import { announce, announceVerdict } from '../announce/announce';
import type { AppendOutcome, Ledger } from '../ledger/ledger';
import type { Clock, Log } from '../ports';
import { providers } from '../providers';
import type { Secrets } from '../settings/secrets';
import type { SettingsFile } from '../settings/settings-file';
import { createFoundAgain, type Asking } from '../import/found-again';
import { createImportHandlers } from '../import/import-handlers';
import { createAfterwards } from './afterwards';
import { createRemarks } from './remarks';
import { isDiskFull } from '../storage/disk';
import { createVerifier } from './verifier';

export interface TruthParts {
  readonly ledger: Ledger;
  readonly settings: SettingsFile;
  readonly secrets: Secrets;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly log: Log;
  readonly utcOffsetMinutes: () => number;
  readonly summary: () => SettingsSummary;
  readonly dispatch: (fact: Fact) => void;
  readonly announceThis: (announcement: Announcement) => void;
  readonly refreshToday: () => Promise<void>;
}

/** What is known of payments beside what was announced: asked, remarked upon, put in, and forgotten in time. */
export interface Truth {
  /** After the answer: has a payment just recorded verified, and chooses the words for it; null where it was announced. */
  recorded(outcome: AppendOutcome): Announcement | null;
  /** Asks once more about what came from one instant up to another: before a day is closed. */
  askAgain(from: string, until: string): Promise<Recheck>;
  /** A day began, or the setting was changed. */
  forgetInTime(): void;
  handlers(asking: Asking): Pick<CommandHandlers, keyof typeof truthCommands>;
  stop(): void;
}

export async function createTruth(parts: TruthParts): Promise<Truth> {
  const { ledger, settings, secrets, clock, log, dispatch, announceThis } = parts;
  const inBackground = createBackground(logFailures(log));
  const refresh = (): void => inBackground('the totals', () => parts.refreshToday());
  const remarks = createRemarks([...(await ledger.page({ limit: 100 })).payments].reverse());
  const verifier = await createVerifier({
    ...{ ledger, providers, secrets, clock, log },
    ...{ fetch: parts.fetch, utcOffsetMinutes: parts.utcOffsetMinutes },
    onState: (verification) => dispatch({ kind: 'verification-changed', verification }),
    onVerdict(payment, before) {
      dispatch({ kind: 'payment-changed', payment });
      const announcement = announceVerdict(payment, before, parts.summary());
      if (announcement !== null) announceThis(announcement);
      refresh();
    },
  });
  const afterwards = createAfterwards({
    ...{ ledger, providers, clock },
    onChanged(payment) {
      dispatch({ kind: 'payment-changed', payment });
      verifier.follow(payment);
    },
  });
  const lookBack = async (payment: Payment): Promise<void> => {
    await afterwards.on(payment);
    await parts.refreshToday();
  };
  const noteTwin = async (id: string, twinOf: string): Promise<void> => {
    const payment = await ledger.annotate(id, { field: 'twin', value: twinOf }).catch(() => null);
    if (payment !== null) dispatch({ kind: 'payment-changed', payment });
  };
  const forgetInTime = (): void => {
    const { retentionMonths } = settings.current();
    ledger.forgetPayersBefore(
      retentionMonths === null ? '' : dayMonthsBefore(clock.now(), retentionMonths, parts.utcOffsetMinutes()),
    );
  };
  forgetInTime();

  return {
    recorded(outcome) {
      const remark = outcome.duplicate ? null : remarks.on(outcome.payment);
      if (remark?.kind === 'twin') {
        const { ofId } = remark;
        inBackground('noting a twin', () => noteTwin(outcome.payment.id, ofId));
      }
      if (!outcome.duplicate) {
        verifier.follow(outcome.payment);
        lookBack(outcome.payment).catch((error: unknown) =>
          log(`what ${outcome.payment.id} says of another payment could not be noted: ${String(error)}`),
        );
      }
      return announce({ ...outcome, duplicate: isKnownFromCall(outcome) }, parts.summary(), remark);
    },
    askAgain: (from, until) => verifier.askAgain(from, until),
    forgetInTime,
    handlers: (asking) => ({
      ...createFoundAgain(
        {
          ...{ ledger, providers, verifier, clock },
          onFound(payment) {
            dispatch({ kind: 'payment-changed', payment });
            refresh();
          },
        },
        asking,
      ),
      ...createImportHandlers(
        {
          ...{ ledger, providers, settings, clock, utcOffsetMinutes: parts.utcOffsetMinutes },
          onlyProvider() {
            const { hashSecret } = parts.summary();
            const setUp = providers.filter(
              ({ name }) => hashSecret[endpointKey({ provider: name, mode: 'live' })] !== 'absent',
            );
            return setUp.length > 1 ? null : (setUp[0]?.name ?? mainProvider);
          },
          onFound(payment) {
            verifier.follow(payment);
            dispatch({ kind: 'payment-changed', payment });
          },
          onAllFound: refresh,
        },
        asking.fail,
      ),
      async saveApiKeys({ keys, ...endpoint }) {
        const { fail } = asking;
        const fields = faceOf(endpoint.provider)?.apiKeys ?? [];
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

/** What somebody put in was announced by nobody yet: the provider's first call is what the bell is for. */
function isKnownFromCall({ payment, duplicate }: AppendOutcome): boolean {
  return duplicate && (payment.found === undefined || payment.deliveries > 1);
}
