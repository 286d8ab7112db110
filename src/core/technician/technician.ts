import { createBackground, logFailures } from '../background';
import { bodyTextOf } from '../body-text';
import { CommandFailure } from '../../shared/bridge/answer';
import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { Language } from '../../shared/settings/preferences';
import type { HeardCall, HeardCallInFull, LedgerCheck } from '../../shared/diagnosis/technician';
import { commandTexts } from '../../shared/texts/command-texts';
import { technicianTexts } from '../../shared/texts/technician-texts';
import type { LedgerReader } from '../ledger/ledger';
import type { ChooseFilePlace, Clock, WriteClipboard } from '../ports';
import type { Provider } from '../provider';
import type { WatchedCall } from '../receiver/call-watch';
import type { KeptCall } from './call-line';
import { curlOf } from './curl';
import type { KeptCalls } from './kept-calls';
import type { LogTail } from './log-tail';
import { createSaveExample } from './save-example';

export interface TechnicianParts {
  readonly calls: KeptCalls;
  readonly ledger: Pick<LedgerReader, 'check'>;
  /** `broken`: numbers of the day closes that are missing, damaged or changed. */
  readonly checkCloses: () => Promise<{ readonly broken: readonly number[] }>;
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  readonly logTail: LogTail;
  readonly writeClipboard: WriteClipboard;
  readonly chooseFilePlace: ChooseFilePlace;
  /** The receiver's origin on this computer. */
  readonly origin: () => string;
  readonly language: () => Language;
  /** The system whose shell a copied call is for; left out: this computer's. */
  readonly platform?: NodeJS.Platform;
}

export interface Technician {
  readonly onCall: (call: WatchedCall) => void;
  /** Removes calls whose payers are removed by now. */
  readonly forget: () => void;
  readonly close: () => Promise<void>;
  readonly handlers: Pick<
    CommandHandlers,
    | 'getTechnicianReport'
    | 'saveExample'
    | 'searchCalls'
    | 'getCall'
    | 'replayCall'
    | 'copyCall'
    | 'checkLedger'
  >;
}

/** Shows the last calls again, and checks the ledger, on request. */
export function createTechnician(parts: TechnicianParts): Technician {
  const { calls, ledger, providers, clock, logTail } = parts;
  let check: LedgerCheck = { kind: 'idle' };

  const fail = (code: CommandError): never => {
    throw new CommandFailure(code, commandTexts[parts.language()][code]);
  };
  const keptCall = (id: number): KeptCall | null => calls.all().find(({ call }) => call.id === id) ?? null;
  const inFull = ({ call, headers, body }: KeptCall): HeardCallInFull => ({
    ...call,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    body: body === null ? null : Buffer.from(body).toString('base64'),
  });
  const inBackground = createBackground(logFailures(logTail.log));
  const runCheck = async (): Promise<void> => {
    check = { kind: 'running', share: 0 };
    try {
      const report = await ledger.check((share) => (check = { kind: 'running', share }));
      const { broken } = await parts.checkCloses();
      if (broken.length > 0) logTail.log(`day closes missing, damaged or changed: ${broken.join(', ')}`);
      check = {
        kind: 'done',
        at: new Date(clock.now()).toISOString(),
        report: { ...report, damaged: report.damaged + broken.length },
      };
    } catch (error) {
      logTail.log(`the check of the ledger failed: ${String(error)}`);
      check = { kind: 'failed', at: new Date(clock.now()).toISOString() };
    }
  };

  return {
    onCall: calls.add,
    forget: calls.forget,
    close: calls.close,
    handlers: {
      getTechnicianReport: () =>
        Promise.resolve({
          calls: calls
            .all()
            .map(({ call }) => call)
            .reverse(),
          log: logTail.lines(),
          check,
        }),
      searchCalls({ text }) {
        const wanted = text.trim().toLowerCase();
        const found = calls.all().filter((call) => searchedOf(call).includes(wanted));
        return Promise.resolve(found.map(({ call }) => call.id));
      },
      getCall({ id }) {
        const found = keptCall(id);
        return Promise.resolve(found && inFull(found));
      },
      replayCall({ id }) {
        const found = keptCall(id);
        const provider = providers.find(({ name }) => name === found?.call.provider);
        if (!found?.body || provider === undefined) return Promise.resolve(null);
        return Promise.resolve({ event: provider.parse(found.body, found.call.at) });
      },
      async copyCall({ id }) {
        const found = keptCall(id) ?? fail('bad-argument');
        const warning = isProven(found.call) ? null : technicianTexts[parts.language()].notTheProviders;
        const line = curlOf(inFull(found), parts.origin(), parts.platform ?? process.platform, warning);
        await parts
          .writeClipboard(line ?? fail('call-not-copyable'))
          .catch(() => fail('clipboard-unavailable'));
        return null;
      },
      saveExample: createSaveExample(
        {
          calls: calls.all,
          providers,
          chooseFilePlace: parts.chooseFilePlace,
          log: logTail.log,
          fileName: () => technicianTexts[parts.language()].example.fileName,
        },
        fail,
      ),
      checkLedger() {
        if (check.kind !== 'running') inBackground('the check of the ledger', runCheck);
        return Promise.resolve(null);
      },
    },
  };
}

/** The sender knew the secret, whether or not the call was stored. */
function isProven({ provider, refusal }: HeardCall): boolean {
  if (provider === null) return false;
  return refusal === null || refusal.reason === 'ledger-unavailable' || refusal.reason === 'stopping';
}

/** The searched text of a call: headers with secrets masked, and the body. */
function searchedOf({ headers, body }: KeptCall): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [...lines, body === null ? '' : bodyTextOf(body).text].join('\n').toLowerCase();
}
