import type { LedgerOptions } from '../../src/core/ledger/ledger-start';
import type { LedgerReaderOptions } from '../../src/core/ledger/open-ledger-reader';
import {
  type Ledger,
  type LedgerReader,
  type OpenedLedger,
  type ReceivedEvent,
} from '../../src/core/ledger/ledger';
import type { DeafPeriod } from '../../src/shared/silence/hearing';
import { effectiveStatusOf, type Payment } from '../../src/shared/payment/payment';
import type { Clock } from '../../src/core/ports';
import { receivedEvent } from './ledger-events';
import { randomFrom, SimulatedDisk, type Random } from './simulated-disk';

/** The ledger under trial: the real one, or one with a fault planted. */
export interface LedgerModule {
  readonly openLedger: (options: LedgerOptions) => Promise<OpenedLedger>;
  readonly openLedgerReader: (options: LedgerReaderOptions) => Promise<LedgerReader>;
}

/** A promise of the ledger that does not hold. */
export class Broken extends Error {}

/**
 * One life of a data folder: several processes after one another work on it, each killed or cut off from its power at
 * any step, some of them amid failing writes. After each, everything that was acknowledged must be there, once.
 * Throws `Broken`.
 */
export async function trial(seed: number, { openLedger, openLedgerReader }: LedgerModule): Promise<void> {
  const random = randomFrom(seed);
  const simulated = new SimulatedDisk(random);
  const memory = new Memory();
  const rebuilt: string[] = [];
  const log = (line: string): void => {
    if (line.includes('keys.bin is made again')) rebuilt.push(line);
  };
  const shared = { dataDir: simulated.dataDir, utcOffsetMinutes: () => 60, log };
  const limits = {
    waiting: 1_000,
    uncompacted: 1_000,
    compactAt: 6,
    compactAtOnce: 9,
    partSize: 4,
    roomFromBytes: 600,
  };
  const cut = (): void => {
    if (random() < 0.7) simulated.cutPower();
  };
  for (let life = 0; life < 4; life += 1) {
    const session = simulated.session({
      steps: 20 + Math.floor(random() * 250),
      faults: random() < 0.3 ? 0.03 : 0,
    });
    const clock = new HandClock();
    const living = (async () => {
      const { ledger } = await openLedger({ ...shared, limits, clock, disk: session.disk });
      await work(ledger, memory, clock, random);
    })().catch((error: unknown) => {
      if (error instanceof Broken) throw error; // a failing disk may keep the ledger from opening
    });
    await Promise.race([living, session.dead]);
    session.end();
    cut();
    // A second cut may come while the first one is being repaired.
    if (random() < 0.3) {
      const repairing = simulated.session({ steps: Math.floor(random() * 60), faults: 0 });
      const opening = openLedger({ ...shared, limits, clock: new HandClock(), disk: repairing.disk });
      await Promise.race([opening.then(({ ledger }) => ledger.close()), repairing.dead]);
      repairing.end();
      cut();
    }
    const inspecting = simulated.session({ steps: Infinity, faults: 0 });
    const { disk } = inspecting;
    const seen = await contentOf(await openLedgerReader({ ...shared, disk }));
    memory.compare(seen);
    if (rebuilt.length > 0) throw new Broken('keys.bin did not survive');
    const { ledger } = await openLedger({ ...shared, limits, clock: new HandClock(), disk });
    same('what a reader sees before the repair', await contentOf(ledger), seen);
    if (random() < 0.5) {
      await ledger.close();
      same('what is in the documents', await contentOf(await openLedgerReader({ ...shared, disk })), seen);
    }
    inspecting.end();
  }
}

async function work(ledger: Ledger, memory: Memory, clock: HandClock, random: Random): Promise<void> {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T; // never empty below
  let running: Promise<void>[] = [];
  for (let turn = 0; turn < 60; turn += 1) {
    const what = random();
    if (what < 0.7) {
      const event = receivedEvent({
        transactionId: pick([
          null,
          'a',
          'b',
          'c',
          'd',
          'e',
          'f',
          'g',
          `n${String(random())}`,
          `n${String(random())}`,
        ]),
        amountXof: pick([1000, 1000, 1000, 2000]),
        mode: pick(['live', 'live', 'sandbox']),
        receivedAt: pick(['2026-11-22T12:00:00.000Z', '2026-11-23T12:00:00.000Z']),
        failureCode: pick(['Boutique', 'É\n"x"']),
      });
      // Some come several times at once, as impatient senders do: they are flushed together.
      for (let copies = random() < 0.2 ? 3 : 1; copies > 0; copies -= 1)
        running.push(memory.append(ledger, event));
    } else if (what < 0.78) running.push(memory.claim(ledger, pick(['Awa', 'Koffi']), random));
    else if (what < 0.82) running.push(memory.verify(ledger, pick(['verified', 'reversed']), random));
    else if (what < 0.83) ledger.forgetPayersBefore(pick(['2026-11-23', '2026-11-24']));
    else if (what < 0.86) running.push(memory.deaf(ledger, pick(['one', 'two', 'three']), turn));
    else if (what < 0.94) clock.fire();
    else if (what < 0.97) running.push(ledger.page({ limit: 5 }).then(() => undefined));
    else {
      await Promise.all(running);
      running = [];
    }
    if (random() < 0.5) await Promise.resolve();
  }
  await Promise.all(running);
  if (random() < 0.5) await ledger.close();
}

interface Content {
  readonly payments: readonly Payment[];
  readonly deaf: readonly DeafPeriod[];
}

/** Everything, and that it is consistent in itself. */
async function contentOf(ledger: LedgerReader): Promise<Content> {
  const payments: Payment[] = [];
  let after: string | null | undefined;
  do {
    const page = await ledger.page({ limit: 7, ...(after && { after }) });
    payments.push(...page.payments);
    after = page.next;
  } while (after !== null);
  const numbers = payments.map(({ id }) => parseInt(id.slice(9), 36));
  same(
    'newest first, each number once',
    numbers,
    [...new Set(numbers)].sort((one, other) => other - one),
  );
  for (const day of ['2026-11-22', '2026-11-23']) {
    const of = payments.filter(({ id, mode }) => mode === 'live' && id.startsWith(day.replace(/-/g, '')));
    const summary = await ledger.day(day);
    const success = of.filter((payment) => effectiveStatusOf(payment) === 'success');
    same(
      `totals of ${day}`,
      [summary.successCount, summary.totalXof, summary.checkCount],
      [
        success.length,
        success.reduce((sum, { amountXof }) => sum + (amountXof ?? 0), 0),
        of.filter((payment) => effectiveStatusOf(payment) === 'check').length,
      ],
    );
  }
  const deaf = await ledger.deafPeriods('2026-01-01', '2026-12-31');
  const report = await ledger.check();
  const events = payments.reduce((sum, { deliveries }) => sum + deliveries, 0);
  same(
    'what check says',
    { ...report, repaired: 0 },
    {
      ...{ events, payments: payments.length, duplicates: events - payments.length },
      ...{ damaged: 0, repaired: 0, deafPeriods: deaf.length },
    },
  );
  return { payments, deaf };
}

interface Tried {
  readonly value: string | null;
}

/** What was attempted and what was acknowledged. */
class Memory {
  readonly #calls = new Map<
    string,
    { key: string; attempts: number; acknowledged: number; id: string | null }
  >();
  /** All values tried since the last acknowledged one, and that one first. */
  readonly #deaf = new Map<string, Tried[]>();
  readonly #claims = new Map<string, Tried[]>();
  readonly #verifications = new Map<string, Tried[]>();

  async append(ledger: Ledger, event: ReceivedEvent): Promise<void> {
    const { key, identity } = identityOf(event.event, event.mode);
    const call = this.#calls.get(identity) ?? { key, attempts: 0, acknowledged: 0, id: null };
    this.#calls.set(identity, call);
    call.attempts += 1;
    const outcome = await unlessRefused(ledger.append(event));
    if (outcome === null) return;
    call.acknowledged += 1;
    if (call.id !== null && call.id !== outcome.payment.id) throw new Broken(`${identity} has two numbers`);
    if (outcome.payment.deliveries > call.attempts) throw new Broken(`${identity} was delivered too often`);
    call.id = outcome.payment.id;
  }

  async claim(ledger: Ledger, by: string, random: Random): Promise<void> {
    const ids = [...this.#calls.values()].flatMap(({ id }) => (id === null ? [] : [id]));
    const id = ids[Math.floor(random() * ids.length)];
    if (id === undefined) return;
    await attempt(this.#claims, id, by, () =>
      ledger.annotate(id, { field: 'claim', value: { kind: 'handed-over', by, at: by } }),
    );
  }

  async verify(ledger: Ledger, kind: 'verified' | 'reversed', random: Random): Promise<void> {
    const ids = [...this.#calls.values()].flatMap(({ id }) => (id === null ? [] : [id]));
    const id = ids[Math.floor(random() * ids.length)];
    if (id === undefined) return;
    await attempt(this.#verifications, id, kind, () =>
      ledger.annotate(id, { field: 'verification', value: { kind, at: kind } }),
    );
  }

  async deaf(ledger: Ledger, id: string, turn: number): Promise<void> {
    const to = `2026-11-23T10:00:${String(turn).padStart(2, '0')}.000Z`;
    await attempt(this.#deaf, id, to, () =>
      ledger.recordDeafPeriod({ id, from: '2026-11-20T10:00:00.000Z', to, cause: 'asleep', checked: null }),
    );
  }

  compare({ payments, deaf }: Content): void {
    const found = new Map<string, Payment>();
    const firsts = new Set<string>();
    for (const payment of payments.toReversed()) {
      const { key, identity } = identityOf(payment, payment.mode);
      if (found.has(identity)) throw new Broken(`${identity} is stored twice`);
      found.set(identity, payment);
      if (payment.doubts.includes('amount-changed') !== firsts.has(key))
        throw new Broken(`${identity}: the first counts, others do not`);
      firsts.add(key);
    }
    for (const identity of found.keys()) {
      if (!this.#calls.has(identity)) throw new Broken(`${identity} was never announced`);
    }
    for (const [identity, call] of this.#calls) {
      const payment = found.get(identity);
      if (payment === undefined && call.acknowledged > 0)
        throw new Broken(`${identity} was acknowledged and is lost`);
      if (payment === undefined) continue;
      if (call.id !== null && call.id !== payment.id) throw new Broken(`${identity} changed its number`);
      call.id = payment.id; // a reader has seen it: it stays
      if (payment.deliveries < call.acknowledged || payment.deliveries > call.attempts)
        throw new Broken(
          `${identity}: ${payment.deliveries} deliveries, ${call.acknowledged} of ${call.attempts} acknowledged`,
        );
      call.acknowledged = payment.deliveries;
      // The first of several claims counts; the last one that was noted is what must be there.
      const claim = payment.alsoClaimed?.at(-1) ?? payment.claim;
      settle(this.#claims, payment.id, claim?.by ?? null, 'claim');
      const { kind } = payment.verification;
      settle(this.#verifications, payment.id, kind === 'announced' ? null : kind, 'verification');
    }
    for (const id of this.#deaf.keys())
      settle(this.#deaf, id, deaf.find((period) => period.id === id)?.to ?? null, 'deaf period');
  }
}

function identityOf(
  event: Pick<Payment, 'transactionId' | 'amountXof' | 'failureCode'>,
  mode: string,
): { key: string; identity: string } {
  // Without a number the bytes are the key, and they hold amount and failure code.
  const key = JSON.stringify([mode, event.transactionId ?? [event.amountXof, event.failureCode]]);
  return { key, identity: `${key} ${String(event.amountXof)}` };
}

async function attempt(
  values: Map<string, Tried[]>,
  id: string,
  value: string,
  write: () => Promise<unknown>,
): Promise<void> {
  // Each value tried is an object of its own: two attempts may carry equal ones.
  const mine = { value };
  values.set(id, [...(values.get(id) ?? [{ value: null }]), mine]);
  if ((await unlessRefused(write().then(() => true))) !== true) return;
  // Written in the order they were asked for: once this one is there, those before it are history.
  const tried = values.get(id) ?? [];
  values.set(id, tried.slice(Math.max(0, tried.indexOf(mine))));
}

function settle(values: Map<string, Tried[]>, id: string, found: string | null, what: string): void {
  const tried = values.get(id);
  if (tried?.some(({ value }) => value === found) === false)
    throw new Broken(`${what} ${id} is ${String(found)}, none of ${tried.map(({ value }) => value).join()}`);
  if (tried !== undefined) values.set(id, [{ value: found }]);
}

async function unlessRefused<T>(writing: Promise<T>): Promise<T | null> {
  try {
    return await writing;
  } catch (error) {
    if (error instanceof Error && 'reason' in error) return null; // a refusal, also of a build of its own
    throw error;
  }
}

function same(what: string, found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Broken(`${what}: ${JSON.stringify(found)} in place of ${JSON.stringify(expected)}`);
}

/** Time passes when the trial says so. */
class HandClock implements Clock {
  #tasks: (() => void)[] = [];

  now(): number {
    return 0;
  }

  uptime(): number {
    return 0;
  }

  after(_delayMs: number, task: () => void): () => void {
    this.#tasks.push(task);
    return () => (this.#tasks = this.#tasks.filter((other) => other !== task));
  }

  fire(): void {
    for (const task of this.#tasks.splice(0)) task();
  }
}
