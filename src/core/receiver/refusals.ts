import type { KnockAt } from '../../shared/diagnosis/knock';
import { endpointKey } from '../../shared/payment/endpoint';
import type { Mode } from '../../shared/payment/payment';
import type { Refusal, RefusalReason } from '../../shared/diagnosis/refusal';
import type { SecretDiagnosis } from '../../shared/diagnosis/secret-diagnosis';
import type { Clock } from '../ports';
import { statusOf } from './answers';

const minuteMs = 60_000;
const maxGroups = 200;

export interface Refusals {
  record(
    reason: RefusalReason,
    mode: Mode | null,
    diagnosis?: SecretDiagnosis | null,
    knock?: KnockAt | null,
    /** The provider whose address was called, if it was one of ours. */
    provider?: string | null,
  ): void;
  /** Newest first, at most 200 groups. */
  latest(): readonly Refusal[];
  /** Reports what was counted and not reported yet. */
  flush(): void;
}

interface Group {
  readonly reason: RefusalReason;
  readonly mode: Mode | null;
  readonly firstMs: number;
  lastMs: number;
  count: number;
  told: number;
  diagnosis: SecretDiagnosis | null;
  readonly knock: KnockAt | null;
  readonly provider: string | null;
}

/**
 * Counts refused calls. The first of a kind is reported at once, those of the following minute together at its end, and
 * so on while they last. So a flood costs a few numbers in memory and one line a minute.
 */
export function createRefusals(clock: Clock, onRefused: (refusal: Refusal) => void): Refusals {
  const groups: Group[] = [];
  const open = new Map<string, { group: Group | null; cancel: () => void }>();

  const tell = (group: Group): void => {
    if (group.told === group.count) return;
    group.told = group.count;
    onRefused(refusalOf(group));
  };
  /** Ends a minute: without further refusals it ends the group, else the next minute begins a new one. */
  const endMinute = (key: string): void => {
    const group = open.get(key)?.group ?? null;
    if (group === null || group.told === group.count) open.delete(key);
    else open.set(key, { group: null, cancel: clock.after(minuteMs, () => endMinute(key)) });
    if (group !== null) tell(group);
  };

  return {
    record(reason, mode, diagnosis = null, knock = null, provider = knock?.endpoint.provider ?? null) {
      // Keep a refused provider's calls apart, so that they are not lost among robots.
      const key = `${reason} ${mode} ${provider} ${knock === null ? '' : `${endpointKey(knock.endpoint)} ${knock.cause}`}`;
      const now = clock.now();
      const minute = open.get(key);
      let group = minute?.group ?? null;
      if (group === null) {
        group = { reason, mode, firstMs: now, lastMs: now, count: 0, told: 0, diagnosis, knock, provider };
        groups.push(group);
        if (groups.length > maxGroups) groups.shift();
        if (minute !== undefined) minute.group = group;
      }
      group.count += 1;
      group.lastMs = now;
      group.diagnosis = diagnosis;
      if (minute !== undefined) return;
      open.set(key, { group, cancel: clock.after(minuteMs, () => endMinute(key)) });
      tell(group);
    },
    latest: () => groups.map(refusalOf).reverse(),
    flush() {
      for (const { group, cancel } of open.values()) {
        cancel();
        if (group !== null) tell(group);
      }
      open.clear();
    },
  };
}

function refusalOf({ reason, mode, firstMs, lastMs, count, diagnosis, knock, provider }: Group): Refusal {
  return {
    reason,
    mode,
    count,
    diagnosis,
    ...(knock !== null && { knock }),
    ...(provider !== null && { provider }),
    httpStatus: statusOf[reason],
    at: new Date(firstMs).toISOString(),
    lastAt: new Date(lastMs).toISOString(),
  };
}
