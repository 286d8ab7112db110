import { randomInt } from 'node:crypto';
import { codeDigits } from '../../shared/screens/protocol';
import { hashPin, isPin } from '../access/pin-hash';
import { backoffMs } from '../access/code-backoff';
import type { Clock, SecretStore } from '../ports';
import { serialQueue } from '../storage/serial-queue';
import type { DeviceBook, ScreenDevice } from './device-book';

/** The result of a code typed on a screen. */
export type CodeOutcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'wrong' }
  /** ISO instant before which none is checked. */
  | { readonly kind: 'wait'; readonly retryAt: string }
  /** It has no code, or too many were wrong: it must be added again. */
  | { readonly kind: 'none' }
  /** The vault is shut. */
  | { readonly kind: 'not-now' };

/**
 * A phone with the owner's view may lie about, so the view needs its own code and locks itself when nobody looks at it.
 */
export interface ScreenCodes {
  readonly make: () => string;
  readonly keep: (id: string, code: string) => Promise<void>;
  readonly forget: (id: string) => Promise<void>;
  /** Whether it may show what its role may see. */
  readonly isOpen: (device: ScreenDevice) => boolean;
  readonly open: (device: ScreenDevice, code: string) => Promise<CodeOutcome>;
  /** Its page is in front. */
  readonly seen: (id: string) => void;
  /** Screens that were locked since the last call. */
  readonly closed: () => readonly string[];
}

export interface ScreenCodesParts {
  readonly book: Pick<DeviceBook, 'device' | 'countWrongCodes'>;
  readonly store: Pick<SecretStore, 'read' | 'set'>;
  readonly clock: Pick<Clock, 'now' | 'uptime'>;
  /** What a code costs to compare, as a power of two. */
  readonly pinLog2N: number;
}

const openUnseenMs = 15 * 60_000;
/** Wrong codes, of ten thousand, before the screen must be added again. */
const mostWrong = 10;

export function createScreenCodes({ book, store, clock, pinLog2N }: ScreenCodesParts): ScreenCodes {
  /** The uptime until which an unused screen stays open. */
  const openUntil = new Map<string, number>();
  /** The uptime at which the present pause began; after a restart the pause starts again in full. */
  const pausedSince = new Map<string, number>();
  const startedAt = clock.uptime();
  const inOrder = serialQueue();
  const waitMs = (id: string, wrong: number): number =>
    Math.max(0, (pausedSince.get(id) ?? startedAt) + backoffMs(wrong) - clock.uptime());
  const compare = async (id: string, code: string): Promise<CodeOutcome> => {
    const kept = store.read(`screen-code-${id}`);
    if (kept.kind === 'not-now') return { kind: 'not-now' };
    if (kept.kind !== 'opened') return { kind: 'none' };
    const wrong = book.device(id)?.wrongCodes ?? 0;
    const pauseMs = waitMs(id, wrong);
    if (pauseMs > 0) return { kind: 'wait', retryAt: new Date(clock.now() + pauseMs).toISOString() };
    // Write the attempt to the disk before comparing, so that cutting the power gives no extra attempt.
    await book.countWrongCodes(id, wrong + 1);
    pausedSince.set(id, clock.uptime());
    if (await isPin(code, kept.value)) {
      await book.countWrongCodes(id, 0);
      openUntil.set(id, clock.uptime() + openUnseenMs);
      return { kind: 'open' };
    }
    if (wrong + 1 < mostWrong) return { kind: 'wrong' };
    await store.set(`screen-code-${id}`, null);
    return { kind: 'none' };
  };
  const isUnseen = (id: string): boolean => clock.uptime() >= (openUntil.get(id) ?? 0);
  return {
    make: () => String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0'),
    keep: async (id, code) => store.set(`screen-code-${id}`, await hashPin(code, pinLog2N)),
    async forget(id) {
      openUntil.delete(id);
      await store.set(`screen-code-${id}`, null);
    },
    isOpen: ({ id, role }) => role !== 'owner-view' || !isUnseen(id),
    // Compare one at a time: of many at once, all would be compared before the first wrong one counts.
    open: ({ id }, code) => inOrder(() => compare(id, code)),
    seen(id) {
      if (!isUnseen(id)) openUntil.set(id, clock.uptime() + openUnseenMs);
    },
    closed() {
      const unseen = [...openUntil.keys()].filter(isUnseen);
      for (const id of unseen) openUntil.delete(id);
      return unseen;
    },
  };
}
