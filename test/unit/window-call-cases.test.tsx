// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../renderer/app';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import {
  approvedIn,
  caseBody,
  fedapayModes,
  fedapaySecret,
  fedapaySignature,
  type CallCase,
} from '../support/call-cases';
import { openWindow, type OpenedWindow } from '../support/window/open-window';
import { postJson } from '../support/window/post-json';
import { busyScene } from '../support/window/scenes';
import { liveSecret } from '../support/window/shop';

const now = Date.parse('2026-11-28T09:00:00Z');
const paidAt = '2026-11-28T08:59:00.000Z';

async function open(): Promise<OpenedWindow> {
  const opened = await openWindow({ ...busyScene('fr', now), payments: [] }, <App />);
  await opened.shop.comptoir.handlers.saveHashSecret({
    ...{ provider: 'fedapay', mode: 'live', secret: fedapaySecret },
  });
  return opened;
}

async function send({ shop }: OpenedWindow, provider: string, body: Buffer): Promise<void> {
  const url = webhookUrlsOf(shop.comptoir.state(), 'live', provider).local ?? '';
  const proof: Record<string, string> =
    provider === 'fedapay'
      ? { 'x-fedapay-signature': fedapaySignature(body, now) }
      : { 'x-kkiapay-secret': liveSecret };
  expect(await postJson(url, body, proof)).toBe(200);
}

beforeEach(() => {
  window.localStorage.clear();
  window.location.hash = '';
});
afterEach(cleanup);

describe('calls as shops get them, in the window', () => {
  it.each<readonly [CallCase, string, RegExp, number]>([
    ['fedapay-gnf', 'À vérifier', /250 ?000 GNF/, 0],
    ['fedapay-transferred', 'Reçu', /9 113 F/, 9113],
    ['fedapay-paid-phone', 'Reçu', /•••• 0001/, 9113],
    ['kkiapay-latin1', 'À vérifier', /1 000 F/, 0],
    ['kkiapay-wrapped', 'À vérifier', /1 000 F/, 0],
    ['kkiapay-currency', 'À vérifier', /15 USD/, 0],
  ])('%s is %s', async (name, word, shown, totalXof) => {
    const opened = await open();
    await send(opened, name.split('-')[0] ?? '', caseBody(name, paidAt));
    const last = await screen.findByRole('article');
    expect(within(last).getByText(word)).toBeDefined();
    expect(last.textContent.replace(/[\u00a0\u202f]/g, ' ')).toMatch(shown);
    await expect.poll(() => opened.shop.comptoir.state().today.totalXof).toBe(totalXof);
  });

  it('fedapay-expired rings nothing and shows nothing', async () => {
    const opened = await open();
    await send(opened, 'fedapay', caseBody('fedapay-expired', paidAt));
    await send(opened, 'kkiapay', caseBody('kkiapay-wrapped', paidAt));
    await screen.findByText('À vérifier', { selector: 'article *' });
    expect(opened.shop.comptoir.state().today).toMatchObject({ successCount: 0, checkCount: 1 });
  });

  it('every way to pay has a name in the report', async () => {
    const opened = await open();
    for (const [at, mode] of fedapayModes.entries())
      await send(opened, 'fedapay', approvedIn(mode, 280_000 + at, paidAt));
    window.location.hash = '#/report';
    const table = await screen.findByRole('table', { name: 'Par moyen' });
    const names = within(table)
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent);
    expect(names).toContain('Mixx by Yas');
    for (const name of names) expect(fedapayModes).not.toContain(name);
  });
});
