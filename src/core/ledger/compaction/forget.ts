import type { Day } from '../../../shared/payment/payment';
import type { Documents } from '../documents/documents';
import type { Manifest } from '../documents/manifest';
import { withoutPayer } from '../record';
import type { SearchFiles } from '../query/search-files';

/** Few days at a time, so that compactions and calls hardly wait. */
const daysAtOnce = 7;

/**
 * Writes the documents of some days before `before` again without their payers' data, and flushes each. It can start
 * again after an interruption at any point. Returns the day before which all payers are removed.
 */
export async function forgetPayers(
  index: Manifest,
  documents: Documents,
  search: SearchFiles,
  before: Day,
): Promise<Day> {
  const { forgottenBefore = '' } = index;
  const days = Object.keys(index.days)
    .filter((day) => forgottenBefore <= day && day < before)
    .sort();
  const now = days.slice(0, daysAtOnce);
  for (const day of now) {
    for (const at of (index.days[day] ?? []).keys()) {
      const document = await documents.day(day, at + 1);
      if (document.entries.every(({ forgotten }) => forgotten)) continue;
      await documents.saveDay(day, at + 1, document.entries.map(withoutPayer), document);
    }
  }
  await documents.settle();
  for (const month of new Set(now.map((day) => day.slice(0, 7)))) await search.forget(month);
  return days[daysAtOnce] ?? before;
}
