import type { ImportColumns } from '../../shared/bridge/import-commands';
import { isCurrencyWord } from './currency';
import { columnCalled, ownExportIn } from './headings';
import { plainWords } from './plain';

/** Columns that are read if the file has them. Nobody chooses them. */
export interface SideColumns {
  readonly time: string | null;
  readonly currency: string | null;
  readonly kind: string | null;
  /**
   * The same as `kind`, but under a heading that shops also use for their goods. It can only show that a row is no
   * payment.
   */
  readonly category: string | null;
  readonly moneyOut: string | null;
  readonly givenBack: string | null;
  readonly reference: string | null;
  readonly provider: string | null;
  /** In the app's own file: when the payment arrived, and the kind of line. */
  readonly arrivedAt: string | null;
  readonly nature: string | null;
}

/** A column of kinds has few values. One with more values holds free text. */
const mostKinds = 12;

export function sideColumnsOf(
  names: readonly string[],
  columns: ImportColumns,
  sampleOf: (name: string) => readonly string[],
): SideColumns {
  const chosen = new Set(Object.values(columns));
  const free = names.filter((name) => !chosen.has(name));
  const find = (pattern: RegExp): string | null =>
    free.find((name) => pattern.test(plainWords(name))) ?? null;
  const holding = (isOne: (value: string) => boolean): string | null =>
    free.find((name) => sampleOf(name).length > 0 && sampleOf(name).every(isOne)) ?? null;
  const own = ownExportIn(names);
  const kind = find(
    /^(?:type|types|sens|direction|operation|mouvement|kind|flux|flow|(?:type|sens|nature) (?:de |d )?(?:la )?(?:transaction|operation|mouvement|flux)|(?:transaction|operation|payment) (?:type|direction|kind))$/,
  );
  const isOfTypes = kind !== null && new Set(sampleOf(kind)).size <= mostKinds;
  return {
    time: find(
      /^(?:heure|time|hour|heure (?:de|du|d)(?: la)? ?(?:transaction|paiement|operation)|(?:transaction|payment) time)$/,
    ),
    currency:
      holding(isCurrencyWord) ??
      find(/^(?:(?!.*\b(?:taux|rate|id|div|symbol)\b).*\b)?(?:devise|currency|monnaie|ccy|curr?)\b/),
    kind: isOfTypes ? kind : null,
    category: isOfTypes
      ? find(/^(?:nature|categorie|category)$/)
      : (kind ?? find(/^(?:nature|categorie|category)$/)),
    moneyOut: find(/^(?:debit|sortie|retrait|withdrawal|money out|depense)s?(?: xof| f? ?cfa| fcfa| f)?$/),
    // In the app's own export a payment given back later still counts on the day it was received.
    givenBack:
      own !== null
        ? null
        : find(
            /^(?!.*\b(?:id|ref|reference|motif|reason|policy|fees?|frais)\b).*\b(?:rembourse\w*|refund(?:ed|s)?|rendue?|restituee?|reversed|reverted|chargeback)\b/,
          ),
    reference: find(/^(?:reference|ref)$/) ?? (own === null ? holding(isFedapayReference) : null),
    provider:
      own === null ? find(/^(?:prestataire|provider|agregateur)$/) : columnCalled(names, own.provider),
    arrivedAt: own === null ? null : columnCalled(names, own.receivedAt),
    nature: own === null ? null : find(/^(?:ligne|line)$/),
  };
}

/** The number of a FedaPay collect that people see; its calls carry another one. */
export function isFedapayReference(value: string): boolean {
  return /^trx_\w+$/i.test(value);
}
