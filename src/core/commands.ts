import { CommandFailure } from '../shared/bridge/answer';
import type { CommandError, CommandHandlers, TestPaymentReport } from '../shared/bridge/contract';
import { webhookUrlsOf, type AppState } from '../shared/state/app-state';
import type { Fact } from '../shared/state/fact';
import type { DeafPeriod } from '../shared/silence/hearing';
import type { Payment } from '../shared/payment/payment';
import { commandTexts } from '../shared/texts/command-texts';
import { createAccessHandlers } from './access/access-handlers';
import { createBackupHandlers } from './backup/backup-handlers';
import type { Backups } from './backup/backups';
import type { OwnerLock } from './access/owner-lock';
import { createClaimHandlers } from './claims/claims';
import { kkiapay } from './kkiapay/kkiapay';
import { afterMidnightMs, createPaidHandler } from './claims/paid';
import { deliverAsKkiapay, kkiapayBody } from './kkiapay/play';
import type { LogTail } from './technician/log-tail';
import type { Technician } from './technician/technician';
import type { Bell } from './announce/bell';
import type { CloseBook } from './day-close/close-book';
import { createDayHandlers } from './day-close/day-handlers';
import type { ClockComparison } from './diagnostics/clock-comparison';
import { createDiagnosticsHandlers } from './diagnostics/diagnostics-handlers';
import { createExportHandlers } from './export/export-handlers';
import { createDeafHandlers } from './hearing/deaf-handlers';
import { placeOf } from './ledger/compaction/compact-documents';
import type { Ledger } from './ledger/ledger';
import { rawBodyOf } from './ledger/record';
import type { ChooseFilePlace, Clock, Desktop, Diagnostics, Log, PrintPage, WriteClipboard } from './ports';
import { createReportHandlers } from './report/report-handlers';
import type { RefusalLog } from './receiver/refusal-log';
import { createEndpointHandlers } from './settings/endpoint-handlers';
import type { Secrets } from './settings/secrets';
import type { SettingsFile } from './settings/settings-file';
import type { Truth } from './verification/truth';
import type { PublicSide } from './tunnel/public-side';
import { createTunnelHandlers } from './tunnel/tunnel-handlers';
import type { Updates } from './updates/updates';

export interface CommandParts {
  readonly state: () => AppState;
  readonly dispatch: (fact: Fact) => void;
  readonly ledger: Ledger;
  readonly refusals: RefusalLog;
  readonly settings: SettingsFile;
  readonly secrets: Secrets;
  readonly lock: OwnerLock;
  readonly dataDir: string;
  readonly diagnostics: Diagnostics;
  readonly clockComparison: ClockComparison;
  readonly logTail: LogTail;
  readonly bell: Bell['handlers'];
  readonly technician: Technician['handlers'];
  readonly updates: Updates['handlers'];
  readonly backups: Backups;
  readonly desktop: Desktop;
  readonly truth: Truth;
  readonly publicSide: Pick<PublicSide, 'probe' | 'selfTest'>;
  readonly onDeafPeriod: (period: DeafPeriod) => void;
  readonly refreshToday: () => Promise<void>;
  readonly writeClipboard: WriteClipboard;
  readonly chooseFilePlace: ChooseFilePlace;
  readonly printPage: PrintPage | null;
  readonly closeBook: CloseBook;
  /** Reaches public addresses; a test's stand-in edge is not in the world's DNS. */
  readonly fetchPublic: typeof fetch;
  readonly clock: Clock;
  readonly log: Log;
  /** Settings or secrets changed: tell the world and let the tunnel follow. */
  readonly onSettingsChanged: () => Promise<void>;
}

/** What a window may ask of the core, one handler each. */
export function createCommandHandlers(parts: CommandParts): CommandHandlers {
  const { ledger, refusals, settings, secrets, clock } = parts;
  const fail = (code: CommandError): never => {
    throw new CommandFailure(code, commandTexts[settings.current().language][code]);
  };
  const done = (): Promise<null> => Promise.resolve(null);
  /** Without the owner's PIN: today's payments only, and those of the hour just gone. */
  const isWithinReach = ({ id, receivedAt }: Pick<Payment, 'id' | 'receivedAt'>): boolean => {
    const { access, today } = parts.state();
    if (access.kind !== 'locked' || placeOf(id)?.day === today.day) return true;
    return clock.now() - Date.parse(receivedAt) < afterMidnightMs;
  };

  return {
    ...createAccessHandlers(parts.lock, fail),
    ...parts.bell,
    ...parts.technician,
    ...parts.updates,
    ...createBackupHandlers({ ...parts, fail }),
    ...createReportHandlers(ledger, settings),
    didHePay: createPaidHandler({ ledger, settings, clock }),
    ...createClaimHandlers({
      ...{ ledger, clock, isWithinReach, fail },
      onChanged: (payment) => parts.dispatch({ kind: 'payment-changed', payment }),
    }),
    ...createEndpointHandlers(parts, fail),
    ...parts.truth.handlers({ fail, isWithinReach }),
    ...createTunnelHandlers({ ...parts, probe: parts.publicSide.probe, fail }),
    ...createDayHandlers({ ...parts, fail }),
    ...createDiagnosticsHandlers({ ...parts, fail }),
    ...createExportHandlers({
      ...parts,
      fail,
      onProgress: (exporting) => parts.dispatch({ kind: 'export-progressed', exporting }),
    }),
    ...createDeafHandlers({ ...parts, onPeriod: parts.onDeafPeriod, onWritten: parts.refreshToday, fail }),
    getState: () => Promise.resolve(parts.state()),
    listPayments(query) {
      const { access, today } = parts.state();
      return ledger.page(access.kind === 'locked' ? { ...query, from: today.day, to: today.day } : query);
    },
    prepareSearch() {
      ledger
        .prepareSearch()
        .catch((error: unknown) => parts.log(`preparing a search failed: ${String(error)}`));
      return Promise.resolve(null);
    },
    async getPayment({ id }) {
      const stored = await ledger.payment(id);
      if (stored === null || !isWithinReach(stored)) return null;
      const { rawBody, headers, ...payment } = stored;
      return {
        ...payment,
        call: parts.state().access.kind === 'locked' ? null : { body: rawBodyOf(rawBody), headers },
      };
    },
    listRefusals: () => Promise.resolve(refusals.latest()),
    async sendTestPayment(): Promise<TestPaymentReport> {
      const urls = webhookUrlsOf(parts.state(), 'sandbox');
      const url = urls.public ?? urls.local ?? fail('address-not-known');
      const secret =
        secrets.hashSecret({ provider: kkiapay.name, mode: 'sandbox' }) ?? fail('secret-store-failed');
      const body = kkiapayBody({ event: 'success', amountXof: 500, at: new Date(clock.now()).toISOString() });
      const { status, tries } = await deliverAsKkiapay({
        url,
        secret,
        body,
        // Not KKiaPay's: it proves nothing of what its dashboard holds.
        headers: parts.publicSide.selfTest.proof,
        fetch: parts.fetchPublic,
        clock,
      });
      return { status, tries, through: urls.public === null ? 'loopback' : 'tunnel' };
    },
    markPaymentsSeen() {
      parts.dispatch({ kind: 'payments-seen' });
      return done();
    },
    async changeSettings(change) {
      await settings.change(change);
      await parts.onSettingsChanged();
      return null;
    },
    dismissNotice({ kind }) {
      parts.dispatch({ kind: 'notice-dismissed', notice: kind });
      return done();
    },
  };
}
