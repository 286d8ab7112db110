import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openCrashRecords } from '../../src/core/diagnostics/crash-records';
import { createRedactor } from '../../src/core/diagnostics/redactor';
import { fakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';
import { dayMs } from '../../src/shared/calendar';

it('keeps the last twenty deaths of each kind: a month of shutdowns pushes out no crash of the app', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock(Date.parse('2026-11-01T08:00:00.000Z'));
  const records = openCrashRecords(folder.path, { clock, log: () => undefined, redactor: createRedactor() });
  records.record('app', 'out of the blue');
  records.record('helper-app', 'crashed, code 5');
  for (let day = 0; day < 30; day += 1) {
    clock.advance(dayMs);
    records.record('last-run', 'it ended without closing');
  }
  const names = (await readdir(folder.path)).sort();
  expect(names.slice(0, 2)).toEqual([
    '2026-11-01T08-00-00.000Z-app.json',
    '2026-11-01T08-00-00.000Z-helper-app.json',
  ]);
  expect(names.slice(2)).toHaveLength(20);
  expect(names[2]).toBe('2026-11-12T08-00-00.000Z-last-run.json');
  expect(names.at(-1)).toBe('2026-12-01T08-00-00.000Z-last-run.json');
});
