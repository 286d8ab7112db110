import { projectPayment } from '../shared/access/project-payment';
import type { CommandError, TestPaymentReport } from '../shared/bridge/contract';
import type { Refusal } from '../shared/diagnosis/refusal';
import { webhookUrlsOf } from '../shared/state/app-state';
import { lastingNotices, ownersNotices } from '../shared/state/notice';
import type { AskedHandlers, Caller } from './access/caller';
import type { ComptoirPorts } from './comptoir-ports';
import type { DerivedParts } from './derived/open-derived';
import type { Intake } from './intake/intake';
import { kkiapay } from './kkiapay/kkiapay';
import { deliverAsKkiapay, kkiapayBody } from './kkiapay/play';
import { rawBodyOf } from './ledger/record';

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

/** Commands that most windows use: the state, the payments, a test of the whole path. */
export function createCounterHandlers(
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
        // A test of ours, not KKiaPay's: it does not prove what KKiaPay's dashboard has.
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
      // Only the owner may dismiss notices that must not be overlooked.
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
