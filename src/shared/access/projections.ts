import type { AddedPayment } from '../bridge/import-commands';
import type { BroadcastName, Broadcasts, CommandName } from '../bridge/contract';
import type { PaidAnswer } from '../payment/paid-answer';
import type { Payment, PaymentDetail, PaymentPage } from '../payment/payment';
import type { AppState } from '../state/app-state';
import { isShownTo, projectDetail, projectPayment } from './project-payment';
import { projectState } from './project-state';
import type { Role } from './roles';

/** Replies that contain a payer or the state. Each is cut and masked here, whatever its handler returned. */
const projected: Readonly<Partial<Record<CommandName, (role: Role, value: never) => unknown>>> = {
  getState: (role, state: AppState) => projectState(role, state),
  listPayments: (role, page: PaymentPage): PaymentPage => ({
    ...page,
    payments: listed(role, page.payments),
  }),
  getPayment: (role, detail: PaymentDetail | null) => detail && projectDetail(role, detail),
  didHePay: (role, answer: PaidAnswer | null) => answer && projectAnswer(role, answer),
  handOver: (role, payment: Payment) => projectPayment(role, payment),
  takeBack: (role, payment: Payment) => projectPayment(role, payment),
  addPayment: (role, added: AddedPayment): AddedPayment => ({
    ...added,
    payment: projectPayment(role, added.payment),
  }),
};

/** A command's reply as a role may have it. */
export function projectReply(role: Role, name: CommandName, value: unknown): unknown {
  const project = projected[name];
  return project === undefined ? value : project(role, value as never); // the reply of the command of that name
}

/** What a role gets of a payment that it may see at all. The payment must also lie within its reach. */
export interface Telling {
  readonly role: Role;
  readonly isWithinReach: (payment: Payment) => boolean;
}

/** The roles that receive each broadcast, besides `state` and `payment`. */
const heardBy: Readonly<Record<Exclude<BroadcastName, 'state' | 'payment'>, readonly Role[]>> = {
  refusal: ['owner', 'helper'],
  ring: ['owner', 'helper', 'second-counter', 'bell'],
  reveal: ['owner', 'helper'],
  banner: ['owner', 'helper'],
  beat: ['owner', 'helper', 'second-counter', 'bell', 'display', 'owner-view'],
};

/** A broadcast as a listener of this role gets it; null: it gets none. */
export function projectBroadcast<Name extends BroadcastName>(
  name: Name,
  payload: Broadcasts[Name],
  telling: Telling,
): { readonly payload: Broadcasts[Name] } | null {
  return project(name, payload, telling) as { readonly payload: Broadcasts[Name] } | null; // of the same name
}

function project(name: BroadcastName, payload: unknown, { role, isWithinReach }: Telling) {
  switch (name) {
    case 'state':
      return { payload: projectState(role, payload as AppState) }; // by the name, as below
    case 'payment': {
      const { payment, duplicate } = payload as Broadcasts['payment'];
      if (!isWithinReach(payment) || !isShownTo(role, payment)) return null;
      return { payload: { payment: projectPayment(role, payment), duplicate } };
    }
    case 'ring': {
      const { isOwners } = payload as Broadcasts['ring'];
      return heardBy.ring.includes(role) && (isOwners !== true || role === 'owner') ? { payload } : null;
    }
    default:
      return heardBy[name].includes(role) ? { payload } : null;
  }
}

function projectAnswer(role: Role, answer: PaidAnswer): PaidAnswer {
  switch (answer.kind) {
    case 'free':
    case 'doubtful':
    case 'handed-over':
      return { ...answer, payments: listed(role, answer.payments) };
    case 'not-received':
    case 'not-received-but-deaf':
      return { ...answer, failed: listed(role, answer.failed) };
  }
}

function listed(role: Role, payments: readonly Payment[]): readonly Payment[] {
  return payments
    .filter((payment) => isShownTo(role, payment))
    .map((payment) => projectPayment(role, payment));
}
