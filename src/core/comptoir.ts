import type { Announcement } from '../shared/voice/announcement';
import type { CommandHandlers } from '../shared/bridge/contract';
import type { AppState } from '../shared/state/app-state';
import type { Ring } from '../shared/voice/ring';
import { createMicrophone } from './voice/microphone';
import { boundTo, theProgram, type Caller } from './access/caller';
import { createCallers, type Callers } from './access/callers';
import type { Reaching } from './access/reach';
import { createCommandHandlers } from './commands';
import type { ComptoirConfig, ComptoirPorts } from './comptoir-ports';
import { openDerived } from './derived/open-derived';
import { openIntake } from './intake/open-intake';
import { createSecretClipboard } from './settings/secret-clipboard';
import type { ScreensBridge } from './screens/screens-bridge';
import { watchVault } from './settings/watch-vault';
import type { FactListener } from './state-store';

export type { ComptoirConfig, ComptoirPorts };

/**
 * The whole product without a user interface: receives, stores, announces. Windows, trays and terminals are built on it.
 */
export interface Comptoir {
  readonly state: () => AppState;
  readonly onFact: (listener: FactListener) => () => void;
  /** What to show now. */
  readonly onAnnouncement: (listener: (announcement: Announcement) => void) => () => void;
  /** What to play now. */
  readonly onRing: (listener: (ring: Ring) => void) => () => void;
  readonly callers: Callers;
  /** The commands of this caller; `BridgeServer` refuses what its role may not give or see. */
  readonly handlersFor: (caller: Caller) => CommandHandlers;
  /** The commands of the program itself. */
  readonly handlers: CommandHandlers;
  /** Whether a page may have the microphone now. */
  readonly isMicrophoneHeld: () => boolean;
  /** Which payments a role may see now. */
  readonly reach: Reaching;
  /** Opens the server for the shop's other screens, if the shop wants it. Never rejects. */
  readonly serveScreens: (bridge: ScreensBridge) => Promise<void>;
  /** The computer is about to sleep: a deaf period begins. */
  readonly sleep: () => void;
  /** The network is back or the computer woke: try the tunnel at once. */
  readonly wake: () => void;
  /** Accepts no new call, answers running ones, flushes, closes; in that order, within 5 s. */
  readonly stop: () => Promise<void>;
}

/**
 * Opens the data folder, listens, connects. Resolves once calls on this computer are answered; the tunnel follows by
 * itself. Rejects with `DataFolderInUse` where another process holds the folder, with `PortTaken` where `config.port` was
 * given and is not free.
 */
export async function createComptoir(ports: ComptoirPorts, config: ComptoirConfig): Promise<Comptoir> {
  const intake = await openIntake(ports, config);
  const parts = await openDerived(intake, ports, config);
  const { receiver, lock } = intake;
  // From now on the derived parts receive payments, beginning with those recorded while the parts were opened.
  intake.dispatch({ kind: 'receiver-changed', receiver: intake.usualPort.state() });
  intake.onFact(intake.usualPort.follow(intake));
  parts.tunnel.use((side) => side.open(receiver.port));
  intake.callListeners.begin();
  const secretClipboard = createSecretClipboard({ ...ports, clock: intake.clock, log: intake.log });
  const vault = watchVault({ ...intake, onOpened: parts.onSettingsChanged });
  const microphone = createMicrophone(intake.clock);
  const handlers = createCommandHandlers(intake, parts, {
    ...ports,
    microphone,
    copySecret: secretClipboard.copy,
  });

  return {
    state: intake.state,
    onFact: intake.onFact,
    onAnnouncement: parts.onAnnouncement,
    onRing: parts.onRing,
    callers: createCallers({
      clock: intake.clock,
      hasPin: lock.hasPin,
      pinEra: lock.pinEra,
      idleMs: () => intake.settings.current().lockAfterMinutes * 60_000,
    }),
    handlersFor: (caller) => boundTo(handlers, caller),
    handlers: boundTo(handlers, theProgram),
    reach: intake.reach,
    isMicrophoneHeld: microphone.isHeld,
    serveScreens: (bridge) => parts.screens.serve(bridge),
    sleep: () => parts.silences.use((watch) => watch.sleeps()),
    wake() {
      vault.retry();
      parts.tunnel.use((side) => side.probe());
      parts.screens.use((screens) => screens.follow());
      parts.relay.use((relay) => relay.wake());
    },
    async stop() {
      vault.stop();
      await secretClipboard.close();
      // Answer running calls before closing the tunnel that carries the answers.
      await receiver.stop();
      await parts.derived.close();
      await intake.close();
    },
  };
}
