import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOwnerMessages, type OwnerMessages } from '../../src/core/messages/owner-messages';
import { createProviderFetch } from '../../src/core/provider-fetch';
import type { MessageWay } from '../../src/shared/settings/owner-messages';
import type { OpeningHours } from '../../src/shared/silence/opening-hours';
import type { DeafPeriod } from '../../src/shared/silence/hearing';
import { createBridgeServer } from '../../src/core/bridge-server';
import { openComptoir } from '../support/open-comptoir';
import { fakeClock, type FakeClock } from '../support/fake-clock';
import { messageServer, type MessageServer } from '../support/message-server';
import { temporaryFolder } from '../support/temporary-folder';

const ntfy: MessageWay = { kind: 'ntfy', server: 'https://ntfy.sh', topic: 'une-boutique-7Kq2' };
const telegram: MessageWay = {
  ...{ kind: 'telegram', token: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw', chat: 424_242_424 },
};
/** 11:00 in Benin. */
const start = Date.parse('2026-11-23T10:00:00.000Z');
const minuteMs = 60_000;

function period(fromMinutes: number, toMinutes: number | null, over: Partial<DeafPeriod> = {}): DeafPeriod {
  const at = (minutes: number): string => new Date(start + minutes * minuteMs).toISOString();
  const to = toMinutes === null ? null : at(toMinutes);
  return { id: `${fromMinutes}`, from: at(fromMinutes), to, cause: 'tunnel-down', checked: null, ...over };
}

interface Told {
  readonly messages: OwnerMessages;
  readonly refused: () => number;
  readonly setWay: (way: MessageWay | null) => void;
}

async function open(
  folder: string,
  server: MessageServer,
  clock: FakeClock,
  over: { readonly way?: MessageWay | null; readonly openingHours?: OpeningHours | null } = {},
): Promise<Told> {
  let { way = ntfy } = over;
  let refused = 0;
  const messages = await openOwnerMessages({
    ...{ dataDir: folder, clock, log: () => undefined, way: () => way },
    settings: () => ({ language: 'fr', country: 'BJ', openingHours: over.openingHours ?? null }),
    fetch: createProviderFetch(`127.0.0.1:${server.port}`, {}),
    onRefused: () => void (refused += 1),
    onSent: () => undefined,
  });
  return { messages, refused: () => refused, setWay: (next) => void (way = next) };
}

/** What is due now runs; the rest is real files and a real socket. */
async function called(server: MessageServer, clock: FakeClock, times: number): Promise<void> {
  await expect
    .poll(() => {
      clock.advance(0);
      return server.calls.length;
    })
    .toBe(times);
}

describe('a message to the owner', () => {
  it('tells by ntfy, once it is back, from when to when the shop was offline', async () => {
    await using folder = await temporaryFolder();
    await using server = await messageServer();
    const clock = fakeClock(start + 30 * minuteMs);
    const { messages } = await open(folder.path, server, clock);
    messages.follow(period(0, null));
    messages.follow(period(0, 16));
    messages.follow(period(0, 16)); // checked, or dated anew
    await called(server, clock, 1);
    expect(server.calls).toEqual([
      {
        ...{ host: 'ntfy.sh', method: 'POST', path: '/une-boutique-7Kq2' },
        body: 'Comptoir : hors ligne de 11:00 à 11:16. C’est revenu. Cherchez les paiements de ce moment.',
      },
    ]);
    await messages.stop();
    expect(server.calls).toHaveLength(1);
  });

  it('goes by Telegram, to the chat of the person who wrote to the bot', async () => {
    await using folder = await temporaryFolder();
    await using server = await messageServer();
    const clock = fakeClock(start + 30 * minuteMs);
    const { messages } = await open(folder.path, server, clock, { way: telegram });
    const { token } = telegram as { readonly token: string }; // it is Telegram's
    server.answer({ status: 200, body: { ok: true, result: [] } });
    expect(await messages.complete({ kind: 'telegram', token })).toBe('no-chat');
    const wrote = (id: number, type: string) => ({ update_id: 1, message: { chat: { id, type } } });
    server.answer({
      status: 200,
      body: { ok: true, result: [wrote(1, 'private'), wrote(424_242_424, 'private'), wrote(-9, 'group')] },
    });
    expect(await messages.complete({ kind: 'telegram', token })).toEqual(telegram);
    messages.follow(period(0, 10));
    await called(server, clock, 3);
    const last = server.calls.at(-1);
    expect(last).toMatchObject({ host: 'api.telegram.org', path: `/bot${token}/sendMessage` });
    expect(JSON.parse(last?.body ?? '')).toEqual({
      chat_id: 424_242_424,
      text: 'Comptoir : hors ligne de 11:00 à 11:10. C’est revenu. Cherchez les paiements de ce moment.',
    });
    await messages.stop();
  });

  const hours = { opensAt: '08:00', closesAt: '19:00' };
  it.each([
    ['short', period(0, 9.9), null],
    ['outside of the opening hours', period(9 * 60, 20 * 60), hours],
    ['less than ten minutes in them', period(-190, -171), hours],
    ['covered by the relay', period(0, 30, { coveredBy: 'relay' }), null],
    ['still lasting', period(0, null), null],
  ])('is not sent of an outage that was %s', async (_what, outage, openingHours) => {
    await using folder = await temporaryFolder();
    await using server = await messageServer();
    const clock = fakeClock(start + 24 * 60 * minuteMs);
    const { messages } = await open(folder.path, server, clock, { openingHours });
    messages.follow(outage);
    // The sent one comes later: by then the other would have arrived.
    messages.follow(period(60, 80, { id: 'told' }));
    await called(server, clock, 1);
    expect(server.calls[0]?.body).toContain('de 12:00 le 23 novembre à 12:20 le 23 novembre');
    await messages.stop();
  });

  it('waits for the line, over a restart too, and is sent once', async () => {
    await using folder = await temporaryFolder();
    await using server = await messageServer();
    const clock = fakeClock(start + 30 * minuteMs);
    {
      const { messages } = await open(folder.path, server, clock);
      server.answer('breaks');
      messages.follow(period(0, 16));
      await called(server, clock, 1);
      server.answer({ status: 503 });
      await expect
        .poll(() => {
          clock.advance(30_000);
          return server.calls.length;
        })
        .toBe(2);
      await messages.stop();
    }
    server.answer({ status: 200 });
    const { messages, refused } = await open(folder.path, server, clock);
    await called(server, clock, 3);
    expect(server.calls.at(-1)?.body).toContain('hors ligne de 11:00 à 11:16');
    await messages.stop();
    expect(refused()).toBe(0);
    const again = await open(folder.path, server, clock);
    clock.advance(3_600_000);
    await again.messages.stop();
    expect(server.calls).toHaveLength(3);
  });

  it('reports that the service refused it, and is not sent again', async () => {
    await using folder = await temporaryFolder();
    await using server = await messageServer();
    const clock = fakeClock(start + 30 * minuteMs);
    const { messages, refused } = await open(folder.path, server, clock);
    server.answer({ status: 403 });
    messages.follow(period(0, 16));
    await called(server, clock, 1);
    await expect.poll(refused).toBe(1);
    expect(await messages.try(ntfy)).toBe('refused');
    await messages.stop();
  });

  it('tells of a run that ended without closing, however short; of an orderly end like any other', async () => {
    await using folder = await temporaryFolder();
    await using server = await messageServer();
    const clock = fakeClock(start);
    await open(folder.path, server, clock); // killed: nothing is stopped
    clock.advance(3 * minuteMs);
    const back = await open(folder.path, server, clock);
    back.messages.follow(period(0, 3, { cause: 'app-stopped' }));
    await called(server, clock, 1);
    expect(server.calls[0]?.body).toBe(
      'Comptoir : arrêté sans prévenir à 11:00, de retour à 11:03. Cherchez les paiements de ce moment.',
    );
    await back.messages.stop();
    clock.advance(3 * minuteMs);
    const orderly = await open(folder.path, server, clock);
    orderly.messages.follow(period(3, 6, { cause: 'app-stopped' }));
    orderly.messages.follow(period(7, 20));
    await called(server, clock, 2);
    expect(server.calls[1]?.body).toContain('hors ligne de 11:07 à 11:20');
    await orderly.messages.stop();
  });

  it('is not sent where it is off, nor later once it is on', async () => {
    await using folder = await temporaryFolder();
    await using server = await messageServer();
    const clock = fakeClock(start + 30 * minuteMs);
    const { messages, setWay } = await open(folder.path, server, clock, { way: null });
    messages.follow(period(0, 16));
    setWay(ntfy);
    await messages.onWay();
    messages.follow(period(17, 29));
    await called(server, clock, 1);
    expect(server.calls[0]?.body).toContain('de 11:17 à 11:29');
    await messages.stop();
    const kept = await readFile(join(folder.path, 'owner-messages.json'), 'utf8');
    expect(JSON.parse(kept)).toEqual({ isRunning: false, due: [] });
  });
});

it('the owner alone switches it on and tries it; what was pasted is told nowhere', async () => {
  await using folder = await temporaryFolder();
  await using server = await messageServer();
  const clock = fakeClock(start);
  await using shop = await openComptoir(folder.path, {
    clock,
    fetchProvider: createProviderFetch(`127.0.0.1:${server.port}`, {}),
  });
  const { handlers } = shop;
  const topic = 'une-boutique-7Kq2';
  for (const way of [
    { kind: 'ntfy' as const, server: 'http://ntfy.sh', topic },
    { kind: 'ntfy' as const, server: 'https://ntfy.sh/autre', topic },
    { kind: 'ntfy' as const, server: 'https://ntfy.sh', topic: 'court' },
    { kind: 'ntfy' as const, server: 'https://ntfy.sh', topic: '../../v1/account' },
    { kind: 'telegram' as const, token: '123/../456:secret' },
  ])
    await expect(handlers.setOwnerMessages({ way })).rejects.toMatchObject({ code: 'message-way-malformed' });
  expect(server.calls).toEqual([]);
  await expect(handlers.tryOwnerMessages(null)).rejects.toMatchObject({ code: 'message-way-malformed' });

  await handlers.setOwnerMessages({ way: { kind: 'ntfy', server: ' https://ntfy.sh ', topic: ` ${topic}` } });
  expect(shop.state().settings.ownerMessages).toEqual({ kind: 'ntfy', server: 'https://ntfy.sh' });
  await handlers.tryOwnerMessages(null);
  expect(server.calls).toMatchObject([
    { path: `/${topic}`, body: 'Comptoir : ceci est un essai. Les messages arrivent sur ce téléphone.' },
  ]);
  server.answer('breaks');
  await expect(handlers.tryOwnerMessages(null)).rejects.toMatchObject({ code: 'message-unreachable' });
  expect(JSON.stringify(shop.state())).not.toContain(topic);

  await handlers.setPin({ current: null, pin: '2468' });
  const bridge = createBridgeServer(shop, () => undefined, clock);
  const locked = shop.callers.openSession();
  for (const [name, argument] of [
    ['setOwnerMessages', { way: null }],
    ['tryOwnerMessages', null],
  ] as const)
    expect(await bridge.invoke(locked, name, argument)).toMatchObject({ ok: false });
  expect(await bridge.invoke(locked, 'getState', null)).toMatchObject({
    value: { settings: { ownerMessages: null } },
  });
  await handlers.setOwnerMessages({ way: null });
  expect(shop.state().settings.ownerMessages).toBeNull();
});
