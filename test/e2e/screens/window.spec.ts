import { expect, type Locator } from '@playwright/test';
import {
  busyScene,
  firstRunScene,
  historyScene,
  paymentAt,
  troubledScene,
} from '../../support/window/scenes';
import { ownerPin } from '../../support/window/shop';
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
  await expect(page.getByText(`https://loyal-hen-awake.ngrok-free.dev${paths.live}`)).toBeVisible();
  await setup.choose('sandbox');
  await expect(page.getByText(`https://loyal-hen-awake.ngrok-free.dev${paths.sandbox}`)).toBeVisible();
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

test('a new payment takes the counter, is said once and counts as seen', async ({ page, open }) => {
  const preview = await open({ ...busyScene('fr', now), payments: [] });
  const { counter, spoken, texts } = new ShopWindow(page);
  await expect(page.getByText(texts.window.counter.waiting)).toBeVisible();
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
  await expect(spoken.getByText('12 345 F')).toHaveCount(1);
  await expect.poll(() => preview.received.some(({ name }) => name === 'markPaymentsSeen')).toBe(true);
});

test('a finger already on its way meets nothing of a payment that took that place', async ({
  page,
  open,
}) => {
  const preview = await open({
    ...busyScene('fr', now),
    payments: [paymentAt(now, 2, { id: 'old', transactionId: 'old' })],
  });
  const { counter, texts } = new ShopWindow(page);
  const button = counter.last.getByRole('button', { name: texts.claim.handOver });
  const place = await button.boundingBox();
  // What lies under the finger in the very moment in which the new one is there.
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

test('a notice moves nothing under a finger already on its way to the last payment', async ({
  page,
  open,
}) => {
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
  await expect(page.getByText(texts.window.notices['clock-wrong'])).toBeVisible();
  expect(await counter.last.boundingBox()).toEqual(place);
  await counter.last.getByRole('button', { name: texts.claim.handOver }).click();
  await expect.poll(() => preview.received.filter(({ name }) => name === 'handOver')).toHaveLength(1);
});

test('another screen begins at its top, and says its name', async ({ page, open }) => {
  await open(busyScene('fr', now), '/settings');
  const { texts } = new ShopWindow(page);
  await page.getByRole('link', { name: texts.technician.open }).click();
  await expect(page.getByRole('heading', { level: 1, name: texts.technician.title })).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
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
  await expect(page.getByText(texts.window.link.lost)).toBeVisible();
  // Neither light nor totals that could pass for the present.
  await expect(page.getByText(texts.window.hearing.listening)).toBeHidden();
  await expect(page.getByText(texts.window.counter.today)).toBeHidden();
  await expect(counter.last).toBeHidden();
  await preview.pay(paymentAt(now, 0, { transactionId: 'later', amountXof: 77_000 }));
  await page.unroute('**/bridge/events');
  await expect(counter.last).toContainText('77 000 F');
  await expect(page.getByText(texts.window.link.lost)).toBeHidden();
});

test('deafness and refusals are said with the next step', async ({ page, open }) => {
  await open(troubledScene('fr', now));
  const window = new ShopWindow(page);
  await expect(page.getByText(/Hors ligne depuis \d\d:\d\d\s: internet coupé/)).toBeVisible();
  await expect(window.counter.tryAgain).toBeVisible();
  await window.goToRefusals();
  await expect(window.refusals.because('secret-wrong')).toContainText('401');
});

test('a payment is found among two thousand, opened and closed by the keyboard alone', async ({
  page,
  open,
}) => {
  await open(historyScene('fr', now), '/payments');
  const { payments } = new ShopWindow(page);
  await expect(payments.rows.first()).toBeVisible();
  await payments.list.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(payments.detail).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(payments.detail).toBeHidden();
  await expect(payments.list).toBeFocused();
  await payments.search.fill('1250000');
  await expect(payments.rows).toHaveCount(1);
  await payments.search.fill('');
  await payments.only('failed');
  await expect(payments.rows.first()).toContainText('15 000 F');
});

test('the list names the row that the keyboard is on, and none that is not in the page', async ({
  page,
  open,
}) => {
  await open(historyScene('fr', now), '/payments');
  const { payments } = new ShopWindow(page);
  await expect(payments.rows.first()).toBeVisible();
  const named = (): Promise<string> =>
    payments.list.evaluate((list) => {
      const id = list.getAttribute('aria-activedescendant');
      if (id === null) return 'no row';
      return document.getElementById(id) === null ? 'a row that is not there' : 'a row';
    });
  await expect.poll(named).toBe('a row');
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect.poll(named).toBe('no row');
  await payments.list.press('ArrowDown');
  await expect.poll(named).toBe('a row');
});

test('a row opened before it is there is shown as soon as it comes', async ({ page, open }) => {
  await open(historyScene('fr', now), '/payments');
  const { payments } = new ShopWindow(page);
  await expect(payments.rows.first()).toBeVisible();
  await payments.list.focus();
  for (let pages = 0; pages < 9; pages += 1) {
    const before = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.keyboard.press('End');
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollHeight))
      .toBeGreaterThan(before);
  }
  // Far from the end, rows were forgotten; now they are asked for again, and the answer takes its time.
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/bridge/listPayments', async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press('Home');
  const loading = page.locator('.row-active.row-loading');
  for (let screens = 0; screens < 40 && (await loading.count()) === 0; screens += 1)
    await page.keyboard.press('PageDown');
  await expect(loading).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(payments.detail).toBeHidden();
  answer();
  // A heading opens nothing: then the row below it is what was meant.
  if ((await page.locator('.row-active[data-day]').count()) > 0) await page.keyboard.press('ArrowDown+Enter');
  await expect(payments.detail).toBeVisible();
});

test('the days follow the search without a gap, and the one in sight is named while its heading is not', async ({
  page,
  open,
}) => {
  await open(historyScene('fr', now), '/payments');
  const { payments, texts } = new ShopWindow(page);
  const [search, heading] = [page.getByRole('search'), payments.days.first()];
  await expect(heading).toBeVisible();
  const edgeOf = (place: Locator, edge: 'top' | 'bottom'): Promise<number> =>
    place.evaluate((element, name) => element.getBoundingClientRect()[name], edge);
  expect((await edgeOf(heading, 'top')) - (await edgeOf(search, 'bottom'))).toBeLessThan(32);
  await expect(payments.dayInSight).toBeHidden();
  // So far that the heading has gone under what stays in sight, and no farther.
  const hidden = await edgeOf(heading, 'bottom');
  const covered = await page.locator('.payments-bar').evaluate((bar) => bar.clientHeight);
  await page.evaluate((y) => window.scrollBy({ top: y }), hidden - covered + 20);
  await expect(payments.dayInSight).toHaveText((await heading.locator('.day-name').textContent()) ?? '');
  await payments.sort('highest');
  await expect(payments.dayInSight).toBeHidden();
  await expect(payments.list).toHaveAccessibleName(
    `${texts.payments.title}, ${texts.payments.order.highest}`,
  );
});

test('a scroll adds and takes away rows, and draws none again', async ({ page, open }) => {
  await open(historyScene('fr', now), '/payments');
  const { payments } = new ShopWindow(page);
  await expect(payments.rows.first()).toBeVisible();
  const redrawn = await payments.list.evaluate(async (list) => {
    const known = new Set<Node>([list, ...list.querySelectorAll('*')]);
    let changes = 0;
    const observer = new MutationObserver((records) => {
      changes += records.filter(({ target, type }) => type === 'attributes' && known.has(target)).length;
    });
    observer.observe(list, { attributes: true, subtree: true });
    const before = list.lastElementChild;
    window.scrollBy({ top: 1_500, behavior: 'instant' });
    while (list.lastElementChild === before) await new Promise(requestAnimationFrame);
    changes += observer.takeRecords().filter(({ target }) => known.has(target)).length;
    observer.disconnect();
    return changes;
  });
  expect(redrawn).toBe(0);
});

test('each day has a heading with its total, which only the owner sees', async ({ page, open }) => {
  const preview = await open(historyScene('fr', now), '/payments');
  const { payments } = new ShopWindow(page);
  await expect(payments.days.first()).toContainText(/\d F, \d+ /);
  await preview.comptoir.handlers.setPin({ current: null, pin: ownerPin });
  await preview.comptoir.handlers.lock(null);
  await expect(payments.days.first()).toHaveText(/\p{L}+ \d+ \p{L}+ \d{4}\s*$/u);
});

test('a row under the pointer stays where it is when a payment arrives', async ({ page, open }) => {
  const preview = await open(historyScene('fr', now), '/payments');
  const { payments } = new ShopWindow(page);
  const row = payments.rows.nth(2);
  await row.hover();
  const before = await row.textContent();
  await preview.pay(paymentAt(now, 0, { transactionId: 'later', amountXof: 31_000 }));
  await expect(payments.arrived).toBeVisible();
  expect(await row.textContent()).toBe(before);
  await payments.arrived.click();
  await expect(payments.rows.first()).toContainText('31 000 F');
});
