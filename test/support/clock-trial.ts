import { strict as assert } from 'node:assert';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeafPeriod } from '../../src/shared/silence/hearing';
import { fakeClock } from './fake-clock';
import type * as entry from './hearing-entry';
import { temporaryFolder } from './temporary-folder';

export type HearingModule = typeof entry;

type Step =
  | { readonly advanceMs: number }
  | { readonly setTo: string }
  /** What an answer from outside says. */
  | { readonly date: string }
  /** What an authentic call says of its payment. */
  | { readonly performedAt: string };

/** A shop that closed in the evening, a start under some clock, and what becomes of both. */
interface Scene {
  /** Null: there was none before. */
  readonly closedAt?: string | null;
  readonly damage?: (heartbeat: string) => Promise<unknown>;
  readonly opensAt: string;
  readonly steps: readonly Step[];
  /** While the clock is wrong: whether the night is still open, and the day of a payment made in the morning. */
  readonly meanwhile?: { readonly isOpen: boolean; readonly day: string };
  readonly nights: readonly Pick<DeafPeriod, 'from' | 'to' | 'since'>[];
}

const evening = '2026-11-23T20:00:00.000Z';
const morning = '2026-11-24T08:00:00.000Z';
const afterFiveMinutes = '2026-11-24T08:05:00.000Z';
const night = [{ from: evening, to: morning }];
const corrected: readonly Step[] = [
  { advanceMs: 290_000 },
  { setTo: afterFiveMinutes },
  { advanceMs: 10_000 },
];
const corrects = (steps: readonly Step[]): readonly Step[] => [...steps, ...corrected];

/** By what is tried. The scenes of one name hold together. */
export const clockScenes: Readonly<Record<string, Scene>> = {
  'a dead battery, corrected': {
    opensAt: '2015-01-01T00:00:00.000Z',
    steps: corrected,
    meanwhile: { isOpen: true, day: '2026-11-24' },
    nights: [{ from: evening, to: '2026-11-24T08:00:10.000Z' }],
  },
  'a clock at the epoch, corrected': {
    opensAt: '1970-01-01T00:00:10.000Z',
    steps: corrected,
    meanwhile: { isOpen: true, day: '2026-11-24' },
    nights: [{ from: evening, to: '2026-11-24T08:00:10.000Z' }],
  },
  'a first start under a dead battery': {
    closedAt: null,
    opensAt: '2015-01-01T00:00:00.000Z',
    steps: [{ performedAt: morning }, { advanceMs: 60_000 }],
    meanwhile: { isOpen: false, day: '2026-11-24' },
    nights: [],
  },
  'a dead battery, and an edge that tells the time': {
    opensAt: '2015-01-01T00:00:00.000Z',
    steps: [{ date: morning }],
    nights: night,
  },
  'a dead battery, and an edge that is as wrong': {
    opensAt: '2015-01-01T00:00:00.000Z',
    steps: [{ date: '2015-01-01T00:00:00.000Z' }, { advanceMs: 60_000 }],
    meanwhile: { isOpen: true, day: '2026-11-24' },
    nights: [{ from: evening, to: null }],
  },
  'years ahead, corrected': {
    opensAt: '2036-01-01T00:00:00.000Z',
    steps: corrects([{ performedAt: morning }]),
    meanwhile: { isOpen: true, day: '2026-11-24' },
    nights: [{ from: evening, to: '2026-11-24T08:00:10.000Z' }],
  },
  'back before the last sign, corrected': {
    opensAt: '2026-11-23T18:00:00.000Z',
    steps: corrected,
    meanwhile: { isOpen: true, day: '2026-11-24' },
    nights: [{ from: evening, to: '2026-11-24T08:00:10.000Z' }],
  },
  'forward by hours, corrected': {
    opensAt: '2026-11-24T14:00:00.000Z',
    steps: corrected,
    nights: [{ from: evening, to: '2026-11-24T08:00:10.000Z' }],
  },
  'forward by hours for good, and an edge that tells the time': {
    opensAt: '2026-11-24T14:00:00.000Z',
    steps: [{ date: morning }],
    nights: night,
  },
  'back by hours for good, and two payments that tell the time': {
    opensAt: '2026-11-24T05:00:00.000Z',
    steps: [{ performedAt: morning }, { advanceMs: 60_000 }, { performedAt: '2026-11-24T08:01:00.000Z' }],
    nights: night,
  },
  'a right clock, and one payment that is dated by anything': {
    opensAt: morning,
    steps: [{ performedAt: '2026-12-24T08:00:00.000Z' }, { advanceMs: 60_000 }],
    nights: night,
  },
  'a last sign made years ahead': {
    closedAt: '2036-11-23T20:00:00.000Z',
    opensAt: morning,
    steps: [{ performedAt: morning }],
    // The computer was started an hour ago: more is not known.
    nights: [{ from: '2026-11-24T07:00:00.000Z', to: morning, since: 'at-least' }],
  },
  'a last sign that is lost': {
    damage: (heartbeat) => rm(heartbeat),
    opensAt: morning,
    steps: [],
    nights: [{ from: '2026-11-23T19:00:00.000Z', to: morning, since: 'at-least' }],
  },
  'a last sign with a folder in its place': {
    damage: async (heartbeat) => {
      await rm(heartbeat);
      await mkdir(heartbeat);
    },
    opensAt: morning,
    steps: [],
    nights: [{ from: '2026-11-23T19:00:00.000Z', to: morning, since: 'at-least' }],
  },
};

const listening = { kind: 'listening', since: evening } as const;

async function openWatch(module: HearingModule, folder: string, at: string, byMs = 0) {
  const clock = fakeClock(Date.parse(at) + byMs);
  const periods = new Map<string, DeafPeriod>();
  const lastSign = await module.readLastSign({ dataDir: folder, logFolder: join(folder, 'logs'), clock });
  const trust = module.createClockTrust({
    ...{ clock, comparison: module.createClockComparison(clock), lastSign },
  });
  const hearing = await module.watchHearing({
    ...{ dataDir: folder, clock, trust, log: () => undefined },
    ledger: { recordDeafPeriod: () => Promise.resolve(), trace: () => ({ seq: 0, ever: 0 }) },
    onPeriod: (period) => periods.set(period.id, period),
    ...{ onWritten: () => undefined, onClock: () => undefined, onStoodStill: () => undefined },
  });
  hearing.hears(listening);
  return { clock, trust, hearing, periods };
}

/** Rejects where the scene ends otherwise than it must. */
export async function tryClockScene(scene: Scene, module: HearingModule): Promise<void> {
  await using folder = await temporaryFolder();
  if (scene.closedAt !== null) {
    const before = await openWatch(module, folder.path, scene.closedAt ?? evening, -10_000);
    before.clock.advance(10_000); // so that its uptime is not the next one's
    await before.hearing.stop();
    await mkdir(join(folder.path, 'journal'));
    const segment = join(folder.path, 'journal/1.log');
    await writeFile(segment, '');
    const lastPayment = Date.parse('2026-11-23T19:00:00.000Z') / 1000;
    await utimes(segment, lastPayment, lastPayment);
  }
  await scene.damage?.(join(folder.path, 'heartbeat.json'));

  const { clock, trust, hearing, periods } = await openWatch(module, folder.path, scene.opensAt);
  const meanwhile = (): void => {
    if (scene.meanwhile === undefined) return;
    const day = module.businessDayOf(new Date(clock.now()).toISOString(), morning, 60, {
      isClockSuspect: trust.verdict() !== 'sound',
    });
    assert.equal(day, scene.meanwhile.day);
    assert.equal(
      [...periods.values()].some(({ to }) => to === null),
      scene.meanwhile.isOpen,
    );
  };
  meanwhile();
  for (const step of scene.steps) {
    if ('advanceMs' in step) clock.advance(step.advanceMs);
    if ('setTo' in step) clock.jump(Date.parse(step.setTo));
    if ('date' in step) trust.takeDate(new Date(step.date).toUTCString());
    if ('performedAt' in step) trust.takePerformedAt(step.performedAt);
    if (step !== scene.steps.at(-1)) meanwhile();
  }
  await hearing.stop();
  const told = [...periods.values()]
    .filter(({ from, to }) => to === null || Date.parse(to) - Date.parse(from) >= 4_000)
    .map(({ from, to, since }) => ({ from, to, ...(since && { since }) }));
  assert.deepEqual(told, scene.nights);
}
