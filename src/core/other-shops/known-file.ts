import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { KeptPayment } from '../../shared/phones/read-row';
import type { ToldShop } from '../../shared/phones/told-shop';
import { openBytes, sealBytes } from '../sealing/pass-phrase';
import { replaceFile } from '../storage/atomic-write';
import { realDisk } from '../storage/disk';

/** What this computer has read of another shop, with its place in the log. */
export interface KnownShop {
  readonly cursor: { readonly seq: number; readonly key: string };
  readonly told: ToldShop | null;
  /** Of this month. */
  readonly payments: readonly KeptPayment[];
  /** The month that had more payments than are kept; null: none. */
  readonly cutMonth: string | null;
}

export const nothingKnown: KnownShop = {
  cursor: { seq: 0, key: '' },
  told: null,
  payments: [],
  cutMonth: null,
};

const fileName = 'other-shops.sealed';
const place = 'what is known of other shops';
const document = v.record(
  v.string(),
  v.object({
    cursor: v.object({ seq: v.number(), key: v.string() }),
    told: v.nullable(v.custom<ToldShop>((told) => typeof told === 'object')),
    payments: v.array(v.custom<KeptPayment>((payment) => typeof payment === 'object' && payment !== null)),
    cutMonth: v.nullable(v.string()),
  }),
);

/** By the shop's id. Empty where nothing is stored, or this key does not open it: then everything is read again. */
export async function readKnown(dataDir: string, key: Buffer): Promise<Readonly<Record<string, KnownShop>>> {
  try {
    const plain = openBytes(key, await readFile(join(dataDir, fileName)), place);
    return v.parse(v.pipe(v.string(), v.parseJson(), document), plain?.toString());
  } catch {
    return {};
  }
}

/** Sealed, because it tells of another shop's money; the key is among the secrets. */
export async function writeKnown(
  dataDir: string,
  key: Buffer,
  known: Readonly<Record<string, KnownShop>>,
): Promise<void> {
  const file = join(dataDir, fileName);
  if (Object.keys(known).length === 0) await rm(file, { force: true });
  else await replaceFile(realDisk, file, sealBytes(key, Buffer.from(JSON.stringify(known)), place));
}
