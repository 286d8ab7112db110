import { backupCommands } from '../shared/bridge/backup-commands';
import { dayCommands } from '../shared/bridge/day-commands';
import { receiptCommands } from '../shared/bridge/receipt-commands';
import { relayCommands } from '../shared/bridge/relay-commands';
import { screenCommands } from '../shared/bridge/screen-commands';
import { soundCommands } from '../shared/bridge/sound-commands';
import { technicianCommands } from '../shared/bridge/technician-commands';
import { importCommands } from '../shared/bridge/import-commands';
import { verificationCommands } from '../shared/bridge/verification-commands';
import { updateCommands } from '../shared/bridge/update-commands';
import { lastingNotices, ownersNotices } from '../shared/state/notice';
import type { ComptoirPorts } from './comptoir-ports';
import type { WriteClipboard } from './ports';
import type { DerivedParts } from './derived/open-derived';
import { whileOpen } from './derived/while-open';
import type { Intake } from './intake/open-intake';
import { CommandFailure } from '../shared/bridge/answer';
import type { CommandError, TestPaymentReport } from '../shared/bridge/contract';
import { providersOf } from '../shared/settings/settings';
import { webhookUrlsOf } from '../shared/state/app-state';
import { projectPayment } from '../shared/screens/project-payment';
import type { Refusal } from '../shared/diagnosis/refusal';
import { dayOf } from '../shared/calendar';
import { commandTexts } from '../shared/texts/command-texts';
import type { AskedHandlers, Caller } from './access/caller';
import type { Reached } from './access/reach';
import { codeErrors, createAccessHandlers } from './access/access-handlers';
import { createBackupHandlers } from './backup/backup-handlers';
import { handedOverAlready } from './claims/handed-over-already';
import { createClaimHandlers } from './claims/claims';
import { kkiapay } from './kkiapay/kkiapay';
import { createPaidHandler } from './claims/paid';
import { deliverAsKkiapay, kkiapayBody } from './kkiapay/play';
import { createDayHandlers } from './day-close/day-handlers';
import { createDiagnosticsHandlers } from './diagnostics/diagnostics-handlers';
import { createExportHandlers } from './export/export-handlers';
import { createFoundHandlers } from './import/found-handlers';
import { createDeafHandlers } from './hearing/deaf-handlers';
import { rawBodyOf } from './ledger/record';
import { createReceiptHandlers } from './receipts/receipt-handlers';
import { createRelayHandlers } from './relay/relay-handlers';
import { createReportHandlers } from './report/report-handlers';
import { createEndpointHandlers } from './settings/endpoint-handlers';
import { createTunnelHandlers } from './tunnel/tunnel-handlers';

type CounterCommand =
  | 'getState'
  | 'listPayments'
  | 'prepareSearch'
  | 'getPayment'
  | 'listRefusals'
  | 'sendTestPayment'
  | 'markPaymentsSeen'
  | 'changeSettings'
  | 'dismissNotice';

/** What may be asked of the core, one handler each. */
export function createCommandHandlers(
  intake: Intake,
  parts: DerivedParts,
  ports: ComptoirPorts & { readonly copySecret: WriteClipboard },
): AskedHandlers {
  const { ledger, settings, secrets, clock, log, dispatch, state, reach } = intake;
  const { onSettingsChanged, refreshToday } = parts;
  const fail = (code: CommandError): never => {
    throw new CommandFailure(code, commandTexts[settings.current().language][code]);
  };
  const isWithinReach = (payment: Reached, caller: Caller): boolean => reach.includes(caller.role(), payment);
  const refusals = (caller: Caller): readonly Refusal[] => {
    const latest = parts.refusals.current()?.latest() ?? [];
    return latest.filter(({ lastAt }) =>
      reach.isOf(caller.role(), dayOf(Date.parse(lastAt), intake.offset())),
    );
  };
  const common = { ...{ ledger, settings, secrets, clock, log, state }, fail };

  const claims = createClaimHandlers({
    ...{ ledger, clock, isWithinReach, fail },
    handedOverAlready: (claim) => handedOverAlready(claim, settings.current(), clock.now()),
    onChanged: (payment) => dispatch({ kind: 'payment-changed', payment }),
  });

  const needOwnName = async ({
    by,
    code,
  }: {
    readonly by: string;
    readonly code?: string;
  }): Promise<void> => {
    const answer = await intake.helperCodes.check(by, code);
    if (answer !== 'right') fail(codeErrors[answer]);
  };

  return {
    ...createAccessHandlers(intake, { fail, onChanged: onSettingsChanged }),
    ...whileOpen(parts.bell, soundCommands, ({ handlers }) => handlers, fail),
    ...whileOpen(parts.screens, screenCommands, (screens) => screens.handlers(fail), fail),
    ...whileOpen(parts.technician, technicianCommands, ({ handlers }) => handlers, fail),
    ...whileOpen(parts.relay, relayCommands, (relay) => createRelayHandlers(relay, fail), fail),
    ...whileOpen(parts.updates, updateCommands, ({ handlers }) => handlers, fail),
    ...whileOpen(
      parts.copies,
      backupCommands,
      (backups) => createBackupHandlers({ backups, desktop: ports.desktop, clock, log, fail }),
      fail,
    ),
    ...createReportHandlers(ledger, settings, { reach, fail }),
    didHePay: (asked, caller) =>
      createPaidHandler({
        ...{ ledger, settings, role: caller.role() },
        clock: caller.role() === 'owner' ? clock : intake.helperClock,
      })(asked),
    async handOver(deed, caller) {
      await needOwnName(deed);
      return claims.handOver(deed, caller);
    },
    async takeBack(deed, caller) {
      await needOwnName(deed);
      const payment = await claims.takeBack(deed, caller);
      if (caller.role() !== 'owner') intake.ownerLog.note('claim-taken-back');
      return payment;
    },
    ...createEndpointHandlers(
      {
        ...{ state, secrets, onSettingsChanged },
        ...{ writeClipboard: ports.writeClipboard, copySecret: ports.copySecret },
      },
      fail,
    ),
    ...whileOpen(parts.verification, verificationCommands, (opened) => opened.handlers(fail), fail),
    ...whileOpen(
      parts.verification,
      importCommands,
      ({ verifier }) =>
        createFoundHandlers(
          {
            ...{ ledger, settings, clock, verifier },
            ...{ utcOffsetMinutes: intake.offset, summary: intake.summary },
            onFound: (payment) => dispatch({ kind: 'payment-changed', payment }),
            onProgress: (importing) => dispatch({ kind: 'import-progressed', importing }),
            onTotalsChanged: () => intake.runInBackground('the totals', refreshToday),
          },
          { fail, isWithinReach },
        ),
      fail,
    ),
    ...createTunnelHandlers({
      ...{ settings, secrets, onSettingsChanged, fail },
      probe: () => parts.tunnel.use((side) => side.probe()),
    }),
    ...whileOpen(
      parts.closes,
      dayCommands,
      (closeBook) =>
        createDayHandlers({
          ...{ ...common, closeBook, providers: () => providersOf(state().settings) },
          async askAgain(from, until) {
            const asked = await parts.verification.ask(({ verifier }) => verifier.askAgain(from, until));
            return asked ?? fail('part-failing');
          },
        }),
      fail,
    ),
    ...whileOpen(
      parts.receipts,
      receiptCommands,
      (receipts) =>
        createReceiptHandlers({ ...{ ...receipts, ledger, settings, isWithinReach, fail }, ...intake }),
      fail,
    ),
    ...createDiagnosticsHandlers({
      ...{ ...common, dataDir: intake.dataDir, diagnostics: ports.diagnostics, logTail: intake.logTail },
      ...{ clockComparison: intake.clocks.comparison, chooseFilePlace: ports.chooseFilePlace },
      refusals,
    }),
    ...createExportHandlers({
      ...{ ...common, chooseFilePlace: ports.chooseFilePlace, printPage: ports.printPage },
      onProgress: (exporting) => dispatch({ kind: 'export-progressed', exporting }),
    }),
    ...createDeafHandlers({ ...common, reach, onPeriod: parts.onDeafPeriod, onWritten: refreshToday }),
    ...createCounterHandlers(intake, parts, ports, { fail, refusals }),
  };
}

/** What most windows ask for: the state, the payments, a test of the way. */
function createCounterHandlers(
  { ledger, settings, secrets, clock, log, dispatch, state, notices, ownerLog, reach }: Intake,
  parts: DerivedParts,
  ports: ComptoirPorts,
  {
    fail,
    refusals,
  }: {
    readonly fail: (code: CommandError) => never;
    readonly refusals: (caller: Caller) => readonly Refusal[];
  },
): Pick<AskedHandlers, CounterCommand> {
  const done = (): Promise<null> => Promise.resolve(null);
  return {
    getState: () => Promise.resolve(state()),
    listPayments(query, caller) {
      const within = reach.cut(caller.role(), query);
      const role = caller.role();
      if (within === null) return Promise.resolve({ payments: [], next: null });
      return role === 'owner'
        ? ledger.page(within)
        : ledger.page(within, (payment) => projectPayment(role, payment));
    },
    prepareSearch() {
      ledger.prepareSearch().catch((error: unknown) => log(`preparing a search failed: ${String(error)}`));
      return Promise.resolve(null);
    },
    async getPayment({ id }, caller) {
      const stored = await ledger.payment(id);
      if (stored === null || !reach.includes(caller.role(), stored)) return null;
      const { rawBody, headers, ...payment } = stored;
      return { ...payment, call: { body: rawBodyOf(rawBody), headers } };
    },
    listRefusals: (_nothing, caller) => Promise.resolve(refusals(caller)),
    async sendTestPayment(): Promise<TestPaymentReport> {
      const urls = webhookUrlsOf(state(), 'sandbox');
      const url = urls.public ?? urls.local ?? fail('address-not-known');
      const secret =
        secrets.hashSecret({ provider: kkiapay.name, mode: 'sandbox' }) ?? fail('secret-store-failed');
      const body = kkiapayBody({ event: 'success', amountXof: 500, at: new Date(clock.now()).toISOString() });
      const { status, tries } = await deliverAsKkiapay({
        url,
        secret,
        body,
        // Not KKiaPay's: it proves nothing of what its dashboard holds.
        headers: parts.tunnel.current()?.selfTest.proof ?? {},
        fetch: ports.fetchOwnAddress,
        clock,
      });
      return { status, tries, through: urls.public === null ? 'loopback' : 'tunnel' };
    },
    markPaymentsSeen() {
      dispatch({ kind: 'payments-seen' });
      return done();
    },
    async changeSettings(change) {
      await settings.change(change);
      await parts.onSettingsChanged();
      return null;
    },
    async dismissNotice({ kind }, caller) {
      // What must not be overlooked is for the owner to have read.
      if (
        caller.role() !== 'owner' &&
        [...lastingNotices, ...ownersNotices].some((owners) => owners === kind)
      )
        fail('locked');
      if (kind === 'owner-log') await ownerLog.read();
      if (kind === 'payments-missing' || kind === 'ledger-repaired') await ledger.missingSeen();
      await notices.dismiss(kind);
      return null;
    },
  };
}
