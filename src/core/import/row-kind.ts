import { plainWords } from './plain';

/** Why a line of the file is no payment to the shop. */
export type NotPayment =
  'total' | 'note' | 'payout' | 'refund' | 'credit' | 'fee' | 'negative' | 'money-out' | 'test' | 'silence';

const total =
  /^(?:(?:grand|sous|sub) ?)?tota(?:l|ux|ls)\b|^sous total|^somme\b|^sum$|^(?:solde|balance)\b|^nombre (?:de|d)\b|^(?:number|count) of\b|^cumul\b|^recapitulatif\b/;

/** A line of totals begins with that word, where payments have their number or their date. */
export function isTotalLine(cells: readonly string[]): boolean {
  return cells
    .filter((cell) => cell !== '')
    .slice(0, 2)
    .some((cell) => total.test(plainWords(cell)));
}

/** One cell alone is what a dashboard says beneath its table. */
export function isNote(cells: readonly string[], columns: number): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return columns >= 3 && filled.length === 1 && /\s|^[^\d]*$/.test(filled[0] ?? '');
}

const kinds: readonly (readonly [RegExp, NotPayment])[] = [
  [
    /\b(?:refund\w*|rembourse\w*|annulations?|reversals?|reverse|reverted|chargebacks?|avoirs?|extournes?)\b/,
    'refund',
  ],
  [
    /\b(?:payouts?|versements?|reversements?|retraits?|withdraw\w*|decaissements?|disburse\w*|cash ?out|settlements?|transferts? (?:sortants?|emis|vers)|transfer out|virements?|depots? banque|envois?|sent)\b/,
    'payout',
  ],
  [/^(?:frais|fees?|commissions?|agios?|taxes?)\b/, 'fee'],
  [
    /^(?:credit|credits|recharge|recharges|top ?up|approvisionnements?|depots?|deposits?|cash ?in|bonus|airtime)$/,
    'credit',
  ],
  [/^(?:sortants?|sortie|out|outgoing|outbound|money out|emis|envoye)$/, 'money-out'],
];

/** What a column of types or directions says: KKiaPay's DEBIT is a payment received, its CREDIT is none. */
export function kindIn(cell: string, provider: string): NotPayment | null {
  const word = plainWords(cell);
  if (word === '') return null;
  if (word === 'debit' || word === 'debits') return provider === 'kkiapay' ? null : 'money-out';
  return kinds.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}
