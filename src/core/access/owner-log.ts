import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ownerMatters, type OwnerLogNotice, type OwnerMatter } from '../../shared/state/notice';
import type { Clock, Log } from '../ports';
import { errorCode } from '../storage/error-code';
import { serialQueue } from '../storage/serial-queue';

/** What happened while the owner was away; shown to the owner at the next unlock. */
export interface OwnerLog {
  /** Written to the disk soon; what cannot be written goes to the program's log. */
  readonly note: (matter: OwnerMatter) => void;
  /** A PIN was set or removed. */
  readonly tell: () => void;
  /** The owner has read the notice. */
  readonly read: () => Promise<void>;
  /** Resolves once all of it is written. */
  readonly close: () => Promise<void>;
}

interface OwnerLogParts {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Null: there is nothing to show. */
  readonly onChange: (notice: OwnerLogNotice | null) => void;
  readonly hasPin: () => boolean;
}

/** A restore does not touch this file, and lines are only added: marking as read adds a line too. */
export const ownerLogName = 'owner-log.jsonl';
const line = v.object({ what: v.picklist([...ownerMatters, 'read']), at: v.string() });
type Line = v.InferOutput<typeof line>;

/** How far a clock may move without anybody setting it. */
const strayMs = 2 * 60_000;
const lookEachMs = 60_000;

export async function openOwnerLog(parts: OwnerLogParts): Promise<OwnerLog> {
  const { dataDir, clock, log, hasPin } = parts;
  let unread = afterLastRead(await readLines(dataDir, log));
  const queued = serialQueue();
  let told = 0;
  const tell = (): void => {
    // Without a PIN everybody counts as the owner: keep the entries until a PIN is set again.
    const count = hasPin() ? unread.length : 0;
    if (count === told) return;
    told = count;
    parts.onChange(count === 0 ? null : noticeOf(unread));
  };
  const write = (what: Line['what']): Promise<void> => {
    const next = { what, at: new Date(clock.now()).toISOString() };
    unread = what === 'read' ? [] : [...unread, next];
    return queued(() => appendOwnerLine(dataDir, next)).catch((error: unknown) =>
      log(`what the owner should learn could not be written: ${String(error)}`),
    );
  };

  const offset = (): number => clock.now() - clock.uptime();
  let known = offset();
  let cancel = (): void => undefined;
  const lookAtClock = async (): Promise<void> => {
    const moved = Math.abs(offset() - known) > strayMs;
    known = offset();
    cancel = clock.after(lookEachMs, lookAtClock);
    if (!moved || !hasPin()) return;
    const written = write('clock-moved');
    tell();
    await written;
  };
  cancel = clock.after(lookEachMs, lookAtClock);
  let last = Promise.resolve();
  tell();
  return {
    tell,
    note(matter) {
      last = write(matter);
      tell();
    },
    async read() {
      // Whoever removed the PIN must not be able to mark the removal as read.
      if (!hasPin()) return;
      const written = write('read');
      tell();
      await written;
    },
    async close() {
      cancel();
      await last;
    },
  };
}

/** Also called before the log is opened. The empty line ends a line that a power cut left unfinished. */
export async function appendOwnerLine(dataDir: string, next: Line): Promise<void> {
  const file = await open(join(dataDir, ownerLogName), 'a', 0o600);
  try {
    await file.write(`\n${JSON.stringify(next)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readLines(dataDir: string, log: Log): Promise<readonly Line[]> {
  const text = await readFile(join(dataDir, ownerLogName), 'utf8').catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') log(`what the owner should learn cannot be read: ${String(error)}`);
    return '';
  });
  return text.split('\n').flatMap((written) => {
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), line), written);
    return read.success ? [read.output] : [];
  });
}

function afterLastRead(lines: readonly Line[]): readonly Line[] {
  return lines.slice(lines.map(({ what }) => what).lastIndexOf('read') + 1);
}

function noticeOf(lines: readonly Line[]): OwnerLogNotice {
  const counted = ownerMatters.map((matter) => [matter, lines.filter(({ what }) => what === matter).length]);
  const counts = Object.fromEntries(counted) as OwnerLogNotice['counts']; // each of them, once
  return { kind: 'owner-log', since: lines[0]?.at ?? '', counts };
}
