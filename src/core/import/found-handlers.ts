import type { importCommands, ImportProgress } from '../../shared/bridge/import-commands';
import { endpointKey } from '../../shared/payment/endpoint';
import type { Payment } from '../../shared/payment/payment';
import { mainProvider } from '../../shared/providers/providers';
import type { SettingsSummary } from '../../shared/settings/settings';
import type { AskedHandlers } from '../access/caller';
import type { Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';
import { providers } from '../providers';
import type { SettingsFile } from '../settings/settings-file';
import type { Verifier } from '../verification/verifier';
import { createFoundAgain, type Asking } from './found-again';
import { createImportHandlers } from './import-handlers';

export interface FoundHandlerParts {
  readonly ledger: Ledger;
  readonly settings: SettingsFile;
  readonly clock: Clock;
  readonly verifier: Verifier;
  readonly utcOffsetMinutes: () => number;
  readonly summary: () => SettingsSummary;
  /** A payment was added: it is shown, and does not ring. */
  readonly onFound: (payment: Payment) => void;
  readonly onProgress: (progress: ImportProgress | null) => void;
  /** The totals have changed. */
  readonly onTotalsChanged: () => void;
}

/** Payments made while nobody heard: one by its number, or the rows of a provider's file. */
export function createFoundHandlers(
  parts: FoundHandlerParts,
  asking: Asking,
): Pick<AskedHandlers, keyof typeof importCommands> {
  const { verifier, summary, onFound, onProgress, onTotalsChanged, ...rest } = parts;
  const common = { ...rest, providers };
  return {
    ...createFoundAgain(
      {
        ...common,
        verifier,
        onFound(payment) {
          onFound(payment);
          onTotalsChanged();
        },
      },
      asking,
    ),
    ...createImportHandlers(
      {
        ...common,
        onlyProvider() {
          const { hashSecret } = summary();
          const setUp = providers.filter(
            ({ name }) => hashSecret[endpointKey({ provider: name, mode: 'live' })] !== 'absent',
          );
          return setUp.length > 1 ? null : (setUp[0]?.name ?? mainProvider);
        },
        // Broadcasting tens of thousands one by one would delay calls, and no window shows them yet.
        onFound: (payment) => verifier.follow(payment),
        onAllFound: onTotalsChanged,
        onProgress,
      },
      asking.fail,
    ),
  };
}
