import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Traffic } from '../../shared/diagnosis/traffic';
import { writeJson } from '../storage/json-file';
import type { Clock, Log } from '../ports';

const saveEveryMs = 60_000;
/** A flood of calls is reported once a second. */
const tellEveryMs = 1_000;

const stored = v.object({ month: v.string(), requests: v.pipe(v.number(), v.integer(), v.minValue(0)) });

export interface RequestCountOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The monthly request quota of the merchant's plan. */
  readonly quota: () => number;
  readonly onTraffic: (traffic: Traffic) => void;
}

export interface RequestCount {
  readonly traffic: () => Traffic;
  /** One more request went through ngrok's edge. */
  readonly count: () => void;
  readonly close: () => Promise<void>;
}

/**
 * Counts the month's requests in DIR/requests.json. Written at most once a minute: a power cut may lose a minute's count,
 * which is not worth a flush.
 */
export async function openRequestCount(options: RequestCountOptions): Promise<RequestCount> {
  const { clock, log } = options;
  const file = join(options.dataDir, 'requests.json');
  const thisMonth = (): string => new Date(clock.now()).toISOString().slice(0, 7);
  let counted = await readCount(file).catch(() => ({ month: thisMonth(), requests: 0 }));
  let cancelSave: (() => void) | null = null;
  let cancelTell: (() => void) | null = null;

  const traffic = (): Traffic => {
    const month = thisMonth();
    return { month, requests: counted.month === month ? counted.requests : 0, quota: options.quota() };
  };
  const save = async (): Promise<void> => {
    cancelSave = null;
    await writeJson(file, counted).catch((error: unknown) =>
      log(`the count of requests could not be written: ${String(error)}`),
    );
  };
  const tell = (): void => {
    cancelTell = null;
    options.onTraffic(traffic());
  };

  return {
    traffic,
    count() {
      const { month, requests } = traffic();
      counted = { month, requests: requests + 1 };
      cancelSave ??= clock.after(saveEveryMs, save);
      cancelTell ??= clock.after(tellEveryMs, tell);
    },
    async close() {
      cancelTell?.();
      if (cancelSave === null) return;
      cancelSave();
      await save();
    },
  };
}

async function readCount(file: string): Promise<v.InferOutput<typeof stored>> {
  return v.parse(stored, JSON.parse(await readFile(file, 'utf8')));
}
