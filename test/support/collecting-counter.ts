import { onTestFinished } from 'vitest';
import { createCollector, type CollectorParts } from '../../src/core/relay/collector';
import { freshCursor, resumed, type RelayCursor } from '../../src/core/relay/cursor-file';
import { createRelayClient } from '../../src/core/relay/relay-client';
import { fakeClock } from './fake-clock';

interface AskedRelay extends Partial<Pick<CollectorParts, 'onState'>> {
  readonly joinedAt: string;
  /** The relay's answer to a question about its log; null: it waits for news that never come. */
  readonly answer: (asked: URLSearchParams) => Response | null;
  readonly onTake: (rows: Parameters<CollectorParts['take']>[0]) => Promise<void> | void;
}

/** A counter that has joined a relay and collects from it, until the test ends. */
export function collectingCounter({ joinedAt, answer, onTake, onState = () => undefined }: AskedRelay) {
  const clock = fakeClock();
  let cursor: RelayCursor = freshCursor('https://relay.test', joinedAt, joinedAt);
  const keep = (change: Partial<RelayCursor>): Promise<void> => {
    cursor = { ...cursor, ...change };
    return Promise.resolve();
  };
  let headRead = (): void => undefined;
  const atHead = (): Promise<void> => new Promise((resolve) => (headRead = resolve));
  const client = createRelayClient({
    ...{ origin: 'https://relay.test', token: 'a token', clock },
    fetch(input, init) {
      const answered = answer(new URL(new Request(input).url).searchParams);
      if (answered !== null) return Promise.resolve(answered);
      return new Promise((_, reject) =>
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
      );
    },
  });
  const collector = createCollector({
    clock,
    keep,
    onState,
    log: () => undefined,
    client: () => Promise.resolve(client),
    cursor: () => cursor,
    firstPass: resumed(cursor).firstPass,
    async take(rows) {
      await onTake(rows);
      return { calls: [], met: [], called: [], unreadable: 0 };
    },
    tell: () => Promise.resolve(),
    onRecorded: () => undefined,
    onUntold: () => undefined,
    onCalled: () => undefined,
    onRefused: () => undefined,
    onUnreadable: () => undefined,
    onHead() {
      headRead();
      return Promise.resolve();
    },
    isAwaited: () => false,
  });
  onTestFinished(() => collector.stop());
  return { clock, keep, cursor: () => cursor, again: () => collector.again(), atHead };
}
