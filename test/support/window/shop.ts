import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBridgeServer, type BridgeServer } from '../../../src/core/bridge-server';
import { createComptoir, type Comptoir } from '../../../src/core/comptoir';
import { openLedger } from '../../../src/core/ledger/open-ledger';
import type { Ledger } from '../../../src/core/ledger/ledger';
import type { ChildProcessHandle } from '../../../src/core/ports';
import { openRefusalLog } from '../../../src/core/receiver/refusal-log';
import { openSecretStore } from '../../../src/core/settings/file-secret-store';
import { noVault } from '../../../src/core/settings/vault';
import type { Argument, Bridge, BroadcastName, CommandName } from '../../../src/shared/bridge/contract';
import type { Payment } from '../../../src/shared/payment/payment';
import type { PreferencesChange } from '../../../src/shared/settings/preferences';
import { utcOffsetMinutes } from '../../../src/shared/settings/settings';
import { webhookUrlsOf, type AppState } from '../../../src/shared/state/app-state';
import { fakeClock, type FakeClock } from '../fake-clock';
import { quietDiagnostics } from '../quiet-diagnostics';
import { postJson } from './post-json';
import type { Scene } from './scenes';
import { cheapPins } from '../cheap-pins';

/** The owner's, in a scene that is locked. */
export const ownerPin = '4321';

/** KKiaPay's secret for this shop. */
export const liveSecret = 'the live secret of this shop';

/** The real core on a folder of its own, behind the bridge that windows have, at a standing clock. */
export interface Shop extends AsyncDisposable {
  readonly comptoir: Comptoir;
  readonly clock: FakeClock;
  /** Commands received, oldest first. */
  readonly received: readonly { readonly name: string; readonly argument: unknown }[];
  /** As the window of the desktop app has it. */
  readonly bridge: Bridge;
  /** As every transport has it. */
  readonly server: BridgeServer;
  /** The number that the ledger gave a payment of the scene. */
  readonly idOf: (sceneId: string) => string;
  /**
   * Shows the window a state of what lies outside of the core: the tunnel, the edge, updates. What the core decides
   * itself is brought about by a command or a call.
   */
  readonly change: (over: Partial<AppState>) => void;
  /** KKiaPay announces a payment; resolves once the shop has told its windows. */
  readonly pay: (payment: Payment) => Promise<Payment>;
  readonly broadcast: BridgeServer['broadcast'];
}

export interface ShopPorts {
  /** Reaches the providers; nobody answers where there is none. */
  readonly fetchProvider?: typeof fetch;
  /** A desktop's dialog; there is none unless told. */
  readonly chooseFolder?: (() => Promise<string | null>) | null;
}

/** A tunnel's child that says nothing until it is ended: the scene says how the tunnel is. */
function silentChild(): ChildProcessHandle {
  let exited = (_code: number | null): void => undefined;
  return {
    pid: undefined,
    send: () => undefined,
    onMessage: () => undefined,
    onExit: (listener) => (exited = listener),
    kill: () => exited(null),
  };
}

export async function openShop(
  scene: Scene,
  { fetchProvider = nobodyAnswers, chooseFolder = null }: ShopPorts = {},
): Promise<Shop> {
  const dataDir = await mkdtemp(join(tmpdir(), 'comptoir-window-'));
  const clock = fakeClock(scene.now);
  const ids = await seed(dataDir, clock, scene);
  let isOpen = true;
  const log = (line: string): void => {
    // What is still under way as the test ends finds its folder gone.
    if (isOpen && line.includes('a command of the window failed')) throw new Error(line);
  };
  const comptoir = await createComptoir(
    {
      clock,
      openSecretStore: () => openSecretStore(join(dataDir, 'secrets.json'), noVault, () => clock.now()),
      spawnTunnelChild: silentChild,
      writeClipboard: () => Promise.resolve(),
      readClipboard: () => Promise.resolve(''),
      fetchOwnAddress: nobodyAnswers,
      fetchProvider,
      diagnostics: quietDiagnostics(dataDir),
      ...cheapPins,
      log,
      chooseFilePlace: (name) => Promise.resolve(memoryPlace(name)),
      printPage: null,
      updateSource: null,
      desktop: { chooseFolder, restart: chooseFolder === null ? null : () => undefined },
    },
    {
      ...{ dataDir, port: undefined, tunnel: undefined, edge: undefined },
      environment: { COMPTOIR_HASH_SECRET: liveSecret },
    },
  );
  await settle(comptoir, scene);
  const shop = presented(comptoir, log, scene);
  return {
    ...shop,
    ...{ comptoir, clock },
    idOf: (sceneId) => ids.get(sceneId) ?? sceneId,
    async pay(payment) {
      const heard = new Promise<Payment>((resolve) => {
        const leave = comptoir.onFact((fact) => {
          if (fact.kind !== 'payment-recorded') return;
          leave();
          resolve(fact.payment);
        });
      });
      const endpoint = webhookUrlsOf(comptoir.state(), payment.mode, payment.provider).local ?? '';
      const status = await postJson(endpoint, bodyOf(payment), { 'x-kkiapay-secret': liveSecret });
      if (status !== 200) throw new Error(`the shop answered ${status}`);
      return heard;
    },
    async [Symbol.asyncDispose]() {
      isOpen = false;
      await comptoir.stop();
      // A command under way may still write.
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Puts into the data folder what happened in the scene before the window was opened. */
async function seed(dataDir: string, clock: FakeClock, scene: Scene): Promise<ReadonlyMap<string, string>> {
  const offset = (): number => utcOffsetMinutes[scene.settings.country ?? 'BJ'];
  const { ledger } = await openLedger({ dataDir, utcOffsetMinutes: offset, clock, log: () => undefined });
  const ids = new Map<string, string>();
  // All at once: one flush to the disk takes many of them, in this order.
  const oldestFirst = [...scene.payments].reverse();
  const stored = await Promise.all(oldestFirst.map((payment) => store(ledger, payment)));
  for (const [at, { id }] of oldestFirst.entries()) ids.set(id, stored[at] ?? '');
  for (const period of scene.deafPeriods) await ledger.recordDeafPeriod(period);
  await ledger.close();
  const refusals = await openRefusalLog(dataDir, (error) => {
    throw error;
  });
  for (const refusal of [...scene.refusals].reverse()) refusals.record(refusal);
  await refusals.close();
  return ids;
}

async function store(ledger: Ledger, payment: Payment): Promise<string> {
  const {
    provider,
    mode,
    receivedAt,
    deliveries: _deliveries,
    claim,
    verification,
    twinOf,
    found,
    id: _id,
    ...event
  } = payment;
  const stored = await ledger.append({
    ...{ provider, mode, receivedAt, event, rawBody: Buffer.from(bodyOf(payment)) },
    headers: { 'content-type': 'application/json', 'x-kkiapay-secret': '****' },
    ...(found && { found }),
  });
  const { id } = stored.payment;
  if (claim !== null) await ledger.annotate(id, { field: 'claim', value: { kind: 'handed-over', ...claim } });
  if (verification.kind !== 'announced')
    await ledger.annotate(id, { field: 'verification', value: verification });
  if (twinOf !== undefined) await ledger.annotate(id, { field: 'twin', value: twinOf });
  return id;
}

/** What the owner set up. */
async function settle({ handlers }: Comptoir, { settings, authtoken, isLocked, soundsPaused, keys }: Scene) {
  const change: PreferencesChange = settings;
  await handlers.changeSettings(change);
  if (authtoken)
    await handlers.saveAuthtoken({ authtoken: '2abcDEFghiJKLmnoPQRstuVWXyz_1234567890abcdefghij' });
  if (soundsPaused) await handlers.pauseSounds({ pause: '15-minutes' });
  if (keys !== undefined) await handlers.saveApiKeys({ provider: 'kkiapay', mode: 'live', keys });
  if (isLocked) {
    await handlers.setPin({ current: null, pin: ownerPin });
    await handlers.lock(null);
  }
}

/** The bridge to the core, with what the scene shows of the world around it. */
function presented(comptoir: Comptoir, log: (line: string) => void, scene: Scene) {
  let outside: Partial<AppState> = scene.outside;
  let changes = 0;
  const received: { name: string; argument: unknown }[] = [];
  const shown = (state: AppState): AppState => ({
    ...{ ...state, ...outside },
    revision: state.revision + changes,
  });
  const state = (): AppState => shown(comptoir.state());
  const real = createBridgeServer(
    {
      ...{ ...comptoir, state },
      onFact: (listener) => comptoir.onFact((fact, led) => listener(fact, shown(led))),
      handlersFor: (caller) => ({
        ...comptoir.handlersFor(caller),
        getState: () => Promise.resolve(state()),
      }),
    },
    log,
  );
  const { broadcast } = real;
  const server: BridgeServer = {
    ...real,
    invoke(caller, name, argument) {
      received.push({ name: String(name), argument });
      if (name === 'getHealth' && scene.health !== undefined)
        return Promise.resolve({ ok: true, value: scene.health });
      return real.invoke(caller, name, argument);
    },
  };
  const window = real.callers.openSession();
  const bridge: Bridge = {
    transport: 'electron',
    invoke: <Name extends CommandName>(name: Name, argument: Argument<Name>) =>
      server.invoke(window, name, argument) as never, // typed by the table
    on(name, listener) {
      return server.onBroadcast(window, (told: BroadcastName, payload: unknown) => {
        if (told === name) listener(payload as never); // the name tells the payload's type
      });
    },
  };
  const change = (over: Partial<AppState>): void => {
    outside = { ...outside, ...over };
    changes += 1;
    broadcast('state', state());
  };
  return { received, server, bridge, broadcast, change };
}

/** As KKiaPay would announce it. */
function bodyOf(payment: Payment): string {
  const { transactionId, event, amountXof, feesXof, method, account, label, status, performedAt } = payment;
  return JSON.stringify({
    ...{ transactionId, isPaymentSucces: status === 'success', event, method, account, label, performedAt },
    ...(amountXof !== null && { amount: amountXof }),
    ...(feesXof !== null && { fees: feesXof }),
    ...{ failureCode: payment.failureCode, failureMessage: payment.failureMessage, stateData: {} },
  });
}

/** Takes whatever is exported. */
function memoryPlace(name: string) {
  return {
    file: name,
    path: null,
    async write(chunks: AsyncIterable<string | Uint8Array>, signal: AbortSignal): Promise<void> {
      for await (const _chunk of chunks) signal.throwIfAborted();
    },
  };
}

/** The shop reaches itself, and nobody else. */
const nobodyAnswers: typeof fetch = (address, init) =>
  new URL(address instanceof Request ? address.url : address).hostname === '127.0.0.1'
    ? fetch(address, init)
    : Promise.reject(new TypeError('nobody answers in this test'));
