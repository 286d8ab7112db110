import { createBackground, logFailures } from '../background';
import { CommandFailure } from '../../shared/bridge/answer';
import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { Language } from '../../shared/settings/preferences';
import type { HeardCall, HeardCallInFull, LedgerCheck } from '../../shared/diagnosis/technician';
import { commandTexts } from '../../shared/texts/command-texts';
import { technicianTexts } from '../../shared/texts/technician-texts';
import type { LedgerReader } from '../ledger/ledger';
import type { Clock, WriteClipboard } from '../ports';
import type { Provider } from '../provider';
import type { WatchedCall } from '../receiver/call-watch';
import { curlOf } from './curl';
import type { LogTail } from './log-tail';

export interface TechnicianParts {
  readonly ledger: Pick<LedgerReader, 'check'>;
  /** `broken`: numbers of the day closes that are missing, damaged or changed. */
  readonly checkCloses: () => Promise<{ readonly broken: readonly number[] }>;
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  readonly logTail: LogTail;
  readonly writeClipboard: WriteClipboard;
  /** Of the receiver on this computer. */
  readonly origin: () => string;
  readonly language: () => Language;
  /** Whose shell a copied call is for; this computer's where none is said. */
  readonly platform?: NodeJS.Platform;
}

export interface Technician {
  readonly onCall: (call: WatchedCall) => void;
  readonly handlers: Pick<
    CommandHandlers,
    'getTechnicianReport' | 'getCall' | 'replayCall' | 'copyCall' | 'checkLedger'
  >;
}

const mostCalls = 200;
/** Of their bodies, headers and paths together; what KKiaPay sends takes 0.2 MB. The newest is kept whatever its size. */
const mostBytes = 8 * 1024 * 1024;

interface KeptCall {
  readonly call: HeardCall;
  readonly headers: WatchedCall['headers'];
  readonly body: Uint8Array | null;
}

/** Remembers the last calls since the start, in memory alone, and looks at them again on request. */
export function createTechnician(parts: TechnicianParts): Technician {
  const { ledger, providers, clock, logTail } = parts;
  const kept: KeptCall[] = [];
  let keptBytes = 0;
  let heard = 0;
  let check: LedgerCheck = { kind: 'idle' };

  const fail = (code: CommandError): never => {
    throw new CommandFailure(code, commandTexts[parts.language()][code]);
  };
  const keptCall = (id: number): KeptCall | null => kept.find(({ call }) => call.id === id) ?? null;
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
    onCall({ headers, body, ...call }) {
      heard += 1;
      const newest = { call: { ...call, id: heard, bodySize: body?.length ?? null }, headers, body };
      kept.push(newest);
      keptBytes += bytesOf(newest);
      while (kept.length > mostCalls || (keptBytes > mostBytes && kept.length > 1)) {
        const oldest = kept.shift();
        if (oldest !== undefined) keptBytes -= bytesOf(oldest);
      }
    },
    handlers: {
      getTechnicianReport: () =>
        Promise.resolve({ calls: kept.map(({ call }) => call).reverse(), log: logTail.lines(), check }),
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
      checkLedger() {
        if (check.kind !== 'running') inBackground('the check of the ledger', runCheck);
        return Promise.resolve(null);
      },
    },
  };
}

/** Its sender knew the secret, whatever became of the call. */
function isProven({ provider, refusal }: HeardCall): boolean {
  if (provider === null) return false;
  return refusal === null || refusal.reason === 'ledger-unavailable' || refusal.reason === 'stopping';
}

function bytesOf({ call, headers, body }: KeptCall): number {
  const words = [call.path, ...Object.entries(headers).flat()];
  return words.reduce((sum, { length }) => sum + length, body?.length ?? 0);
}
