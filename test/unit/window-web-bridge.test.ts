import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reloadForNewToken, takeWebToken } from '../../renderer/bridge/web-token';
import type { WebBridge } from '../../renderer/bridge/web-bridge';
import { connect } from '../support/window/connect';
import { eventually } from '../support/window/eventually';
import { startPreview, type Preview } from '../support/window/preview-server';
import { busyScene, paymentAt } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');

describe('the bridge over loopback HTTP', () => {
  let preview: Preview;
  let bridge: WebBridge | undefined;
  beforeEach(async () => {
    preview = await startPreview('/nowhere', busyScene('fr', now));
  });
  afterEach(async () => {
    bridge?.close();
    await preview.close();
  });
  const opened = async () => {
    const connection = connect(preview.url);
    bridge = connection.bridge;
    await eventually(() => expect(connection.links).toContain('up'));
    return connection;
  };

  it('carries a command with its argument and hands the reply back', async () => {
    const connection = await opened();
    const reply = await connection.bridge.invoke('listPayments', { limit: 2, status: 'failed' });
    expect(reply).toMatchObject({ ok: true, value: { payments: [{ status: 'failed' }], next: null } });
    expect(preview.received).toContainEqual({
      name: 'listPayments',
      argument: { limit: 2, status: 'failed' },
    });
  });

  it('delivers each broadcast to its own listeners until they leave', async () => {
    const connection = await opened();
    const heard: string[] = [];
    const leave = connection.bridge.on('payment', ({ payment }) => heard.push(payment.id));
    connection.bridge.on('reveal', (place) => heard.push(`reveal ${JSON.stringify(place)}`));
    const { id } = await preview.pay(paymentAt(now, 0, { transactionId: 'first' }));
    await eventually(() => expect(heard).toEqual([id]));
    leave();
    await preview.pay(paymentAt(now, 0, { transactionId: 'second' }));
    preview.broadcast('reveal', { paymentId: 'b' });
    await eventually(() => expect(heard).toEqual([id, 'reveal {"paymentId":"b"}']));
  });

  it('comes back after a cut and says that something may have been missed', async () => {
    const connection = await opened();
    preview.cut();
    await eventually(() => expect(connection.links).toEqual(['connecting', 'up', 'lost', 'up']));
  });

  it('treats a silent core as gone, and reconnects', async () => {
    const connection = await opened();
    connection.staySilent();
    await eventually(() => expect(connection.links).toEqual(['connecting', 'up', 'lost', 'up']));
  });

  it('waits longer after each vain try, up to a quarter of a minute, and answers commands with a sentence', async () => {
    const connection = await opened();
    await preview.close();
    await eventually(() => expect(connection.pausesMs.length).toBeGreaterThan(8));
    expect(connection.pausesMs.slice(0, 8)).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000,
    ]);
    expect(await connection.bridge.invoke('getState', null)).toEqual({
      ok: false,
      code: 'internal',
      message: 'nobody answers',
    });
  });

  it('tells a refused token from a core that is away', async () => {
    const connection = connect(preview.url, { token: 'another' });
    bridge = connection.bridge;
    await eventually(() => expect(connection.links.at(-1)).toBe('locked-out'));
    expect(connection.links).not.toContain('up');
  });

  it('makes no further try once closed', async () => {
    const connection = await opened();
    connection.bridge.close();
    await eventually(() => expect(connection.pausesMs.length).toBeGreaterThan(0));
    const tries = connection.pausesMs.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(connection.pausesMs.length).toBe(tries);
  });
});

describe('the token', () => {
  function page(hash: string, kept: Record<string, string>) {
    const places: string[] = [];
    return {
      places,
      location: { hash },
      history: { replaceState: (_state: unknown, _title: string, place: string) => places.push(place) },
      sessionStorage: {
        getItem: (key: string) => kept[key] ?? null,
        setItem: (key: string, value: string) => {
          kept[key] = value;
        },
      },
    } as unknown as Parameters<typeof takeWebToken>[0] & { places: string[] }; // only what is used of a browser's window
  }

  it('leaves the address bar and outlives a reload', () => {
    const kept: Record<string, string> = {};
    const first = page('#s3cret', kept);
    expect(takeWebToken(first)).toBe('s3cret');
    expect(first.places).toEqual(['#/']);
    expect(takeWebToken(page('#/payments', kept))).toBe('s3cret');
  });

  it('of another core, pasted into the same tab, is taken and has the page loaded again', () => {
    const kept: Record<string, string> = { 'comptoir-token': 'old' };
    let onHashChange = (): void => undefined;
    let reloads = 0;
    const tab = {
      ...page('#/payments', kept),
      addEventListener: (_name: string, listener: () => void) => (onHashChange = listener),
    };
    Object.assign(tab.location, { reload: () => (reloads += 1) });
    reloadForNewToken(tab as unknown as Parameters<typeof reloadForNewToken>[0]); // only what is used of a browser's window
    tab.location.hash = '#/settings';
    onHashChange();
    expect([reloads, kept['comptoir-token']]).toEqual([0, 'old']);
    tab.location.hash = '#n3w';
    onHashChange();
    expect([reloads, kept['comptoir-token'], tab.places]).toEqual([1, 'n3w', ['#/']]);
  });

  it('is empty where none was ever given', () => {
    expect(takeWebToken(page('', {}))).toBe('');
  });
});
