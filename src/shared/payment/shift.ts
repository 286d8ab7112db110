import { isSameHelper } from './helper-name';

/** Who has the counter, and since when. */
export interface Shift {
  readonly by: string;
  /** ISO instant. */
  readonly since: string;
}

/** Longer than anybody works, and a shift that nobody ends in the evening is over before the next morning. */
const longestMs = 16 * 3_600_000;

/** The shift that counts now; null where nobody has the counter, or a person who is no longer a helper. */
export function presentShift(shift: Shift | null, helperNames: readonly string[], now: number): Shift | null {
  const by = helperNames.find((name) => shift !== null && isSameHelper(name, shift.by));
  if (shift === null || by === undefined || now - Date.parse(shift.since) >= longestMs) return null;
  return { by, since: shift.since };
}

/** A helper took the counter, or (empty) nobody has it any more. */
export interface ShiftChange {
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

export interface WorkedShift {
  readonly by: string;
  /** ISO instants. `to` is null until somebody else takes the counter. */
  readonly from: string;
  readonly to: string | null;
  /** False while `to` is null: it ended by its greatest length. */
  readonly isRunning: boolean;
}

/** The shifts that touch a time (ms since the epoch), from all changes in the order in which they came. */
export function shiftsBetween(
  changes: readonly ShiftChange[],
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  now: number,
): readonly WorkedShift[] {
  return shiftsOf(changes, now).filter(({ from, to, isRunning }) => {
    const fromMs = Date.parse(from);
    const toMs = to === null ? (isRunning ? now : fromMs) : Date.parse(to);
    return fromMs < endMs && (toMs > startMs || fromMs >= startMs);
  });
}

function shiftsOf(changes: readonly ShiftChange[], now: number): readonly WorkedShift[] {
  const shifts: WorkedShift[] = [];
  for (const { by, at } of changes) {
    const last = shifts.at(-1);
    const isOpen = last?.to === null && Date.parse(at) - Date.parse(last.from) < longestMs;
    // The same helper took the counter again: still one shift.
    if (isOpen && isSameHelper(last.by, by)) continue;
    if (isOpen) shifts[shifts.length - 1] = { ...last, to: at };
    if (by !== '') shifts.push({ by, from: at, to: null, isRunning: false });
  }
  const last = shifts.at(-1);
  if (last?.to === null && now - Date.parse(last.from) < longestMs)
    shifts[shifts.length - 1] = { ...last, isRunning: true };
  return shifts;
}
