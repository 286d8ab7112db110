import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { endpointKey, type EndpointName } from '../../shared/payment/endpoint';
import { modes } from '../../shared/payment/payment';
import { isEndedBy, type Knock } from '../../shared/diagnosis/knock';
import type { Refusal } from '../../shared/diagnosis/refusal';
import { secretDiagnoses } from '../../shared/diagnosis/secret-diagnosis';
import type { Language } from '../../shared/settings/preferences';
import type { Fact } from '../../shared/state/fact';
import { knockWords } from '../../shared/texts/knock-texts';
import type { Announcement } from '../../shared/voice/announcement';
import type { Clock, Log } from '../ports';
import { writeJson } from '../storage/json-file';
import { serialQueue } from '../storage/serial-queue';
import { dayMs } from '../../shared/calendar';

/**
 * Announce the same trouble at most once in this time, even where it comes and goes, as with two webhooks of which one
 * is old.
 */
const announcedForMs = dayMs;

const schema = v.object({
  knocks: v.array(
    v.object({
      endpoint: v.object({ provider: v.string(), mode: v.picklist(modes) }),
      cause: v.picklist(['old-path', 'odd-path', 'wrong-secret']),
      diagnosis: v.nullable(v.picklist(secretDiagnoses)),
      since: v.pipe(v.string(), v.isoTimestamp()),
      lastAt: v.pipe(v.string(), v.isoTimestamp()),
    }),
  ),
});

export interface KnocksParts {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly dispatch: (fact: Fact) => void;
  readonly tell: (announcement: Announcement) => void;
  readonly language: () => Language;
}

/**
 * Which providers call and are refused: at most one alarm for each endpoint, kept across restarts until a call is
 * accepted.
 */
export interface Knocks {
  readonly follow: (fact: Fact) => void;
  /** Resolves once all is on the disk. */
  readonly close: () => Promise<void>;
}

/** Opens DIR/knocks.json. Where it cannot be read, there is no alarm until the next refused call. */
export async function openKnocks({ dataDir, clock, log, ...parts }: KnocksParts): Promise<Knocks> {
  const file = join(dataDir, 'knocks.json');
  let knocks = await readKnocks(file, log);
  const announcedAt = new Map<string, number>();
  const queued = serialQueue();
  let written = Promise.resolve();
  const show = (): void => parts.dispatch({ kind: 'knocks-changed', knocks });
  const become = (next: readonly Knock[]): void => {
    knocks = next;
    written = queued(() => writeJson(file, { knocks })).catch((error: unknown) =>
      log(`who knocks could not be written down: ${String(error)}`),
    );
    show();
  };
  const announce = (knock: Knock): void => {
    const key = `${endpointKey(knock.endpoint)} ${knock.cause}`;
    const before = announcedAt.get(key);
    if (before !== undefined && clock.uptime() - before < announcedForMs) return;
    announcedAt.set(key, clock.uptime());
    const { mode } = knock.endpoint;
    const words = knockWords(knock, parts.language());
    parts.tell({ sound: 'alarm', ...words, mode, paymentId: null, spoken: null });
  };
  const refused = ({ knock: at, diagnosis, at: since, lastAt }: Refusal): void => {
    if (at === undefined) return;
    const key = endpointKey(at.endpoint);
    const before = knocks.find(({ endpoint }) => endpointKey(endpoint) === key);
    const isSame = before?.cause === at.cause && before.diagnosis === diagnosis;
    const knock = { ...at, diagnosis, since: isSame ? before.since : since, lastAt };
    become([...knocks.filter((other) => other !== before), knock]);
    if (before?.cause !== at.cause) announce(knock);
  };
  const letIn = (endpoint: EndpointName): void => {
    const left = knocks.filter((knock) => !isEndedBy(knock, endpoint));
    if (left.length < knocks.length) become(left);
  };
  if (knocks.length > 0) show();
  return {
    follow(fact) {
      if (fact.kind === 'call-refused') refused(fact.refusal);
      if (fact.kind === 'call-authenticated' && fact.isOurTest !== true) letIn(fact.endpoint);
    },
    close: () => written,
  };
}

async function readKnocks(file: string, log: Log): Promise<readonly Knock[]> {
  try {
    return v.parse(schema, JSON.parse(await readFile(file, 'utf8'))).knocks;
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isAbsent) log(`knocks.json could not be read, and is written anew: ${String(error)}`);
    return [];
  }
}
