import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import type { AppState } from '../../src/shared/state/app-state';
import type { Bridge } from '../../src/shared/bridge/contract';
import type { Payment } from '../../src/shared/payment/payment';
import type { Refusal } from '../../src/shared/diagnosis/refusal';
import { mainProvider } from '../../src/shared/providers/providers';
import { providersOf } from '../../src/shared/settings/settings';
import { textsFor, type Texts } from '../../src/shared/texts/texts';
import type { Link } from '../bridge/web-bridge';
import { createWhen, type When } from './when';
import { inBackground } from './in-background';

/** How many payments the counter shows; older ones are asked for in pages elsewhere. */
const recentCount = 12;
/** After an import the newest payments may all be recovered ones: look through this many more pages. */
const mostPages = 5;
const pageSize = 100;

/** What the window knows: the core's state and the newest payments and refusals, kept current by the bridge. */
export interface WindowStore {
  readonly bridge: Bridge;
  readonly link: ReadonlySignal<Link>;
  /** Null until the first snapshot. */
  readonly state: ReadonlySignal<AppState | null>;
  readonly texts: ReadonlySignal<Texts>;
  readonly when: ReadonlySignal<When>;
  /** Newest first. */
  readonly recent: ReadonlySignal<readonly Payment[]>;
  /** The last few payments that came while this window was open, oldest first; repeated deliveries are left out. */
  readonly arrived: ReadonlySignal<readonly Payment[]>;
  readonly refusals: ReadonlySignal<readonly Refusal[]>;
  /** Counts the full reloads, so that parts with data of their own reload too. */
  readonly reloads: ReadonlySignal<number>;
  setLink(link: Link): void;
  /** Loads everything again. Call it once the broadcasts are listened to, and after each gap. */
  reload(): Promise<void>;
}

export function createWindowStore(bridge: Bridge): WindowStore {
  const link = signal<Link>('connecting');
  const state = signal<AppState | null>(null);
  const recent = signal<readonly Payment[]>([]);
  const arrived = signal<readonly Payment[]>([]);
  const refusals = signal<readonly Refusal[]>([]);
  const reloads = signal(0);
  const language = computed(() => state.value?.settings.language ?? 'fr');
  const country = computed(() => state.value?.settings.country ?? 'BJ');
  // Compare as text: a new array each time would rebuild every sentence.
  const providers = computed(() =>
    (state.value === null ? [mainProvider] : providersOf(state.value.settings)).join(),
  );
  const texts = computed(() => textsFor(language.value, providers.value.split(',')));
  // One for all parts that show times: creating the formats of a language takes longer than drawing a row.
  const when = computed(() => createWhen(texts.value, language.value, country.value));
  /** Broadcasts since the running request was sent: they are newer than its answer, so apply them on top of it. */
  let since = { states: 0, payments: [] as readonly Told[], refusals: [] as readonly Refusal[] };
  let reloading: Promise<void> | null = null;
  let reloadAgain = false;

  bridge.on('state', (next) => {
    const before = state.value;
    since = { ...since, states: since.states + 1 };
    state.value = next;
    // An equal revision means that nothing changed here; a smaller one means that the core restarted.
    const missed =
      before !== null && (next.revision > before.revision + 1 || next.revision < before.revision);
    // Locking and unlocking change what may be shown: ask for everything again.
    const otherAccess = before !== null && next.access.kind !== before.access.kind;
    if (missed || otherAccess) inBackground(reload());
  });
  bridge.on('payment', ({ payment, duplicate }) => {
    since = { ...since, payments: [...since.payments, { payment, duplicate }] };
    batch(() => {
      recent.value = withPayment(recent.value, { payment, duplicate });
      if (!duplicate) arrived.value = [...arrived.value, payment].slice(-3);
    });
  });
  bridge.on('refusal', (refusal) => {
    since = { ...since, refusals: withRefusal(since.refusals, refusal) };
    refusals.value = withRefusal(refusals.value, refusal);
  });

  /** The payments that the provider announced, in order of receipt; null where they cannot be loaded. */
  const askRecent = async (): Promise<readonly Payment[] | null> => {
    let found: readonly Payment[] = [];
    let after: { readonly after?: string } = {};
    for (let pages = 0; pages <= mostPages; pages += 1) {
      const limit = pages === 0 ? recentCount : pageSize;
      const page = await bridge.invoke('listPayments', { limit, ...after });
      if (!page.ok) return null;
      const { payments, next } = page.value;
      found = [...found, ...announcedOnly(payments)].slice(0, recentCount);
      if (next === null || found.length === recentCount) break;
      after = { after: next };
    }
    return found;
  };

  const askOnce = async (): Promise<void> => {
    since = { states: 0, payments: [], refusals: [] };
    const [snapshot, page, refused] = await Promise.all([
      bridge.invoke('getState', null),
      askRecent(),
      bridge.invoke('listRefusals', null),
    ]);
    batch(() => {
      reloads.value += 1;
      if (snapshot.ok && since.states === 0) state.value = snapshot.value;
      if (page !== null) recent.value = since.payments.reduce(withPayment, page);
      if (refused.ok)
        refusals.value = [...since.refusals].reverse().reduce<readonly Refusal[]>(withRefusal, refused.value);
    });
  };

  /** One at a time: a burst of gaps costs two rounds, not one each. */
  const reload = async (): Promise<void> => {
    reloadAgain = true;
    reloading ??= (async () => {
      while (reloadAgain) {
        reloadAgain = false;
        await askOnce();
      }
    })().finally(() => {
      reloading = null;
    });
    await reloading;
  };

  return {
    bridge,
    link,
    state,
    texts,
    when,
    recent,
    arrived,
    refusals,
    reloads,
    setLink: (next) => {
      link.value = next;
    },
    reload,
  };
}

/** `duplicate`: received before, now with new data. */
interface Told {
  readonly payment: Payment;
  readonly duplicate: boolean;
}

/**
 * A known payment keeps its place and gets the newer data; one just received goes on top. Any other is older than all
 * that are shown.
 */
function withPayment(payments: readonly Payment[], { payment, duplicate }: Told): readonly Payment[] {
  if (payments.some(({ id }) => id === payment.id))
    return payments.map((other) => (other.id === payment.id ? payment : other));
  return duplicate ? payments : announcedOnly([payment, ...payments]).slice(0, recentCount);
}

/** Equal refusals within a minute come as one with a growing count, known by its first instant. */
function withRefusal(refusals: readonly Refusal[], refusal: Refusal): readonly Refusal[] {
  const others = refusals.filter(
    ({ at, reason, mode, through }) =>
      at !== refusal.at || reason !== refusal.reason || mode !== refusal.mode || through !== refusal.through,
  );
  return [refusal, ...others].slice(0, 200);
}

/** Leave out recovered payments: at the counter they would look like money that has just come in. */
function announcedOnly(payments: readonly Payment[]): readonly Payment[] {
  return payments.filter(({ found }) => found === undefined);
}
