import type { LedgerState } from '../../shared/state/app-state';
import type { Clock, Log } from '../ports';
import { errorCode } from '../storage/error-code';
import { LedgerRefusal } from './ledger';

/** How often a disk that failed is tried again while no call comes. */
const probeMs = 2_000;

interface HealthParts {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Whether the ledger takes calls, and why not. After a failure, the disk is tried until it works again. */
export class Health {
  readonly #parts: HealthParts;
  readonly #probe: () => void;
  readonly #listeners = new Set<(state: LedgerState) => void>();
  #state: LedgerState = { kind: 'ready' };
  #cancelProbe: () => void = () => undefined;
  #closed = false;

  /** `probe` writes something and reports the result through `recovered` or `refuse`. */
  constructor(parts: HealthParts, probe: () => void) {
    this.#parts = parts;
    this.#probe = probe;
  }

  get state(): LedgerState {
    return this.#state;
  }

  onState(listener: (state: LedgerState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  recovered(): void {
    this.#become({ kind: 'ready' });
  }

  overloaded(): LedgerRefusal {
    this.#become({ kind: 'refusing', reason: 'overloaded' });
    return new LedgerRefusal('overloaded');
  }

  refuse(error: unknown): LedgerRefusal {
    const reason = reasonOf(error);
    const { dataDir, clock, log } = this.#parts;
    if (this.#state.kind === 'ready') log(`the ledger cannot write to ${dataDir}: ${String(error)}`);
    this.#become({ kind: 'refusing', reason });
    this.#cancelProbe();
    if (!this.#closed)
      this.#cancelProbe = clock.after(probeMs, () => {
        if (!this.#closed && this.#state.kind !== 'ready') this.#probe();
      });
    return new LedgerRefusal(reason, { cause: error });
  }

  close(): void {
    this.#closed = true;
    this.#cancelProbe();
  }

  #become(state: LedgerState): void {
    if (state.kind === 'ready' && this.#state.kind === 'ready') return;
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

function reasonOf(error: unknown): Exclude<LedgerRefusal['reason'], 'overloaded' | 'closed'> {
  switch (errorCode(error)) {
    case 'ENOSPC':
      return 'disk-full';
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return 'read-only';
    default:
      return 'failing';
  }
}
