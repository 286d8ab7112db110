import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { clockScenes, tryClockScene, type HearingModule } from '../support/clock-trial';
import * as sound from '../support/hearing-entry';
import { buildEntry, type Mutation } from '../support/ledger-build';

/** Each believes a clock, or a sign, that is not to be believed: the scenes must find every one of them. */
const faults: Readonly<Record<string, Mutation>> = {
  'a clock from before this version is believed': {
    file: 'clock-trust.ts',
    from: "if (clock.now() < notBefore) return 'suspect';",
    to: '',
  },
  'a clock that says less than the last sign is believed': {
    file: 'clock-trust.ts',
    from: '(isBeforeSign() || isYearsAfterSign())',
    to: 'isYearsAfterSign()',
  },
  'a clock years after the last sign is believed': {
    file: 'clock-trust.ts',
    from: '(isBeforeSign() || isYearsAfterSign())',
    to: 'isBeforeSign()',
  },
  'what an answer from outside says is not taken': {
    file: 'clock-trust.ts',
    from: 'comparison.take(date);',
    to: '',
  },
  'an edge that is as wrong as we is believed': {
    file: 'clock-trust.ts',
    from: 'clock.now() - aheadMs < notBefore',
    to: 'clock.now() - aheadMs < 0',
  },
  'one payment alone sets the clock': {
    file: 'clock-trust.ts',
    from: 'futureOffset !== null && Math.abs(hint - futureOffset) <= announcedWithinMs',
    to: 'true',
  },
  'payments in our future are not seen': {
    file: 'clock-trust.ts',
    from: 'if (aheadMs === null && isBehind && !isContested()) return futureOffset;',
    to: '',
  },
  'a sign from years ahead stays the measure': {
    file: 'clock-trust.ts',
    from: 'isSignDenied = isBeforeSign();',
    to: '',
  },
  'a period is closed under a clock that is suspect': {
    file: 'deaf-periods.ts',
    from: "isSure: trust.verdict() !== 'suspect'",
    to: 'isSure: true',
  },
  'a clock that is set is not noticed': {
    file: 'watch-hearing.ts',
    from: 'lastBeatAt = clock.uptime();\n    lookAtClock();',
    to: 'lastBeatAt = clock.uptime();',
  },
  'what was just told is not dated anew': {
    file: 'deaf-periods.ts',
    from: 'for (const period of ended) tell(period);',
    to: '',
  },
  'the end is dated when the clock is right, not when it was heard': {
    file: 'dated-period.ts',
    from: 'at(heardAt) : null',
    to: 'at(uptimeMs) : null',
  },
  'a lost sign is taken for a first start': {
    file: 'last-sign.ts',
    from: 'if (newest > -Infinity)',
    to: 'if (newest === 0)',
  },
  'a day is taken from the clock that is wrong': {
    file: 'business-day.ts',
    from: '!(isBelievable || isClockSuspect)',
    to: '!isBelievable',
  },
};

/** The first scene that ends otherwise than it must; null where all end well. */
const firstFinding = async (module: HearingModule): Promise<string | null> => {
  for (const [name, scene] of Object.entries(clockScenes)) {
    const isFound = await tryClockScene(scene, module).then(
      () => false,
      () => true,
    );
    if (isFound) return name;
  }
  return null;
};

describe('a clock that must not be trusted', () => {
  it.each(Object.entries(clockScenes))('%s', (_name, scene) => tryClockScene(scene, sound));

  it.each(Object.entries(faults))('planted fault found: %s', { timeout: 60_000 }, async (_what, fault) => {
    const entry = await buildEntry('hearing-entry.ts', [fault]);
    // The build exports what hearing-entry.ts exports.
    const module = (await import(pathToFileURL(entry).href)) as HearingModule;
    expect(await firstFinding(module)).not.toBeNull();
  });
});
