import { backupCommands } from '../shared/bridge/backup-commands';
import { dayCommands } from '../shared/bridge/day-commands';
import { receiptCommands } from '../shared/bridge/receipt-commands';
import { voiceCommands } from '../shared/bridge/voice-commands';
import { messageCommands } from '../shared/bridge/message-commands';
import { screenCommands } from '../shared/bridge/screen-commands';
import { soundCommands } from '../shared/bridge/sound-commands';
import { technicianCommands } from '../shared/bridge/technician-commands';
import { importCommands } from '../shared/bridge/import-commands';
import { verificationCommands } from '../shared/bridge/verification-commands';
import { updateCommands } from '../shared/bridge/update-commands';
import type { ComptoirPorts } from './comptoir-ports';
import type { WriteClipboard } from './ports';
import type { DerivedParts } from './derived/open-derived';
import { handlersAtRelays } from './derived/handlers-at-relays';
import { whileOpen } from './derived/while-open';
import type { Intake } from './intake/intake';
import { CommandFailure } from '../shared/bridge/answer';
import type { CommandError } from '../shared/bridge/contract';
import { providersOf } from '../shared/settings/settings';
import type { Refusal } from '../shared/diagnosis/refusal';
import { dayOf } from '../shared/calendar';
import { commandTexts } from '../shared/texts/command-texts';
import type { AskedHandlers, Caller } from './access/caller';
import type { Reached } from './access/reach';
import { createAccessHandlers } from './access/access-handlers';
import { createBackupHandlers } from './backup/backup-handlers';
import { handedOverAlready } from './claims/handed-over-already';
import { createClaimHandlers } from './claims/claims';
import { createShiftLog } from './claims/shift-log';
import { createShifts } from './claims/shifts';
import { createPaidHandler } from './claims/paid';
import { createCounterHandlers } from './counter-handlers';
import { createDayHandlers } from './day-close/day-handlers';
import { createDiagnosticsHandlers } from './diagnostics/diagnostics-handlers';
import { createExportHandlers } from './export/export-handlers';
import { createFoundHandlers } from './import/found-handlers';
import { createDeafHandlers } from './hearing/deaf-handlers';
import { createMessageHandlers } from './messages/message-handlers';
import { createReceiptHandlers } from './receipts/receipt-handlers';
import { createReportHandlers } from './report/report-handlers';
import { createEndpointHandlers } from './settings/endpoint-handlers';
import type { Microphone } from './voice/microphone';
import { createVoiceHandlers } from './voice/voice-handlers';
import { realDisk } from './storage/disk';
import { createTunnelHandlers } from './tunnel/tunnel-handlers';

/** All commands of the core, one handler each. */
export function createCommandHandlers(
  intake: Intake,
  parts: DerivedParts,
  ports: ComptoirPorts & { readonly copySecret: WriteClipboard; readonly microphone: Microphone },
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
  const common = { ledger, settings, secrets, clock, log, state, fail };

  const claims = createClaimHandlers({
    ledger,
    clock,
    isWithinReach,
    fail,
    handedOverAlready: (claim) => handedOverAlready(claim, settings.current(), clock.now()),
    onChanged: (payment) => dispatch({ kind: 'payment-changed', payment }),
    agree: (payment, deed) => parts.relay.ask((relay) => relay.agree(payment, deed)),
  });

  const shiftLog = createShiftLog(intake.dataDir, realDisk, log);
  const { takeShift, inOwnName } = createShifts({
    settings,
    clock,
    fail,
    shiftLog,
    helperCodes: intake.helperCodes,
    onChanged: () => dispatch({ kind: 'settings-changed', settings: intake.summary() }),
  });

  return {
    ...createAccessHandlers(intake, { fail, onChanged: onSettingsChanged }),
    ...whileOpen(parts.bell, soundCommands, ({ handlers }) => handlers, fail),
    ...whileOpen(parts.screens, screenCommands, (screens) => screens.handlers(fail), fail),
    ...whileOpen(
      parts.messages,
      messageCommands,
      (messages) =>
        createMessageHandlers({
          messages,
          secrets,
          fail,
          onChanged: () => dispatch({ kind: 'settings-changed', settings: intake.summary() }),
        }),
      fail,
    ),
    ...whileOpen(
      parts.voice,
      voiceCommands,
      (store) =>
        createVoiceHandlers({
          store,
          log,
          fail,
          microphone: ports.microphone,
          chooseFilePlace: ports.chooseFilePlace,
          language: () => settings.current().language,
        }),
      fail,
    ),
    ...whileOpen(parts.technician, technicianCommands, ({ handlers }) => handlers, fail),
    ...handlersAtRelays(parts, fail),
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
        ledger,
        settings,
        role: caller.role(),
        clock: caller.role() === 'owner' ? clock : intake.helperClock,
      })(asked),
    takeShift,
    async handOver(deed, caller) {
      return claims.handOver(await inOwnName(deed), caller);
    },
    async takeBack(deed, caller) {
      const payment = await claims.takeBack(await inOwnName(deed), caller);
      if (caller.role() !== 'owner') intake.ownerLog.note('claim-taken-back');
      return payment;
    },
    ...createEndpointHandlers(
      {
        state,
        secrets,
        onSettingsChanged,
        writeClipboard: ports.writeClipboard,
        copySecret: ports.copySecret,
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
            ledger,
            settings,
            clock,
            verifier,
            utcOffsetMinutes: intake.offset,
            summary: intake.summary,
            onFound: (payment) => dispatch({ kind: 'payment-changed', payment }),
            onProgress: (importing) => dispatch({ kind: 'import-progressed', importing }),
            onTotalsChanged: () => intake.runInBackground('the totals', refreshToday),
          },
          { fail, isWithinReach },
        ),
      fail,
    ),
    ...createTunnelHandlers({
      settings,
      secrets,
      onSettingsChanged,
      fail,
      probe: () => parts.tunnel.use((side) => side.probe()),
    }),
    ...whileOpen(
      parts.closes,
      dayCommands,
      (closeBook) =>
        createDayHandlers({
          ...common,
          closeBook,
          shiftsBetween: shiftLog.between,
          providers: () => providersOf(state().settings),
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
      (receipts) => createReceiptHandlers({ ...receipts, ...intake, isWithinReach, fail }),
      fail,
    ),
    ...createDiagnosticsHandlers({
      ...common,
      dataDir: intake.dataDir,
      diagnostics: ports.diagnostics,
      logTail: intake.logTail,
      clockComparison: intake.clocks.comparison,
      chooseFilePlace: ports.chooseFilePlace,
      refusals,
    }),
    ...createExportHandlers({
      ...common,
      chooseFilePlace: ports.chooseFilePlace,
      printPage: ports.printPage,
      onProgress: (exporting) => dispatch({ kind: 'export-progressed', exporting }),
    }),
    ...createDeafHandlers({ ...common, reach, onPeriod: parts.onDeafPeriod, onWritten: refreshToday }),
    ...createCounterHandlers(intake, parts, ports, { fail, refusals }),
  };
}
