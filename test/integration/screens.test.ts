import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { helloFrom, openScreen, pairingAt } from '../support/screens/screen-client';
import { countedBytes } from '../support/screens/counted-bytes';
import { openScreenShop } from '../support/screens/screen-shop';
import { temporaryFolder } from '../support/temporary-folder';
import { doorPaths, type Begun } from '../../src/shared/screens/protocol';
import { commands } from '../../src/shared/bridge/contract';
import { screenRoles } from '../../src/shared/screens/screens-state';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import { trials } from '../support/trials';

const random = countedBytes('the screens of these tests');

function statusOf(url: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('coming in', () => {
  it('takes a code of a QR once, and only while the owner asks for a screen', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const pairing = pairingAt(screens.origin, random);
    const code = await screens.offer('bell', 'Cuisine');
    expect(await pairing.byOffer(code)).toMatchObject({ kind: 'paired' });
    expect(await pairing.byOffer(code)).toEqual({ kind: 'gone' });
    const other = await screens.offer('bell', 'Cuisine');
    await screens.shop.handlers.withdrawOffer(null);
    expect(await pairing.byOffer(other)).toEqual({ kind: 'gone' });
  });

  it('lets nobody in whom no person has said yes to', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const outcome = await pairingAt(screens.origin, random).byOffer(await screens.offer('bell', 'Cuisine'));
    if (outcome.kind !== 'paired') throw new Error(outcome.kind);
    expect(await helloFrom(screens.origin, outcome.device, random)).toMatchObject({
      status: 200,
      body: { kind: 'waiting' },
    });
    const state = screens.shop.state().screens;
    expect(state.kind === 'open' && state.screens).toEqual([]);
    await screens.shop.handlers.confirmScreen({ id: outcome.device.id, isIt: false });
    expect(await helloFrom(screens.origin, outcome.device, random)).toMatchObject({ status: 401 });
  });

  it('closes a code after three forged proofs', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const code = await screens.offer('bell', 'Cuisine');
    const forged = code.slice(0, -1) + (code.endsWith('A') ? 'Q' : 'A');
    const pairing = pairingAt(screens.origin, random);
    for (let round = 0; round < 3; round += 1)
      expect(await pairing.byOffer(forged)).toEqual({ kind: 'gone' });
    expect(await pairing.byOffer(code)).toEqual({ kind: 'gone' });
  });

  it('takes six digits that were typed at the counter, and closes after three wrong ones', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const { confirmDigits } = screens.shop.handlers;
    const pairing = pairingAt(screens.origin, random);
    await screens.offer('display', 'Vitrine');
    const tv = await pairing.byDigits();
    if (tv.kind !== 'paired') throw new Error(tv.kind);
    await confirmDigits({ digits: tv.code });
    await using screen = await screens.screen(tv.device);
    expect(await screen.ask('begin', { since: null })).toMatchObject({
      ok: true,
      value: { role: 'display' },
    });

    await screens.offer('display', 'Vitrine 2');
    const second = await pairing.byDigits();
    if (second.kind !== 'paired') throw new Error(second.kind);
    const wrong = second.code === '000000' ? '000001' : '000000';
    for (const code of ['digits-wrong', 'digits-wrong', 'screen-gone'])
      await expect(confirmDigits({ digits: wrong })).rejects.toMatchObject({ code });
    await expect(confirmDigits({ digits: second.code })).rejects.toMatchObject({ code: 'screen-gone' });
  });

  it('tells whether a screen found the computer at all since the code is shown', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const isReached = (): boolean | undefined => {
      const { screens: found } = screens.shop.state();
      return found.kind === 'open' ? found.isReached : undefined;
    };
    expect(await statusOf(`${screens.origin}/`)).toBe(302);
    await screens.offer('bell', 'Cuisine');
    await until(screens.shop, () => isReached() === false);
    expect(await statusOf(`${screens.origin}/`)).toBe(302);
    await until(screens.shop, () => isReached() === true);
    await screens.offer('bell', 'Cuisine');
    await until(screens.shop, () => isReached() === false);
  });

  it('slows down who guesses', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const guesses = Array.from({ length: 11 }, () =>
      helloFrom(screens.origin, { id: 'AAAAAAAAAAA', key: random(32) }, random),
    );
    const statuses = (await Promise.all(guesses)).map((one) => (one.kind === 'answered' ? one.status : 0));
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });
});

describe('the sealed line', () => {
  it('refuses what was sent before, out of order, altered, or in another device’s session', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const device = await screens.pair('second-counter', 'Comptoir 2');
    await using screen = await screens.screen(device);
    await using stranger = await screens.screen(await screens.pair('second-counter', 'Comptoir 3'));
    const early = screen.seal({ name: 'begin', argument: { since: null } });
    screen.seal({ name: 'here', argument: { isVisible: true, isSoundOn: true } });
    expect(await screen.send((frame) => frame.replace(/.$/, (sign) => (sign === 'A' ? 'E' : 'A')))).toBe(400);
    expect(await screen.send()).toBe(200);
    expect(await screen.send(), 'sent again').toBe(400);
    expect(await screen.send(() => early), 'out of order').toBe(400);
    screen.seal({ name: 'begin', argument: { since: null } });
    const ours = await new Promise<string>((resolve) => {
      screen.send((frame) => (resolve(frame), 'nothing')).catch(() => undefined); // only its frame is wanted
    });
    expect(await stranger.send(() => ours), 'in the session of another').toBe(400);
  });

  it('sends nothing unencrypted', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    await using screen = await screens.screen(await screens.pair('second-counter', 'Comptoir 2'));
    // Long, and with a space: no sealed text has it by chance.
    await screens.shop.pay('the T-1 of a payer');
    await screen.event(({ kind }) => kind === 'payment');
    expect(screen.frames.join('\n')).not.toMatch(/payment|amountXof|T-1 of|22997/);
  });

  it('keeps the stream of a screen whose session another one names', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    await using screen = await screens.screen(await screens.pair('bell', 'Cuisine'));
    expect(await statusOf(`${screens.origin}${doorPaths.events}?sid=${screen.sid}`)).toBe(409);
    await screens.shop.pay('T-1');
    expect(await screen.event(({ kind }) => kind === 'ring')).toBeDefined();
  });
});

describe('a role', () => {
  it('may give the commands of its own, and no other', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    for (const role of screenRoles) {
      const device = await screens.pair(role, role);
      await using screen = await screens.screen(device);
      if (role === 'owner-view') await screen.ask('open', { code: screens.codeOf(device) });
      for (const [name, { roles }] of Object.entries(commands)) {
        const reply = await screen.ask(name, 'no argument of any command');
        const code = reply.ok ? 'done' : reply.code;
        expect(code, `${role} asks ${name}`).toBe(roles.includes(role) ? 'bad-argument' : 'locked');
      }
    }
  });

  it('decides what is told: nobody hears a number, the display hears of received money alone', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    await using counter = await screens.screen(await screens.pair('second-counter', 'Comptoir 2'));
    await using display = await screens.screen(await screens.pair('display', 'Vitrine'));
    await screens.shop.pay('T-1');
    const told = await counter.event(({ kind }) => kind === 'payment');
    const shown = await display.event(({ kind }) => kind === 'payment');
    expect(JSON.stringify([told, shown])).not.toMatch(/(?<!\d)\d{5,}(?![\d-])/);
    expect(shown).toMatchObject({ payment: { account: null, transactionId: null, amountXof: 500 } });
    expect(display.events.some(({ kind }) => kind === 'ring')).toBe(false);
    const list = await counter.ask('listPayments', { limit: 10 });
    expect(list).toMatchObject({ ok: true, value: { payments: [{ amountXof: 500 }] } });
  });
});

describe('at the counter', () => {
  it('the loser of a claim reads who was first, where and when, in each race', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    await using one = await screens.screen(await screens.pair('second-counter', 'Comptoir 2'));
    await using other = await screens.screen(await screens.pair('second-counter', 'Comptoir 3'));
    for (let race = 0; race < trials(10, 100); race += 1) {
      await screens.shop.pay(`T-${race}`);
      const { payments } = await screens.shop.handlers.listPayments({ limit: 1 });
      const id = payments[0]?.id ?? '';
      const replies = await Promise.all([
        one.ask('handOver', { id, by: 'Awa' }),
        other.ask('handOver', { id, by: 'Koffi' }),
      ]);
      const [won, lost] = replies[0].ok ? replies : [replies[1], replies[0]];
      expect(won.ok && !lost.ok).toBe(true);
      const said = lost.ok ? '' : lost.message;
      expect(said).toMatch(
        /^Déjà servi par (Awa|Koffi), à \d\d:\d\d \(à l’instant\), à l’écran «\u00a0Comptoir [23]\u00a0»\. Ne donnez rien/,
      );
    }
  }, 60_000);

  it('a bell’s acknowledgement is counted, and one that is muted is a notice', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    await using bell = await screens.screen(await screens.pair('bell', 'Cuisine'));
    await bell.ask('here', { isVisible: true, isSoundOn: true });
    await screens.shop.pay('T-1');
    const ring = await bell.event(({ kind }) => kind === 'ring');
    await bell.ask('rang', { ringId: ring.kind === 'ring' ? ring.ringId : 0 });
    const told = until(
      screens.shop,
      ({ screens: found }) => found.kind === 'open' && found.lastRing?.heardOn === 1,
    );
    await told;
    await bell.ask('here', { isVisible: true, isSoundOn: false });
    await until(screens.shop, ({ notices }) =>
      notices.some((notice) => notice.kind === 'bell-silent' && notice.screens[0]?.trouble === 'muted'),
    );
    await bell.ask('here', { isVisible: true, isSoundOn: true });
    await until(screens.shop, ({ notices }) => !notices.some(({ kind }) => kind === 'bell-silent'));
  });

  it('a screen that was away hears what it missed in one line', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const device = await screens.pair('second-counter', 'Comptoir 2');
    let since: string;
    {
      await using screen = await screens.screen(device);
      const begun = await screen.ask('begin', { since: null });
      since = begun.ok ? (begun.value as Begun).now : ''; // what `begin` answers
      expect(begun).toMatchObject({ value: { absence: null } });
    }
    for (const id of ['T-1', 'T-2', 'T-3']) await screens.shop.pay(id);
    await using again = await screens.screen(device);
    expect(await again.ask('begin', { since })).toMatchObject({
      value: { absence: { count: 3, totalXof: 1_500 } },
    });
  });

  it('a screen that is removed is cut at once, and not let in again', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const device = await screens.pair('bell', 'Cuisine');
    await using screen = await screens.screen(device);
    await screens.shop.handlers.removeScreen({ id: device.id });
    await screen.ended;
    expect(screen.events.at(-1)).toEqual({ kind: 'removed' });
    expect(await helloFrom(screens.origin, device, random)).toMatchObject({ status: 401 });
  });
});

describe('the door', () => {
  it('knows its screens after a restart', async () => {
    await using folder = await temporaryFolder();
    let device;
    {
      await using before = await openScreenShop(folder.path);
      device = await before.pair('second-counter', 'Comptoir 2');
    }
    await using after = await openScreenShop(folder.path);
    await using screen = await openScreen(after.origin, device, random);
    expect(await screen.ask('begin', { since: null })).toMatchObject({ value: { name: 'Comptoir 2' } });
  });

  it('does not lead to the receiver, and answers no page of the internet', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    const { pathname } = new URL(webhookUrlsOf(screens.shop.state(), 'live').local ?? '');
    expect(await statusOf(`${screens.origin}${pathname}`)).toBe(404);
    expect(await statusOf(`${screens.origin}/`)).toBe(302);
    const { port } = new URL(screens.origin);
    expect(await statusOf(`${screens.origin}/`, { host: `rebound.example.com:${port}` })).toBe(403);
    expect(await statusOf(`${screens.origin}/`, { origin: 'http://example.com' })).toBe(403);
    expect(await statusOf(`${screens.origin}/`, { host: `comptoir.test:${port}` })).toBe(302);
  });

  it(
    'ends with all its streams open',
    async () => {
      await using folder = await temporaryFolder();
      const screens = await openScreenShop(folder.path);
      const open = [];
      for (let index = 0; index < 10; index += 1) {
        const device = await screens.pair('bell', `Sonnette ${index}`);
        open.push(await screens.screen(device), await screens.screen(device));
      }
      await screens[Symbol.asyncDispose]();
      await Promise.all(open.map(({ ended }) => ended));
    },
    5_000 + 15_000,
  );
});

function until(
  shop: Awaited<ReturnType<typeof openScreenShop>>['shop'],
  isSo: (state: ReturnType<typeof shop.state>) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isSo(shop.state())) return;
      leave();
      resolve();
    };
    const leave = shop.onFact(look);
    look();
  });
}
