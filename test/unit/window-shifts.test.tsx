// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { DayShifts } from '../../renderer/features/day/day-shifts';
import { dayTexts } from '../../src/shared/texts/day-texts';
import { openWindow } from '../support/window/open-window';
import { busyScene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');
afterEach(cleanup);

it.each([
  ['fr', 'le 23 novembre 2026 à 20:30'],
  ['en', 'on 23 November 2026 at 20:30'],
] as const)(
  'tells who had the counter and until when, with the day where it is another: %s',
  async (language, evening) => {
    const words = dayTexts[language].money.shifts;
    await openWindow(
      busyScene(language, now),
      <DayShifts
        day="2026-11-24"
        shifts={[
          { by: 'Awa', from: '2026-11-23T19:30:00.000Z', to: '2026-11-24T07:00:00.000Z', isRunning: false },
          { by: 'Koffi', from: '2026-11-24T07:00:00.000Z', to: null, isRunning: false },
          { by: 'Awa', from: '2026-11-24T08:05:00.000Z', to: null, isRunning: true },
        ]}
      />,
    );
    const [, ...rows] = within(screen.getByRole('table', { name: words.title })).getAllByRole('row');
    expect(rows.map(({ children }) => [...children].map(({ textContent }) => textContent))).toEqual([
      ['Awa', evening, '08:00'],
      ['Koffi', '08:00', words.never],
      ['Awa', '09:05', words.running],
    ]);
  },
);

it('says nothing where nobody took the counter', async () => {
  await openWindow(busyScene('fr', now), <DayShifts day="2026-11-24" shifts={[]} />);
  expect(screen.queryByRole('table')).toBeNull();
});
