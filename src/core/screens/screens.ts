import { randomBytes } from 'node:crypto';
import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { screenCommands } from '../../shared/bridge/screen-commands';
import { firewallCommands } from '../../shared/screens/firewall-commands';
import { beatMs, type ScreenEvent } from '../../shared/screens/protocol';
import type { ScreenRole } from '../../shared/access/roles';
import { encodeMessage } from '../../shared/screens/screen-crypto';
import { usualScreensPort, type ScreensState } from '../../shared/screens/screens-state';
import type { Fact } from '../../shared/state/fact';
import type { Intake } from '../intake/intake';
import { openDeviceBook } from './device-book';
import { openDoor, type Door } from './door';
import { createDoorKeeper, type LanConfig } from './door-keeper';
import { createPairings } from './pairings';
import { createPresence } from './presence';
import { runElevated } from './repair-firewall';
import { createScreenAsks } from './screen-asks';
import { createScreenCodes } from './screen-codes';
import { createScreenHandlers } from './screen-handlers';
import type { ScreensBridge } from './screens-bridge';
import { createSessions, type Session } from './sessions';
import { tellScreens } from './tell-screens';
import { watchScreens } from './watch-screens';
import { wordOfDay } from './screen-words';

export interface ScreensParts extends Pick<
  Intake,
  'dataDir' | 'store' | 'keyring' | 'settings' | 'notices' | 'clock' | 'log' | 'today'
> {
  /** What a code costs to compare, as a power of two. */
  readonly pinLog2N: number;
  /** The files of the screens' page. */
  readonly pageDir: string;
  /** Switched on for this run, whatever the settings say. */
  readonly lan: LanConfig | undefined;
  readonly bridge: ScreensBridge;
  readonly dispatch: (fact: Fact) => void;
}

/** The shop's other screens: their list, their server, their broadcasts. */
export interface Screens {
  readonly handlers: (
    fail: (code: CommandError) => never,
  ) => Pick<CommandHandlers, keyof typeof screenCommands>;
  /** The settings changed, or the network. */
  readonly follow: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function openScreens(parts: ScreensParts): Promise<Screens> {
  const { clock, log, settings, bridge, dispatch } = parts;
  const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
  const { book, isLost } = await openDeviceBook(parts.dataDir, parts.store, log);
  if (isLost) parts.notices.raise({ kind: 'screens-lost' });
  const isWanted = (): boolean => parts.lan !== undefined || settings.current().lanScreens;
  let door: Door | null = null;
  let keyOfWord: Uint8Array | null = null;
  let failure: 'no-network' | 'port-taken' | null = null;
  let lastRing: { readonly id: number; readonly at: string; readonly heardOn: Set<string> } | null = null;

  const presence = createPresence(clock);
  const codes = createScreenCodes({ ...parts, book });
  const pairings = createPairings({ random, clock, onChange: () => changed() });
  const sessions = createSessions({
    random,
    clock,
    keyOf: book.key,
    keyOfWaiting: pairings.keyOfWaiting,
    onAsk: (session, message) => asks(session, message),
    onEnd: () => changed(),
  });
  /** The sessions that get their role's broadcasts: none that still waits for its code. */
  const sessionsOf = (role: ScreenRole): readonly Session[] =>
    sessions.all().filter(({ device: id }) => {
      const device = book.device(id);
      return device?.role === role && codes.isOpen(device);
    });
  const tell = (to: readonly Session[], event: ScreenEvent): void => {
    const encoded = encodeMessage(event);
    for (const session of to) session.tell(encoded);
  };
  const addresses = (): readonly string[] =>
    (door?.addresses() ?? []).map((address) => `${address}:${door?.port() ?? 0}`);
  const asks = createScreenAsks({
    book,
    bridge,
    clock,
    presence,
    codes,
    addresses,
    today: parts.today,
    onHere: () => changed(),
    onRang(ringId, device) {
      if (lastRing?.id !== ringId) return;
      lastRing.heardOn.add(device);
      changed();
    },
  });
  const word = (): string => (keyOfWord === null ? '' : wordOfDay(keyOfWord, parts.today()));
  const state = (): ScreensState => {
    if (!isWanted()) return { kind: 'off' };
    const origins = addresses().map((address) => `http://${address}`);
    if (origins.length === 0) return { kind: 'unreachable', reason: failure ?? 'no-network' };
    return {
      kind: 'open',
      addresses: origins,
      word: word(),
      screens: presence.of(book.devices()),
      newcomers: pairings.newcomers(),
      isReached: pairings.isReached(),
      lastRing: lastRing && { at: lastRing.at, heardOn: lastRing.heardOn.size },
    };
  };
  const watch = watchScreens({ clock, dispatch, notices: parts.notices, book, state });
  const changed = (): void => watch.changed();

  const keeper = createDoorKeeper({
    config: parts.lan,
    clock,
    log,
    isWanted,
    door: {
      listen: async (address, port) => (await opened()).listen(address, port),
      leave: async (address) => door?.leave(address),
      addresses: () => door?.addresses() ?? [],
      port: () => door?.port() ?? null,
    },
    usualPort: () => settings.current().screensPort ?? usualScreensPort,
    keepPort: (screensPort) => settings.change({ screensPort }),
    onChange(found) {
      failure = found;
      tell(sessions.all(), { kind: 'moved', addresses: addresses() });
      changed();
    },
  });
  let stopTelling: (() => void) | null = null;
  const startTelling = (): (() => void) =>
    tellScreens({
      bridge,
      clock,
      sessionsOf,
      onRing(id) {
        lastRing = { id, at: new Date(clock.now()).toISOString(), heardOn: new Set() };
      },
    });
  /** Its files are read at first use. */
  const opened = async (): Promise<Door> => {
    keyOfWord ??= await parts.keyring.key('screens');
    door ??= await openDoor({ pageDir: parts.pageDir, sessions, pairings, book, clock });
    stopTelling ??= startTelling();
    return door;
  };
  let cancelBeat = (): void => undefined;
  const beat = (): void => {
    cancelBeat = clock.after(beatMs, beat);
    const now = new Date(clock.now()).toISOString();
    if (door !== null) tell(sessions.all(), { kind: 'beat', now, word: word(), build: door.build });
    const closed = codes.closed();
    tell(
      sessions.all().filter(({ device }) => closed.includes(device)),
      { kind: 'locked' },
    );
    changed();
  };
  beat();
  await keeper.follow();
  await watch.now();

  const firewall = (): readonly string[] | null =>
    process.platform === 'win32' ? firewallCommands(process.execPath, door?.port() ?? 0) : null;

  return {
    handlers: (fail) =>
      createScreenHandlers({
        book,
        pairings,
        sessions,
        presence,
        codes,
        clock,
        tell,
        changed,
        fail,
        firewall,
        repairFirewall: async () => {
          const lines = firewall();
          return lines !== null && runElevated(lines);
        },
        addresses,
      }),
    async follow() {
      await keeper.follow();
      if (!isWanted()) {
        stopTelling?.();
        stopTelling = null;
        pairings.withdraw();
        sessions.end();
      }
      await watch.now();
    },
    async stop() {
      cancelBeat();
      keeper.stop();
      stopTelling?.();
      pairings.withdraw();
      sessions.end();
      watch.stop();
      await door?.close();
      await book.settle();
    },
  };
}
