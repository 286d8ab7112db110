import { describe, expect, it } from 'vitest';
import { createBackground, logFailures } from '../../src/core/background';
import { createDerived } from '../../src/core/derived/derived';
import { openToday } from '../../src/core/derived/parts/open-today';
import { emptyDay } from '../../src/shared/payment/payment';
import { fakeClock } from '../support/fake-clock';

const today = '2026-11-23';

describe('the totals', () => {
  it('are read once more, not five hundred times, for a page of payments that a relay kept', async () => {
    const clock = fakeClock(Date.parse(`${today}T10:00:00.000Z`));
    const log = (line: string): never => expect.fail(line);
    let reads = 0;
    const ledger = {
      deafPeriods: () => Promise.resolve([]),
      day() {
        reads += 1;
        return Promise.resolve(emptyDay(today));
      },
    };
    const totals = await openToday(createDerived({ clock, log, onChange: log }), {
      ...{ clock, ledger, today: () => today, dispatch: () => undefined },
      runInBackground: createBackground(logFailures(log)),
    });
    expect(reads).toBe(1);
    const asked = Array.from({ length: 500 }, () => totals.refresh());
    for (let told = 0; told < 500; told += 1) totals.refreshInBackground();
    await Promise.all(asked);
    expect(reads).toBe(3);
  });
});
