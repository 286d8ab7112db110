import type { NotPayment } from '../../shared/bridge/import-commands';
import { amountIn } from './amount-in';
import { methodIn } from './payer-and-method';
import { plainWords } from './plain';

const total =
  /^(?:(?:grand|sous|sub) ?)?tota(?:l|ux|ls)\b|^sous total|^somme\b|^sum$|^(?:solde|balance)\b|^nombre (?:de|d)\b|^(?:number|count) of\b|^cumul\b|^recapitulatif\b/;

/** A cheap check first, because most cells are none. */
const mayBeTotal = /^\W*(?:grand|so[mul]|su[bm]|tot|bal|no|nu|cou|cum|r[eé]c)/i;

/** A line of totals begins with that word, in the place of a payment's number or date. Some shops have such names too. */
export function isTotalLine(cells: readonly string[]): boolean {
  return cells
    .filter((cell) => cell !== '')
    .slice(0, 2)
    .some((cell) => mayBeTotal.test(cell) && total.test(plainWords(cell)));
}

/** A single cell is a remark below the table. */
export function isNote(cells: readonly string[], columns: number): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return columns >= 3 && filled.length === 1 && /\s|^[^\d]*$/.test(filled[0] ?? '');
}

const kinds: readonly (readonly [RegExp, NotPayment])[] = [
  [
    /\b(?:refund\w*|rembourse\w*|annul\w*|restitu\w*|retours?|rejets?|reversals?|reverse|reversed|reverted|chargebacks?|avoirs?|extournes?|contre ?passations?)\b/,
    'refund',
  ],
  [
    /\b(?:payouts?|versements?|reversements?|retraits?|withdraw\w*|decaissements?|disburse\w*|cash ?out|settlements?|transferts? (?:sortants?|emis|vers)|transfer out|virements?|depots? banque|envois?|sent|b2c|salaires?|salary|salaries|depenses?|expenses?|fournisseurs?|suppliers?|achats? de credits?)\b/,
    'payout',
  ],
  [/^(?:frais|fees?|commissions?|agios?|taxes?)\b/, 'fee'],
  [
    /^(?:credit|credits|depots?|deposits?|cash ?in)$|\b(?:recharges?|top ?ups?|approvisionnements?|bonus|airtime|cash ?backs?|wallet funding|funding)\b/,
    'credit',
  ],
  [
    /^(?:sorties?|out)$|\b(?:sortants?|sortantes?|outgoing|outbound|money out|emis|emise|envoyee?s?|prelevements?|debiteur)\b/,
    'money-out',
  ],
];
/** Says that a payout, a transfer or a deposit was incoming. */
const cameIn = /\b(?:recue?s?|received|entrante?s?|incoming|inbound)\b/;
const payment =
  /\b(?:pay?ments?|paiements?|pay ?in|encaisse\w*|collect\w*|ventes?|sales?|achats?|purchases?|charges?|checkouts?|entrees?|in|money in|receipts?|recettes?|c2b|p2m|p2b|c2m|b2b|marchands?|merchants?|transactions?|factures?|invoices?|commandes?|orders?|qr|ussd|liens?|links?|pos|tpe|web|online|en ligne|mobile|api|abonnements?|subscriptions?|dons?|donations?|cotisations?|reglements?|credit ?cards?|debit ?cards?|bouton|button|widget)\b/;

/**
 * What a column of types or directions says: KKiaPay's DEBIT is a received payment, its CREDIT is none. `unknown`: it
 * does not tell whether it is a payment.
 */
export function kindIn(cell: string, provider: string): NotPayment | 'payment' | 'unknown' {
  const word = cell === '' ? '' : plainWords(cell);
  if (word === '') return 'payment';
  if (word === 'debit' || word === 'debits') return provider === 'kkiapay' ? 'payment' : 'money-out';
  const found = kinds.find(([pattern]) => pattern.test(word))?.[1] ?? null;
  if (cameIn.test(word) && found !== 'refund' && found !== 'fee') return 'payment';
  if (found !== null) return found;
  return payment.test(word) || methodIn(cell, 'kkiapay') !== cell ? 'payment' : 'unknown';
}

/** How much of a payment went back to the customer, by a column beside its amount: yes or no, a date or a sum. */
export function givenBackIn(cell: string, amountXof: number | null): 'wholly' | 'partly' | null {
  if (cell === '') return null;
  const word = plainWords(cell);
  if (/^(?:|0|0 0+|non|no|n|false|faux|null|none|aucune?|nan|n a|never|jamais)$/.test(word)) return null;
  const back = amountIn(cell, false);
  if (back.kind === 'none' || amountXof === null)
    return back.kind === 'none' && back.reason === 'amount-zero' ? null : 'wholly';
  return back.kind === 'francs' && back.amountXof < amountXof && word !== '1' ? 'partly' : 'wholly';
}
