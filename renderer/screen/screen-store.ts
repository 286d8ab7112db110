import { batch, signal, type ReadonlySignal } from '@preact/signals';
import type { Payment, PaymentPage } from '../../src/shared/payment/payment';
import {
  staleRingMs,
  type Begun,
  type CodeAnswer,
  type ScreenEvent,
  type ShopView,
} from '../../src/shared/screens/protocol';
import type { ScreenRole } from '../../src/shared/access/roles';
import type { LostCause } from './lost-counter';
import type { Bell } from './sound';
import type { Link, Transport } from './transport';

/** A payment on the customer's display, until a moment of the page's monotonic clock. */
export interface Shown {
  readonly payment: Payment;
  readonly until: number;
}

export interface ScreenStore {
  readonly transport: Transport;
  readonly bell: Bell;
  readonly link: ReadonlySignal<Link>;
  readonly lostCause: ReadonlySignal<LostCause>;
  /** What this screen is; kept while the link is lost. */
  readonly role: ReadonlySignal<ScreenRole | null>;
  readonly name: ReadonlySignal<string>;
  readonly view: ReadonlySignal<ShopView | null>;
  readonly word: ReadonlySignal<string>;
  /** Today's, the newest first. */
  readonly payments: ReadonlySignal<readonly Payment[]>;
  readonly shown: ReadonlySignal<readonly Shown[]>;
  /** The hub's clock at the last ring, ms; null: none. */
  readonly lastRingAt: ReadonlySignal<number | null>;
  /** Whether the owner's view is locked and shows nothing. */
  readonly isLocked: ReadonlySignal<boolean>;
  readonly absence: ReadonlySignal<Begun['absence']>;
  /** By the hub's clock, ms: the device's own may be years off. */
  readonly now: () => number;
  readonly put: (payment: Payment) => void;
  /** Drops payments that were shown long enough. */
  readonly tick: () => void;
  readonly closeAbsence: () => void;
  /** Reports whether it is visible, and would be heard. */
  readonly sayHere: () => void;
  /** Null: the request did not get through. */
  readonly open: (code: string) => Promise<CodeAnswer | null>;
  /** Its page went behind another, or came back. */
  readonly hideOrShow: () => void;
}

export interface ScreenStoreParts extends Pick<ScreenStore, 'transport' | 'bell' | 'lostCause'> {
  readonly page: Pick<Document, 'hidden'>;
}

const shownMs = 20_000;
const mostPayments = 60;

/** A screen's knowledge of its shop, from its transport. */
export function createScreenStore({ transport, bell, page, lostCause }: ScreenStoreParts): ScreenStore {
  const link = signal<Link>({ kind: 'connecting' });
  const role = signal<ScreenRole | null>(null);
  const name = signal('');
  const view = signal<ShopView | null>(null);
  const word = signal('');
  const payments = signal<readonly Payment[]>([]);
  const shown = signal<readonly Shown[]>([]);
  const lastRingAt = signal<number | null>(null);
  const isLocked = signal(false);
  const absence = signal<Begun['absence']>(null);
  let build: string | null = null;
  let offset = 0;
  const now = (): number => performance.now() + offset;
  const setNow = (instant: string): void => {
    offset = Date.parse(instant) - performance.now();
  };
  const put = (payment: Payment): void => {
    const others = payments.value.filter(({ id }) => id !== payment.id);
    const isKnown = others.length < payments.value.length;
    payments.value = isKnown
      ? payments.value.map((one) => (one.id === payment.id ? payment : one))
      : [payment, ...others].slice(0, mostPayments);
  };
  const show = (payment: Payment, duplicate: boolean): void => {
    const known = shown.value.find((one) => one.payment.id === payment.id);
    if (known !== undefined) {
      shown.value = shown.value.map((one) => (one === known ? { ...one, payment } : one));
      return;
    }
    // Payments missed during a short loss of the link are shown only for the time that is left to them.
    const leftMs = shownMs - Math.max(0, now() - Date.parse(payment.receivedAt));
    if (duplicate || leftMs <= 0) return;
    shown.value = [{ payment, until: performance.now() + Math.min(shownMs, leftMs) }, ...shown.value];
  };
  const ring = async ({
    ringId,
    at,
    ring: { sound, volume },
  }: ScreenEvent & { kind: 'ring' }): Promise<void> => {
    lastRingAt.value = Date.parse(at);
    if (now() - Date.parse(at) > staleRingMs) return;
    if (await bell.play(sound, volume)) await transport.ask('rang', { ringId });
  };
  const lock = (): void => {
    if (role.value !== 'owner-view') return;
    isLocked.value = true;
    payments.value = [];
    absence.value = null;
  };
  const take = (begun: Begun): void => {
    setNow(begun.now);
    role.value = begun.role;
    name.value = begun.name;
    view.value = begun.view;
    absence.value = begun.absence ?? absence.value;
    isLocked.value = begun.isLocked;
    if (begun.isLocked) lock();
  };
  const load = async (): Promise<void> => {
    if ((role.value !== 'second-counter' && role.value !== 'owner-view') || isLocked.value) return;
    const reply = await transport.ask('listPayments', { limit: mostPayments });
    if (reply?.ok === true) payments.value = (reply.value as PaymentPage).payments; // what that command answers
  };
  const look = async (): Promise<void> => {
    const reply = await transport.ask('begin', { since: null });
    if (reply?.ok !== true) return;
    batch(() => take(reply.value as Begun)); // what `begin` answers
    await load();
  };
  const sayHere = async (): Promise<void> => {
    bell.look();
    await transport.ask('here', { isVisible: !page.hidden, isSoundOn: bell.isOn.value });
  };
  const inBackground = (task: Promise<void>): void => {
    task.catch((error: unknown) => console.error(error));
  };

  transport.onLink((next) => {
    batch(() => {
      if (next.kind === 'up') take(next.begun);
      else shown.value = [];
      link.value = next;
    });
    if (next.kind !== 'up') return;
    inBackground(load());
    inBackground(sayHere());
  });
  transport.onEvent((event) => {
    switch (event.kind) {
      case 'beat':
        setNow(event.now);
        word.value = event.word;
        bell.look();
        // Another build of the counter has another page, so reload.
        if (build !== null && build !== event.build) window.location.assign('/');
        build = event.build;
        break;
      case 'view':
        view.value = event.view;
        break;
      case 'payment':
        if (role.value === 'display') show(event.payment, event.duplicate);
        else put(event.payment);
        break;
      case 'ring':
        inBackground(ring(event));
        break;
      case 'locked':
        lock();
        break;
      case 'renamed':
        name.value = event.name;
        break;
      default:
        break;
    }
  });
  return {
    transport,
    bell,
    link,
    lostCause,
    role,
    name,
    view,
    word,
    payments,
    shown,
    lastRingAt,
    absence,
    isLocked,
    now,
    put,
    tick() {
      const at = performance.now();
      if (shown.value.some(({ until }) => until <= at))
        shown.value = shown.value.filter(({ until }) => until > at);
    },
    async open(code) {
      const reply = await transport.ask('open', { code });
      const answer = reply?.ok === true ? (reply.value as CodeAnswer) : null; // what `open` answers
      if (answer?.kind === 'open') {
        batch(() => take(answer.begun));
        inBackground(load());
      }
      return answer;
    },
    hideOrShow() {
      // When a phone wakes up, its content may be hours old: ask the counter whether it may still be shown.
      if (page.hidden) lock();
      else if (role.value === 'owner-view') inBackground(look());
    },
    closeAbsence: () => (absence.value = null),
    sayHere: () => inBackground(sayHere()),
  };
}
