import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewOf } from '../../src/core/screens/tell-screens';
import { commands, type CommandName } from '../../src/shared/bridge/contract';
import { endpointNames, endpointKey, perEndpoint } from '../../src/shared/payment/endpoint';
import type { PaymentDetail } from '../../src/shared/payment/payment';
import { projectState } from '../../src/shared/access/project-state';
import { projectBroadcast, projectReply } from '../../src/shared/access/projections';
import { roles, type Role } from '../../src/shared/access/roles';
import { initialState, type AppState } from '../../src/shared/state/app-state';
import type { Ring } from '../../src/shared/voice/ring';
import { shopSettings } from '../support/shop-settings';

const at = '2026-11-24T09:00:00.000Z';
const account = '22997104532';

function payment(over: Partial<PaymentDetail> = {}): PaymentDetail {
  return {
    ...{ id: '20261124-1', provider: 'kkiapay', mode: 'live', receivedAt: at, deliveries: 1 },
    ...{ transactionId: '3iH6wjHJ3', status: 'success', event: 'transaction.success' },
    ...{ amountXof: 5_000, feesXof: 95, method: 'MOBILE_MONEY', account, label: 'Pagne', partnerId: 'p1' },
    ...{ stateData: { phone: account }, performedAt: at, failureCode: null, failureMessage: null },
    ...{ doubts: [], claim: null, verification: { kind: 'announced' }, claimHistory: [] },
    call: { body: { text: `{"account":"${account}"}` }, headers: {} },
    ...over,
  };
}

const shown = (role: Role, detail: PaymentDetail): PaymentDetail | null =>
  projectReply(role, 'getPayment', detail) as PaymentDetail | null; // the reply of that command

/** The longest run of the payer's digits in what is shown, with anything between them. */
function payersDigitsIn(value: unknown, payer: string): number {
  const written = JSON.stringify(value, (key, field: unknown) =>
    ['amountXof', 'feesXof', 'receivedAt', 'performedAt', 'id'].includes(key) ? undefined : field,
  ).replace(/[\s.()-]/g, '');
  for (let length = payer.length; length > 0; length -= 1)
    for (let from = 0; from + length <= payer.length; from += 1)
      if (written.includes(payer.slice(from, from + length))) return length;
  return 0;
}

it('names a second counter the providers that the shop takes, and tells nothing else of their secrets', () => {
  const before = initialState(shopSettings, '2026-11-24');
  const hashSecret = { ...before.settings.hashSecret, 'fedapay-live': 'environment' } as const;
  const state = { ...before, settings: { ...before.settings, hashSecret } };
  const screens = projectState('second-counter', state);
  expect(viewOf(screens).providers).toEqual(['kkiapay', 'fedapay']);
  expect(screens.settings.hashSecret['fedapay-live']).toBe('stored');
});

describe('what a role is shown of a payment', () => {
  it('is all of it for the owner', () => {
    expect(shown('owner', payment())).toEqual(payment());
  });

  it('at the counter is the last four digits, in the same field, and neither call nor what the page passed along', () => {
    const { account: digits, call, stateData, transactionId } = shown('helper', payment()) ?? payment();
    expect([digits, call, stateData, transactionId]).toEqual(['•••• 4532', null, null, '3iH6wjHJ3']);
    expect(shown('second-counter', payment())?.account).toBe('•••• 4532');
    expect(shown('second-counter', payment())?.transactionId).toBe('…wHJ3'.replace('w', 'j'));
  });

  it.each(['bell', 'display', 'owner-view'] as const)('on a %s is nothing of the payer', (role) => {
    const { account: digits, transactionId, label, call } = shown(role, payment()) ?? payment();
    expect([digits, transactionId, label, call]).toEqual([null, null, null, null]);
    expect(shown(role, payment())?.amountXof).toBe(5_000);
  });

  it.each<[string | null, string | null]>([
    [null, null],
    ['', '••••'],
    ['42', '••••'],
    ['4532', '••••'],
    ['04532', '•••• 4532'],
    ['+229 97 10 45 32', '•••• 4532'],
    ['229970***32', '•••• 32'],
    ['awa@example.com', '••••'],
    ['•••• 4532', '•••• 4532'],
  ])('has of the number %s the end %s', (given, expected) => {
    expect(shown('helper', payment({ account: given }))?.account).toBe(expected);
  });

  it('holds never more than four of the payer’s digits in a row, wherever a provider wrote them', () => {
    const digits = fc.stringMatching(/^[0-9]{6,15}$/);
    const around = fc.tuple(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('', '+', '00'),
      fc.string({ maxLength: 6 }),
    );
    const spaced = fc.constantFrom('', ' ', '.', '-');
    const places = [
      'label',
      'transactionId',
      'partnerId',
      'failureMessage',
      'failureCode',
      'event',
      'method',
    ] as const;
    fc.assert(
      fc.property(
        digits,
        around,
        spaced,
        fc.constantFrom(...roles.slice(1)),
        (payer, [before, sign, after], gap, role) => {
          const written = `${before}${sign}${Array.from(payer).join(gap)}${after}`;
          const odd = payment({ account: payer, stateData: { [payer]: written } });
          const full = Object.fromEntries(places.map((place) => [place, written]));
          const seen = shown(role, { ...odd, ...full });
          expect(payersDigitsIn(seen, payer)).toBeLessThanOrEqual(4);
          if (role === 'display' || role === 'bell' || role === 'owner-view')
            expect(seen?.account ?? null).toBeNull();
        },
      ),
    );
  });

  it('leaves an order’s number in a text, and hides another number to call', () => {
    expect(shown('helper', payment({ label: 'Commande 1042' }))?.label).toBe('Commande 1042');
    expect(shown('helper', payment({ label: 'Appeler le 01 96 11 22 33' }))?.label).toBe(
      'Appeler le •••• 2233',
    );
  });
});

describe('what a role is told', () => {
  const told = (role: Role, detail: PaymentDetail, isWithinReach = true): unknown => {
    const { claimHistory: _history, call: _call, ...known } = detail;
    return projectBroadcast(
      'payment',
      { payment: known, duplicate: false },
      { role, isWithinReach: () => isWithinReach },
    )?.payload;
  };

  it('is masked like what it asks for, and nothing of what it may not reach', () => {
    expect(told('helper', payment())).toMatchObject({ payment: { account: '•••• 4532', stateData: null } });
    expect(told('helper', payment(), false)).toBeUndefined();
  });

  it('on the customer’s display is live money received, and nothing else', () => {
    expect(told('display', payment())).toMatchObject({ payment: { amountXof: 5_000, account: null } });
    for (const odd of [
      payment({ mode: 'sandbox' }),
      payment({ status: 'failed' }),
      payment({ status: 'check' }),
      payment({ verification: { kind: 'reversed', at } }),
      payment({ givenBack: { how: 'partly', at } }),
    ])
      expect(told('display', odd)).toBeUndefined();
  });

  it('aloud of the day’s total is for the owner', () => {
    const ring: Ring = {
      sound: 'reminder',
      spoken: { kind: 'several', count: 3, totalXof: 1_486_250 },
      language: 'fr',
      voice: 'recorded',
      volume: 1,
    };
    const hears = (role: Role, isOwners?: true) =>
      projectBroadcast(
        'ring',
        { ...ring, ...(isOwners && { isOwners }) },
        { role, isWithinReach: () => true },
      ) !== null;
    expect(roles.filter((role) => hears(role, true))).toEqual(['owner']);
    expect(roles.filter((role) => hears(role))).toEqual(['owner', 'helper', 'second-counter', 'bell']);
  });

  it('of refusals and of what the window alone shows reaches the counter’s window alone', () => {
    const telling = (role: Role) => ({ role, isWithinReach: () => true });
    for (const role of roles) {
      const isWindow = role === 'owner' || role === 'helper';
      expect(projectBroadcast('reveal', { screen: 'settings' }, telling(role)) !== null).toBe(isWindow);
      expect(projectBroadcast('beat', null, telling(role))).toEqual({ payload: null });
    }
  });
});

describe('the state as a role is shown it', () => {
  const state: AppState = {
    ...initialState(
      { ...shopSettings, domain: 'ma-boutique.ngrok.app', publicAddress: 'https://ma-boutique.example' },
      '2026-11-24',
    ),
    access: { kind: 'locked', retryAt: null },
    tunnel: { kind: 'online', url: 'https://ma-boutique.ngrok.app', since: at },
    relay: {
      kind: 'collecting',
      ...{ origin: 'https://relay.ma-boutique.example', since: at, behind: 0, isCalled: true },
    },
    screens: {
      kind: 'open',
      addresses: ['http://192.168.1.20:4280'],
      ...{ screens: [], newcomers: [], lastRing: null, word: 'soleil mangue' },
    },
    addressChange: { pasted: 'https://ma-boutique.old.app', present: 'https://ma-boutique.ngrok.app' },
    paths: perEndpoint((endpoint) => `/${endpoint.provider}/secret-segment-${endpointKey(endpoint)}`),
    exporting: { kind: 'done', payments: 3, file: '/home/owner/export.csv' },
    notices: [
      { kind: 'settings-set-aside', file: 'settings.json.damaged' },
      { kind: 'payments-missing', count: 2, amountXof: 71_000 },
      { kind: 'screens-moved', address: 'http://192.168.1.20:4280' },
    ],
  };
  const today = { ...state.today, totalXof: 1_486_250, successCount: 3 };
  const seenBy = (role: Role): AppState => projectReply(role, 'getState', { ...state, today }) as AppState; // the reply of that command

  it('is the whole for the owner, who is told that it is open here', () => {
    expect(seenBy('owner')).toEqual({ ...state, today, access: { kind: 'unlocked' } });
    const open = { ...state, access: { kind: 'open' } } as const;
    expect(projectReply('owner', 'getState', open)).toBe(open);
  });

  it.each(roles.slice(1))(
    'holds for a %s no path, no public address, no file and no sum of others',
    (role) => {
      const words = JSON.stringify(seenBy(role));
      for (const kept of ['secret-segment', 'ma-boutique', 'owner/export', 'damaged', '71000', '192.168'])
        expect(words, kept).not.toContain(kept);
      expect(seenBy(role).paths).toBeNull();
      expect(words.includes('1486250')).toBe(role === 'owner-view');
    },
  );

  it('tells a helper that the address changed, and whether anything is left of it', () => {
    expect(seenBy('helper').addressChange).toEqual({ pasted: '', present: null });
    const lost = { ...state, addressChange: { pasted: null, present: null } };
    expect(projectReply('helper', 'getState', lost)).toMatchObject({ addressChange: { pasted: null } });
    expect(seenBy('helper')).toMatchObject({
      ...{ today: { totalXof: null, successCount: 3 }, access: { kind: 'locked' } },
      settings: { shopName: shopSettings.shopName, helperNames: shopSettings.helperNames },
    });
  });
});

describe('each reply that others than the owner get', () => {
  /** Replies without a payer, another day, or the shop's addresses. */
  const harmless = [
    ...[
      'unlock',
      'lock',
      'prepareSearch',
      'listRefusals',
      'sendTestPayment',
      'markPaymentsSeen',
      'dismissNotice',
    ],
    ...['pauseSounds', 'replayLast', 'retryTunnel', 'listDeafPeriods', 'markDeafPeriodsChecked', 'getReport'],
    ...['getHealth', 'saveDiagnostics', 'showLogFolder', 'takeShift', 'getVoiceClip'],
    // Written for a customer, from what a helper is shown: held by receipts.test.ts.
    ...['getReceipt', 'printReceipt', 'checkReceipt'],
  ];

  it('is projected, or is known to hold nothing confidential', () => {
    const names = Object.keys(commands) as CommandName[]; // the table has no other keys
    const unsaid = names.filter(
      (name) => commands[name].roles.some((role) => role !== 'owner') && !harmless.includes(name),
    );
    const { call: _call, claimHistory: _history, ...whole } = payment();
    const replies: Partial<Record<CommandName, unknown>> = {
      getState: {
        ...initialState(shopSettings, '2026-11-24'),
        access: { kind: 'locked', retryAt: null },
        paths: 'kept',
      },
      listPayments: { payments: [whole], next: null },
      getPayment: payment(),
      didHePay: { kind: 'free', payments: [whole], count: 1 },
      handOver: whole,
      takeBack: whole,
      addPayment: { payment: whole, known: false },
    };
    expect(unsaid.toSorted()).toEqual(Object.keys(replies).toSorted());
    for (const [name, value] of Object.entries(replies)) {
      const seen = JSON.stringify(projectReply('helper', name as CommandName, value)); // a key of the record above
      expect(seen, name).not.toContain(account);
      expect(seen, name).not.toContain('"kept"');
    }
    expect(endpointNames.length).toBeGreaterThan(0);
  });
});
