/** The kinds of rows in a shop's log, by their number in the database. */
export const rowKinds = { live: 0, sandbox: 1, deed: 2, card: 3, keys: 4 } as const;

export type RowKind = keyof typeof rowKinds;

/** What a device may write: a deed about a payment, the sealed card of a payment, new keys of the shop. */
export const deviceRowKinds = ['deed', 'card', 'keys'] as const;

export type DeviceRowKind = (typeof deviceRowKinds)[number];

const names: ReadonlyMap<number, RowKind> = new Map(
  Object.entries(rowKinds).map(([name, number]) => [number, name as RowKind]), // the table's own names
);

/** Null for kinds of a later version. */
export function rowKindOf(number: number): RowKind | null {
  return names.get(number) ?? null;
}
