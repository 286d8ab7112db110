import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { LedgerReader } from '../../src/core/ledger/ledger';

/** What a killed process had acknowledged: transaction number and payment. */
export type Acknowledged = Map<string, string>;

export interface Victim {
  /** Resolves after so many acknowledgements, or when the process has ended. */
  acknowledges(count: number): Promise<void>;
  kill(): Promise<number | null>;
}

export class Contradiction extends Error {}

/** Starts a victim that tells `acknowledged` what it was told; a payment that changes its number is a contradiction. */
export function startVictim(
  entry: string,
  dataDir: string,
  life: string,
  acknowledged: Acknowledged,
): Victim {
  const child = spawn(process.execPath, [entry, dataDir, life], { stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'close');
  let seen = 0;
  const contradictions: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  lines.on('line', (line) => {
    // Without its full stop the last line of a killed process is torn.
    const [, transactionId, id] = /^(\S+) (\S+) \.$/.exec(line) ?? [];
    if (transactionId === undefined || id === undefined) return;
    if ((acknowledged.get(transactionId) ?? id) !== id) contradictions.push(line);
    acknowledged.set(transactionId, id);
    seen += 1;
    for (const { count, resolve } of waiting) if (seen >= count) resolve();
  });
  return {
    async acknowledges(count) {
      const reached = new Promise<void>((resolve) => {
        if (seen >= count) resolve();
        waiting.push({ count, resolve });
      });
      await Promise.race([reached, ended]);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
      if (contradictions.length > 0) throw new Contradiction(contradictions.join());
      return child.exitCode;
    },
  };
}

/** Every payment of a ledger by transaction number; throws where one is there twice. */
export async function storedIn(ledger: LedgerReader): Promise<Acknowledged> {
  const stored: Acknowledged = new Map();
  let after: string | null | undefined;
  do {
    const page = await ledger.page({ limit: 500, ...(after && { after }) });
    for (const { transactionId, id } of page.payments) {
      if (transactionId === null || stored.has(transactionId))
        throw new Contradiction(`${String(transactionId)} twice`);
      stored.set(transactionId, id);
    }
    after = page.next;
  } while (after !== null);
  return stored;
}

/** The acknowledged calls that are not stored, or under another number. */
export function lost(acknowledged: Acknowledged, stored: Acknowledged): string[] {
  return [...acknowledged].flatMap(([transactionId, id]) =>
    stored.get(transactionId) === id ? [] : [transactionId],
  );
}
