import { describe, expect, it } from 'vitest';
import { createShopQueues } from '../../src/relay/store/shop-queues';

const one = (shop: number, name: string, bytes = 1) => ({ shop, name, bytes });
const names = (group: readonly { readonly name: string }[]) => group.map(({ name }) => name).join(' ');

describe('waiting rows, by shop', () => {
  it('has one group of a shop under way at a time, and another shop’s beside it', () => {
    const queues = createShopQueues<ReturnType<typeof one>>(10, 100);
    for (const row of [one(1, 'a1'), one(1, 'a2')]) queues.add(row);
    const first = queues.take();
    queues.add(one(1, 'a3'));
    expect([names(first), names(queues.take())]).toEqual(['a1 a2', '']);
    queues.add(one(2, 'b1'));
    const second = queues.take();
    expect([names(second), queues.length()]).toEqual(['b1', 1]);
    queues.done(first);
    expect([names(queues.take()), names(queues.take()), queues.length()]).toEqual(['a3', '', 0]);
  });

  it('keeps within the bounds of a group, in order, and starves no shop', () => {
    const queues = createShopQueues<ReturnType<typeof one>>(3, 100);
    for (const row of [one(1, 'a1'), one(1, 'a2'), one(1, 'a3'), one(1, 'a4'), one(2, 'b1')]) queues.add(row);
    const first = queues.take();
    expect(names(first)).toBe('a1 a2 a3');
    const second = queues.take();
    expect(names(second)).toBe('b1');
    queues.add(one(2, 'b2'));
    queues.done(second);
    queues.done(first);
    expect(names(queues.take())).toBe('b2 a4');
  });

  it('lets a row go that is longer than a group, alone', () => {
    const queues = createShopQueues<ReturnType<typeof one>>(3, 100);
    for (const row of [one(1, 'short', 60), one(1, 'long', 500), one(2, 'other', 60)]) queues.add(row);
    const first = queues.take();
    expect([names(first), queues.bytes()]).toEqual(['short', 560]);
    queues.done(first);
    expect(names(queues.take())).toBe('other');
    expect(names(queues.take())).toBe('long');
    expect([queues.length(), queues.bytes()]).toEqual([0, 0]);
  });
});
