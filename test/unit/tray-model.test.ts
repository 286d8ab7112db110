import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { initialState, type AppState } from '../../src/shared/state/app-state';
import type { Fact } from '../../src/shared/state/fact';
import type { Payment } from '../../src/shared/payment/payment';
import { reduce } from '../../src/shared/state/reduce';
import {
  lastAfter,
  trayIcons,
  trayImageName,
  trayModel,
  type TrayAction,
  type TrayMenuItem,
} from '../../src/shared/state/tray';
import { shopSettings as settings } from '../support/shop-settings';

const at = '2026-11-23T12:00:00.000Z';
const ready: Fact[] = [
  { kind: 'ledger-changed', ledger: { kind: 'ready' } },
  { kind: 'paths-known', paths: { live: '/kkiapay/abc', sandbox: '/kkiapay/def' } },
  { kind: 'receiver-changed', receiver: { kind: 'listening', port: 4242 } },
  { kind: 'address-called', isCalled: true },
];
const online: Fact = {
  kind: 'tunnel-changed',
  heardAt: at,
  tunnel: { kind: 'online', url: 'https://shop.ngrok-free.app', since: at },
};
const retrying: Fact = {
  kind: 'tunnel-changed',
  heardAt: at,
  tunnel: { kind: 'retrying', attempt: 1, nextAttemptAt: at, reason: 'network', code: null },
};

function after(...facts: Fact[]): AppState {
  return facts.reduce((state, fact) => reduce(state, fact, at), initialState(settings, '2026-11-23'));
}

const last: Payment = {
  id: 'p1',
  provider: 'kkiapay',
  mode: 'live',
  transactionId: 't1',
  status: 'success',
  event: 'transaction.success',
  amountXof: 43_500,
  feesXof: null,
  method: 'MOBILE_MONEY',
  account: '22990112233',
  label: null,
  partnerId: null,
  stateData: {},
  performedAt: null,
  failureCode: null,
  failureMessage: null,
  doubts: [],
  receivedAt: '2026-11-23T13:05:00.000Z',
  deliveries: 1,
  claim: null,
  verification: { kind: 'announced' },
};

function labels(state: AppState, payment: Payment | null = null): string[] {
  return trayModel(state, payment).menu.flatMap((item) => (item.kind === 'separator' ? [] : [item.label]));
}

function actions(state: AppState, payment: Payment | null = null): TrayAction[] {
  const given = (items: readonly TrayMenuItem[]): TrayAction[] =>
    items.flatMap((item) => {
      if (item.kind === 'menu') return given(item.items);
      return item.kind === 'command' && item.action !== null ? [item.action] : [];
    });
  return given(trayModel(state, payment).menu);
}

describe('the tray', () => {
  it('says that it starts until everything is open', () => {
    expect(trayModel(after(), null)).toMatchObject({ icon: 'starting', tooltip: 'Comptoir\nDémarrage…' });
  });

  it('is green only where the provider has called the address that it has now', () => {
    const state = reduce(after(...ready, online), { kind: 'address-called', isCalled: false }, at);
    expect(trayModel(state, null)).toMatchObject({
      icon: 'ready',
      tooltip: 'Comptoir\nPrêt : KKiaPay n’a encore jamais appelé',
    });
  });

  it('shows that we hear, and offers the address for KKiaPay', () => {
    const state = after(...ready, online);
    expect(trayModel(state, null)).toMatchObject({ icon: 'listening', tooltip: 'Comptoir\nÀ l’écoute' });
    expect(actions(state)).toContainEqual({
      kind: 'copy-url',
      url: 'https://shop.ngrok-free.app/kkiapay/abc',
    });
    expect(labels(state)).toEqual([
      'À l’écoute',
      'Aujourd’hui : aucun paiement',
      'Ouvrir Comptoir',
      'Réécouter le dernier paiement',
      'Couper les sons',
      'Copier l’adresse pour KKiaPay',
      'Envoyer un paiement d’essai',
      'Réglages',
      'Quitter Comptoir',
    ]);
  });

  it('tells since when and why nothing is heard, on the shop’s own clock', () => {
    const state = after(...ready, online, retrying);
    expect(trayModel(state, null).icon).toBe('deaf');
    expect(labels(state)[0]).toBe('Hors ligne depuis 13:00 : pas de liaison internet');
    expect(labels({ ...state, settings: { ...settings, country: 'TG', language: 'en' } })[0]).toBe(
      'Offline since 12:00: no link to the internet',
    );
  });

  it.each<[string, Fact, string]>([
    [
      'a token to paste',
      {
        kind: 'tunnel-changed',
        heardAt: at,
        tunnel: { kind: 'refused', code: 'ERR_NGROK_107', advice: 'paste-new-token' },
      },
      'Hors ligne depuis 13:00 : collez un nouveau jeton ngrok',
    ],
    [
      'a full disk',
      { kind: 'ledger-changed', ledger: { kind: 'refusing', reason: 'disk-full' } },
      'Hors ligne depuis 13:00 : le disque ne s’écrit plus',
    ],
    [
      'a port that is taken',
      { kind: 'receiver-changed', receiver: { kind: 'failed', reason: 'port-taken' } },
      'Hors ligne depuis 13:00 : le port de réception est pris',
    ],
  ])('sounds the alarm for %s, which waiting does not cure', (_what, fact, sentence) => {
    const state = after(...ready, online, fact);
    expect(trayModel(state, null).icon).toBe('alarm');
    expect(labels(state)[0]).toBe(sentence);
  });

  it('raises the alarm while a provider is refused, real payments before tests', () => {
    const knock = { cause: 'wrong-secret', diagnosis: null, since: at, lastAt: at } as const;
    const sandbox = { ...knock, endpoint: { provider: 'kkiapay', mode: 'sandbox' } } as const;
    const live = { ...knock, endpoint: { provider: 'fedapay', mode: 'live' } } as const;
    const state = after(...ready, online, { kind: 'knocks-changed', knocks: [sandbox, live] });
    expect(trayModel(state, null).icon).toBe('alarm');
    expect(labels(state)[0]).toBe('FedaPay appelle, mais ses appels sont refusés');
    const onlyTests = reduce(state, { kind: 'knocks-changed', knocks: [sandbox] }, at);
    expect(labels(onlyTests)[0]).toBe('Essai : KKiaPay appelle, mais ses appels sont refusés');
    const quiet = reduce(state, { kind: 'knocks-changed', knocks: [] }, at);
    expect(trayModel(quiet, null).icon).toBe('listening');
  });

  it('raises the alarm while KKiaPay calls an address that is no longer ours', () => {
    const change = { pasted: 'https://old.ngrok-free.app', present: 'https://shop.ngrok-free.app' };
    const state = after(...ready, online, { kind: 'address-changed', change });
    expect(trayModel(state, null).icon).toBe('alarm');
    expect(labels(state)[0]).toBe('L’adresse a changé : à recoller dans KKiaPay');
    const mended = reduce(state, { kind: 'address-changed', change: null }, at);
    expect(trayModel(mended, null).icon).toBe('listening');
  });

  it('shows that there are payments to look at, but not while nothing is heard', () => {
    const state = { ...after(...ready, online), unseen: 2 };
    expect(trayModel(state, null)).toMatchObject({
      icon: 'unseen',
      tooltip: 'Comptoir\nÀ l’écoute\n2 paiements pas encore vus',
    });
    expect(trayModel({ ...state, unseen: 0 }, null).icon).toBe('listening');
    expect(trayModel(reduce(state, retrying, at), null).icon).toBe('deaf');
  });

  it('without a tunnel offers the local address, under its own name', () => {
    const state = after(...ready, { kind: 'tunnel-changed', heardAt: at, tunnel: { kind: 'off' } });
    expect(trayModel(state, null).icon).toBe('ready');
    expect(labels(state)).toContain('Copier l’adresse locale');
    expect(actions(state)).toContainEqual({ kind: 'copy-url', url: 'http://127.0.0.1:4242/kkiapay/abc' });
  });

  it('does not look connected while the authtoken is missing', () => {
    const state = after(...ready, { kind: 'tunnel-changed', heardAt: at, tunnel: { kind: 'token-missing' } });
    expect(trayModel(state, null).icon).toBe('starting');
    expect(labels(state)[0]).toBe('Pas encore relié : ouvrez Comptoir');
  });

  it('offers neither address nor test while there is no address', () => {
    const kinds = actions(after()).map(({ kind }) => kind);
    expect(kinds).not.toContain('copy-url');
    expect(kinds).not.toContain('send-test');
  });

  it('tells the last payment, on the shop’s own clock, and leads to it', () => {
    const state = after(...ready, online);
    expect(labels(state, last)).toContain('Dernier paiement : 43 500 F reçus à 14:05');
    expect(labels(state, { ...last, status: 'check', amountXof: null })).toContain(
      'Dernier paiement : montant inconnu à vérifier, à 14:05',
    );
    expect(labels(state, { ...last, status: 'failed', mode: 'sandbox' })).toContain(
      'ESSAI - Dernier paiement : 43 500 F échoués à 14:05',
    );
    expect(actions(state, last)).toContainEqual({ kind: 'open-payment', paymentId: 'p1' });
    expect(actions(state, last)).toContainEqual({ kind: 'replay-last' });
    expect(actions(state)).not.toContainEqual({ kind: 'replay-last' });
  });

  it('tells of the last payment what it counts as by now, not what was announced', () => {
    const state = after(...ready, online);
    const reversed: Payment = { ...last, verification: { kind: 'reversed', at } };
    const disputed: Payment = { ...last, verification: { kind: 'disputed', at, difference: 'amount 5000' } };
    for (const payment of [reversed, disputed])
      expect(labels(state, payment)).toContain('Dernier paiement : 43 500 F à vérifier, à 14:05');
  });

  it('follows the newest payment and what becomes of it, and no other', () => {
    const changed: Payment = { ...last, verification: { kind: 'reversed', at } };
    const other: Payment = { ...last, id: 'p0' };
    const recorded = (payment: Payment, duplicate: boolean): Fact => ({
      kind: 'payment-recorded',
      payment,
      duplicate,
    });
    expect(lastAfter(recorded(last, false), null)).toBe(last);
    expect(lastAfter(recorded(last, false), other)).toBe(last);
    expect(lastAfter({ kind: 'payment-changed', payment: changed }, last)).toBe(changed);
    expect(lastAfter(recorded(changed, true), last)).toBe(changed);
    expect(lastAfter({ kind: 'payment-changed', payment: other }, last)).toBe(last);
    expect(lastAfter(recorded(other, true), last)).toBe(last);
    expect(lastAfter({ kind: 'payments-seen' }, last)).toBe(last);
  });

  it('tells the day’s total, except while the owner’s things are locked: then it offers no address either', () => {
    const today = { ...after().today, totalXof: 57_345, successCount: 3 };
    const open = { ...after(...ready, online), today };
    expect(labels(open)).toContain('Aujourd’hui : 3 paiements, 57 345 F');
    const locked = reduce(open, { kind: 'access-changed', access: { kind: 'locked', retryAt: null } }, at);
    expect(labels(locked).join()).not.toContain('57 345');
    expect(actions(locked).map(({ kind }) => kind)).not.toContain('copy-url');
  });

  it('offers to pause the sounds, and once they are paused says until when and offers them back', () => {
    const state = after(...ready, online);
    expect(
      actions(state).flatMap((action) => (action.kind === 'pause-sounds' ? [action.pause] : [])),
    ).toEqual(['15-minutes', '1-hour', 'until-tomorrow']);
    const paused = { ...state, settings: { ...settings, soundsPausedUntil: '2026-11-23T13:30:00.000Z' } };
    expect(trayModel(paused, null).tooltip).toBe('Comptoir\nÀ l’écoute\nSons coupés jusqu’à 14:30');
    expect(labels(paused)).toContain('Remettre les sons');
    expect(actions(paused)).toContainEqual({ kind: 'pause-sounds', pause: null });
    const silent = { ...state, settings: { ...settings, sound: false } };
    expect(actions(silent).map(({ kind }) => kind)).not.toContain('pause-sounds');
  });
});

describe('the tray’s pictures', () => {
  const folder = join(import.meta.dirname, '../../assets/tray');

  it.each(['linux', 'win32', 'darwin'])('exist for each state on %s, also for dense screens', (platform) => {
    for (const icon of trayIcons) {
      const name = trayImageName(icon, platform);
      expect(existsSync(join(folder, name)), name).toBe(true);
      expect(existsSync(join(folder, name.replace('.png', '@2x.png'))), `${name} @2x`).toBe(true);
    }
  });

  it('differ in shape: macOS’s, which are all black, differ from each other', () => {
    const shapes = trayIcons.map((icon) =>
      readFileSync(join(folder, trayImageName(icon, 'darwin'))).toString('base64'),
    );
    expect(new Set(shapes).size).toBe(trayIcons.length);
  });
});
