import type { Day } from '../../shared/payment';
import type { Documents } from './documents';
import type { LedgerIndex } from './index-file';
import { withoutPayer } from './record';

/** So few that foldings and calls hardly wait for it. */
const daysAtOnce = 7;

/**
 * Writes the documents of some days before `before` again, without what tells of their payers, each flushed. May be done
 * again after a cut at any point. Returns the day before which all is forgotten.
 */
export async function forgetPayers(index: LedgerIndex, documents: Documents, before: Day): Promise<Day> {
  const { forgottenBefore = '' } = index;
  const days = Object.keys(index.days)
    .filter((day) => forgottenBefore <= day && day < before)
    .sort();
  for (const day of days.slice(0, daysAtOnce)) {
    for (const at of (index.days[day] ?? []).keys()) {
      const document = await documents.day(day, at + 1);
      if (document.entries.every(({ forgotten }) => forgotten)) continue;
      await documents.saveDay(day, at + 1, document.entries.map(withoutPayer), document);
    }
  }
  return days[daysAtOnce] ?? before;
}
