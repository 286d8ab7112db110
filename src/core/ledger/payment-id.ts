import type { Day } from '../../shared/payment/payment';

/** The day and sequence number in a payment's id; null where it is no such id. */
export function placeOf(id: string): { readonly day: Day; readonly seq: number } | null {
  const [, year, month, day, seq] = /^(\d{4})(\d\d)(\d\d)-([0-9a-z]{1,11})$/.exec(id) ?? [];
  if (year === undefined || month === undefined || day === undefined || seq === undefined) return null;
  return { day: `${year}-${month}-${day}`, seq: parseInt(seq, 36) };
}

export function idOf(day: Day, seq: number): string {
  return `${day.replace(/-/g, '')}-${seq.toString(36)}`;
}
