import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWindowStore, type WindowStore } from '../../renderer/state/window-store';
import type { WebBridge } from '../../renderer/bridge/web-bridge';
import { connect } from '../support/window/connect';
import { eventually } from '../support/window/eventually';
import { startPreview, type Preview } from '../support/window/preview-server';
import { busyScene, paymentAt, troubledScene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');

describe('what the window knows', () => {
  let preview: Preview;
  let bridge: WebBridge;
  let store: WindowStore;
  beforeEach(async () => {
    preview = await startPreview('/nowhere', busyScene('en', now));
    const connection = connect(preview.url);
    bridge = connection.bridge;
    store = createWindowStore(bridge);
    await eventually(() => expect(connection.links).toContain('up'));
    await store.reload();
  });
  afterEach(async () => {
    bridge.close();
    await preview.close();
  });
  const snapshots = (): number => preview.received.filter(({ name }) => name === 'getState').length;

  it('begins with a snapshot, in the shop’s language', () => {
    expect(store.state.value?.settings.shopName).toBe('Boutique Awa');
    expect(store.texts.value.payment.status.success).toBe('Received');
    expect(store.recent.value).toHaveLength(7);
  });

  it('follows states one by one without asking again', async () => {
    preview.change({ unseen: 4 });
    preview.change({ unseen: 5 });
    await eventually(() => expect(store.state.value?.unseen).toBe(5));
    expect(snapshots()).toBe(1);
  });

  it('says when in the same way until the country or the language is another', async () => {
    const { when } = store;
    const before = when.value;
    preview.change({ unseen: 4 });
    await eventually(() => expect(store.state.value?.unseen).toBe(4));
    expect(when.value).toBe(before);
    const settings = store.state.value?.settings;
    if (settings === undefined) throw new Error('no snapshot');
    preview.change({ settings: { ...settings, country: 'TG' } });
    await eventually(() => expect(when.value.time('2026-11-24T09:00:00Z')).toBe('09:00'));
  });

  it('asks for everything again when a broadcast was missed', async () => {
    const state = store.state.value;
    if (state === null) throw new Error('no snapshot');
    preview.broadcast('state', { ...state, revision: state.revision + 2 });
    await eventually(() => expect(snapshots()).toBe(2));
  });

  it('asks again when the core restarted, but not for a fact that changed nothing', async () => {
    const state = store.state.value;
    if (state === null) throw new Error('no snapshot');
    preview.broadcast('state', state);
    preview.broadcast('state', { ...state, revision: 0 });
    await eventually(() => expect(snapshots()).toBe(2));
  });

  it('puts a new payment on top, once, and remembers that it arrived', async () => {
    const payment = paymentAt(now, 0, { id: 'new' });
    preview.broadcast('payment', { payment, duplicate: false });
    preview.broadcast('payment', { payment: { ...payment, deliveries: 2 }, duplicate: true });
    await eventually(() => expect(store.recent.value[0]).toMatchObject({ id: 'new', deliveries: 2 }));
    expect(store.recent.value.filter(({ id }) => id === 'new')).toHaveLength(1);
    expect(store.arrived.value.map(({ id }) => id)).toEqual(['new']);
  });

  it('keeps the last payment last when an older, hidden one changes', async () => {
    const shown = store.recent.value.map(({ id }) => id);
    const payment = paymentAt(now, 0, { id: 'long-ago' });
    const reloading = store.reload();
    preview.broadcast('payment', { payment, duplicate: true });
    await reloading;
    preview.broadcast('payment', { payment: { ...payment, deliveries: 3 }, duplicate: true });
    preview.broadcast('payment', { payment: paymentAt(now, 0, { id: 'new' }), duplicate: false });
    await eventually(() => expect(store.recent.value[0]?.id).toBe('new'));
    expect(store.recent.value.slice(1).map(({ id }) => id)).toEqual(shown);
  });

  it('keeps a payment that came while the snapshot was under way', async () => {
    const reloading = store.reload();
    preview.broadcast('payment', { payment: paymentAt(now, 0, { id: 'meanwhile' }), duplicate: false });
    await reloading;
    await eventually(() => expect(store.recent.value.map(({ id }) => id)).toContain('meanwhile'));
  });

  it('counts a growing refusal as one', async () => {
    const [knock] = troubledScene('en', now).refusals;
    if (knock === undefined) throw new Error('the scene has a refusal');
    preview.broadcast('refusal', knock);
    preview.broadcast('refusal', { ...knock, count: knock.count + 1 });
    await eventually(() => expect(store.refusals.value).toEqual([{ ...knock, count: knock.count + 1 }]));
  });
});
