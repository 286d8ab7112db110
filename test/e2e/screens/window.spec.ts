import { expect } from '@playwright/test';
import { busyScene, firstRunScene, paymentAt, troubledScene } from '../../support/window/scenes';
import { test } from './preview-page';
import { ShopWindow } from './shop-window';

const now = Date.parse('2026-11-24T09:00:00Z');

test('the first run is walked through: token, address, secret, test', async ({ page, open }) => {
  const preview = await open(firstRunScene('fr', now));
  const { setup, counter } = new ShopWindow(page);
  const { paths } = preview.comptoir.state();
  if (paths === null) throw new Error('the receiver listens');
  await expect(setup.headings[1]).toBeVisible();
  await setup.token.fill('2abcDEF_token');
  await setup.save.click();
  const { lastAuthenticatedAt, ...online } = busyScene('fr', now).outside;
  if (lastAuthenticatedAt === undefined) throw new Error('the busy shop was called');
  preview.change(online);
  await expect(
    page.getByText(`https://loyal-hen-awake.ngrok-free.dev${paths.live}`, { exact: true }),
  ).toBeVisible();
  await setup.choose('sandbox');
  await expect(
    page.getByText(`https://loyal-hen-awake.ngrok-free.dev${paths.sandbox}`, { exact: true }),
  ).toBeVisible();
  await setup.next.click();
  await expect(setup.headings[2]).toBeFocused();
  await setup.copySecret.click();
  await setup.regenerate.click();
  await setup.confirm.click();
  await setup.next.click();
  await expect(setup.waiting).toBeVisible();
  await setup.sendTest.click();
  await expect(setup.heardTest).toBeVisible();
  preview.change({ lastAuthenticatedAt: { ...lastAuthenticatedAt, sandbox: null } });
  await expect(setup.heard).toBeVisible();
  await setup.finish.click();
  await expect(counter.heading).toBeAttached();
  // The test payment counts as seen once the counter is there, sooner or later.
  const asked = () => preview.received.filter(({ name }) => !/^(get|list|markPaymentsSeen)/.test(name));
  await expect.poll(asked).toEqual([
    { name: 'saveAuthtoken', argument: { authtoken: '2abcDEF_token' } },
    { name: 'copyToClipboard', argument: { what: 'hash-secret', provider: 'kkiapay', mode: 'sandbox' } },
    { name: 'regenerateHashSecret', argument: { provider: 'kkiapay', mode: 'sandbox' } },
    { name: 'sendTestPayment', argument: null },
    { name: 'changeSettings', argument: { setUp: true } },
  ]);
});

test('the set-up replaces no alarm: where everything was lost, that is shown first', async ({
  page,
  open,
}) => {
  const scene = firstRunScene('fr', now);
  await open({ ...scene, outside: { addressChange: { pasted: null, present: null } } });
  const { counter, setup, texts } = new ShopWindow(page);
  await expect(page.getByText(texts.address.lost.title, { exact: true })).toBeVisible();
  await expect(counter.heading).toBeAttached();
  await page.evaluate(() => {
    location.hash = '/setup/1';
  });
  await expect(setup.headings[1]).toBeVisible();
  await expect(page.getByText(texts.address.lost.title, { exact: true })).toBeVisible();
});

test('a new payment takes the counter, is said once and counts as seen', async ({ page, open }) => {
  const preview = await open({ ...busyScene('fr', now), payments: [] });
  const { counter, spoken, texts } = new ShopWindow(page);
  await expect(page.getByText(texts.window.counter.waiting, { exact: true })).toBeVisible();
  const payment = await preview.pay(paymentAt(now, 0, { amountXof: 12_345 }));
  await expect(counter.last).toContainText('12 345 F');
  await expect(counter.last).toContainText('•••• 0042');
  preview.broadcast('payment', { payment: { ...payment, deliveries: 2 }, duplicate: true });
  await preview.pay(
    paymentAt(now, 0, {
      ...{ amountXof: 900, status: 'failed', event: 'transaction.failed', transactionId: 'second' },
    }),
  );
  await expect(counter.last).toContainText(texts.payment.status.failed);
  await expect(counter.before).toHaveCount(1);
  await expect(spoken.getByText('12 345 F', { exact: false })).toHaveCount(1);
  await expect.poll(() => preview.received.some(({ name }) => name === 'markPaymentsSeen')).toBe(true);
});

test('a touch already under way does not hit a payment that moved there', async ({ page, open }) => {
  const preview = await open({
    ...busyScene('fr', now),
    payments: [paymentAt(now, 2, { id: 'old', transactionId: 'old' })],
  });
  const { counter, texts } = new ShopWindow(page);
  const button = counter.last.getByRole('button', { name: texts.claim.handOver, exact: true });
  const place = await button.boundingBox();
  // What is under the finger at the moment in which the new one appears.
  const met = await page.evaluateHandle(
    ({ x, y, old }) => {
      const moment = new Promise<string>((resolve) => {
        new MutationObserver(() => {
          if (document.querySelector('article')?.dataset.payment === old) return;
          const under = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-payment]');
          resolve(under?.dataset.payment ?? 'nothing');
        }).observe(document.body, { childList: true, subtree: true });
      });
      return { moment };
    },
    { ...(place ?? { x: 0, y: 0 }), old: preview.idOf('old') },
  );
  const { id } = await preview.pay(paymentAt(now, 0, { transactionId: 'new', amountXof: 31_000 }));
  expect(await met.evaluate(({ moment }) => moment)).toBe('nothing');
  await button.click();
  await expect
    .poll(() => preview.received.filter(({ name }) => name === 'handOver'))
    .toEqual([{ name: 'handOver', argument: { id, by: '' } }]);
});

test('a notice does not move the last payment under a touch already under way', async ({ page, open }) => {
  const payment = paymentAt(now, 2, { id: 'old', transactionId: 'old' });
  const preview = await open({ ...busyScene('fr', now), payments: [payment] });
  const { counter, texts } = new ShopWindow(page);
  // Where it comes to rest: it slides in.
  const atRest = (): Promise<unknown> =>
    counter.last.evaluate((last) =>
      Promise.all(last.getAnimations({ subtree: true }).map(({ finished }) => finished)),
    );
  await atRest();
  const place = await counter.last.boundingBox();
  preview.change({ notices: [{ kind: 'clock-wrong' }] });
  await expect(page.getByText(texts.window.notices['clock-wrong'], { exact: true })).toBeVisible();
  expect(await counter.last.boundingBox()).toEqual(place);
  await counter.last.getByRole('button', { name: texts.claim.handOver, exact: true }).click();
  await expect.poll(() => preview.received.filter(({ name }) => name === 'handOver')).toHaveLength(1);
});

test('another screen begins at its top, and says its name', async ({ page, open }) => {
  await open(busyScene('fr', now), '/settings/technician');
  const { texts } = new ShopWindow(page);
  await page.getByRole('link', { name: texts.technician.open, exact: true }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: texts.technician.title, exact: true }),
  ).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

test('the keyboard reaches the sections of the settings, and goes back', async ({ page, open }) => {
  await open(busyScene('fr', now), '/settings');
  const { texts } = new ShopWindow(page);
  const index = page.getByRole('navigation', { name: texts.settings.index, exact: true });
  const title = (name: string) => page.getByRole('heading', { level: 2, name, exact: true });
  await index.getByRole('link', { name: texts.settings.bell, exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(title(texts.settings.bell)).toBeFocused();
  await expect(title(texts.settings.shop)).toBeHidden();
  await index.getByRole('link', { name: texts.printer.title, exact: true }).click();
  // The page hears of one address after the other: going back before it has heard would change nothing.
  await expect(title(texts.printer.title)).toBeFocused();
  await page.goBack();
  await expect(title(texts.settings.bell)).toBeFocused();
  await page.setViewportSize({ width: 360, height: 640 });
  await expect(index).toBeHidden();
  await page.getByRole('link', { name: texts.settings.all, exact: true }).click();
  await expect(index).toBeVisible();
  await expect(title(texts.settings.shop)).toBeHidden();
});

test('the page rings once it may, and says while it may not', async ({ page, open }) => {
  const preview = await open({ ...busyScene('fr', now), payments: [] });
  const { counter } = new ShopWindow(page);
  await counter.enableSound.click();
  await expect(counter.enableSound).toBeHidden();
  preview.broadcast('ring', { sound: 'failure', spoken: null, language: 'fr', voice: 'none', volume: 1 });
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-last-played', 'failure');
  await expect(html).toHaveAttribute('data-last-said', '');
  const spoken = { kind: 'payment', status: 'success', mode: 'live', amountXof: 43_500 } as const;
  preview.broadcast('ring', { sound: 'success', spoken, language: 'fr', voice: 'recorded', volume: 1 });
  await expect(html).toHaveAttribute('data-last-said', 'received breath 43 thousand 500 francs');
  // No voice on this computer speaks English, or one does: either way the amount is said.
  preview.broadcast('ring', { sound: 'success', spoken, language: 'en', voice: 'computer', volume: 1 });
  await expect(html).toHaveAttribute(
    'data-last-said',
    /^(received breath 43 thousand 500 francs|Payment received: 43,500 francs\.)$/,
  );
});

test('the last payment is heard again by one key, and the bell keeps quiet for a while', async ({
  page,
  open,
}) => {
  const preview = await open(busyScene('fr', now));
  const { counter, payments, texts } = new ShopWindow(page);
  await page.keyboard.press('F2');
  await counter.replay.click();
  await expect.poll(() => preview.received.filter(({ name }) => name === 'replayLast').length).toBe(2);
  await counter.pause('15-minutes');
  await expect(counter.bell).toContainText(/Sons coupés jusqu’à \d\d:\d\d\./);
  await counter.resume.click();
  await expect(counter.bell).toContainText(texts.bell.on);
  await page.goto(`${new URL(page.url()).origin}/#/payments`);
  await payments.search.press('F2');
  await expect.poll(() => preview.received.filter(({ name }) => name === 'replayLast').length).toBe(3);
});

test('a window that lost the core says so, comes back by itself and asks for what it missed', async ({
  page,
  open,
}) => {
  const preview = await open(busyScene('fr', now));
  const { counter, texts } = new ShopWindow(page);
  await page.route('**/bridge/events', (route) => route.abort());
  preview.cut();
  await expect(page.getByText(texts.window.link.lost, { exact: true })).toBeVisible();
  // No light and no totals that look current.
  await expect(page.getByText(texts.window.hearing.listening, { exact: false })).toBeHidden();
  await expect(page.getByText(texts.window.counter.today, { exact: true })).toBeHidden();
  await expect(counter.last).toBeHidden();
  await preview.pay(paymentAt(now, 0, { transactionId: 'later', amountXof: 77_000 }));
  await page.unroute('**/bridge/events');
  await expect(counter.last).toContainText('77 000 F');
  await expect(page.getByText(texts.window.link.lost, { exact: true })).toBeHidden();
});

test('deafness and refusals are shown with the next step', async ({ page, open }) => {
  await open(troubledScene('fr', now));
  const window = new ShopWindow(page);
  await expect(page.getByText(/Hors ligne depuis \d\d:\d\d\s: internet coupé/)).toBeVisible();
  await expect(window.counter.tryAgain).toBeVisible();
  await window.goToRefusals();
  await expect(window.refusals.because('secret-wrong')).toContainText('401');
});
