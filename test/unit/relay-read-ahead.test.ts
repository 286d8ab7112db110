import { describe, expect, it } from 'vitest';
import type { RelayRow } from '../../src/core/relay/relay-client';
import { collectingCounter } from '../support/collecting-counter';

const at = '2026-11-23T08:00:00.000Z';
const rows = Array.from({ length: 6 }, (_, nth): RelayRow => ({
  seq: nth + 1,
  kind: 'live',
  key: `key ${nth + 1}`,
  at,
  sealed: '',
}));
const pageOf = 2;

/** A counter that is six rows behind a relay, and what the two said and did, in order. */
function behind({ readsAhead = true, onTake = (): Promise<void> => Promise.resolve() } = {}) {
  const happened: string[] = [];
  const { clock, cursor, atHead } = collectingCounter({
    joinedAt: at,
    answer(asked) {
      const after = Number(asked.get('after'));
      happened.push(`asked for what is behind ${after}, ${asked.get('stored') ?? ''} stored`);
      if (asked.get('wait') !== '0' && after === rows.length) return null;
      const page = { rows: rows.slice(after, after + pageOf), head: rows.length, readsAhead };
      return Response.json({ ...page, now: at, relayKey: '', calledAt: null, refused: [] });
    },
    onTake(taken) {
      happened.push(`took ${taken.map(({ seq }) => seq).join()}`);
      return onTake();
    },
  });
  return { atHead: atHead(), happened, clock, cursor };
}

describe('a counter that is far behind its relay', () => {
  it('has the next page on its way while it stores one, and says how much is stored', async () => {
    const { atHead, happened, cursor } = behind();
    await atHead;
    expect(happened).toEqual([
      'asked for what is behind 0, 0 stored',
      'asked for what is behind 2, 0 stored',
      'took 1,2',
      'asked for what is behind 4, 2 stored',
      'took 3,4',
      'took 5,6',
    ]);
    expect(cursor().seq).toBe(6);
  });

  it('asks a relay of before for one page after the other, since that takes each question for a receipt', async () => {
    const { atHead, happened } = behind({ readsAhead: false });
    await atHead;
    expect(happened).toEqual([
      ...['asked for what is behind 0, 0 stored', 'took 1,2'],
      ...['asked for what is behind 2, 2 stored', 'took 3,4'],
      ...['asked for what is behind 4, 4 stored', 'took 5,6'],
    ]);
  });

  it('drops what it read ahead of a page that could not be stored, and takes that one again', async () => {
    let takes = 0;
    const { atHead, happened, clock } = behind({
      onTake() {
        takes += 1;
        return takes === 2 ? Promise.reject(new Error('the disk is full')) : Promise.resolve();
      },
    });
    // It pauses before it asks again.
    await expect
      .poll(() => {
        clock.advance(500);
        return happened;
      })
      .toContain('took 5,6');
    await atHead;
    expect(happened.filter((one) => one.startsWith('took'))).toEqual([
      'took 1,2',
      'took 3,4',
      'took 3,4',
      'took 5,6',
    ]);
    expect(happened).toContain('asked for what is behind 2, 2 stored');
  });
});
