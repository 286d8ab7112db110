import { inEveryLanguage } from '../../shared/texts/define-texts';
import type { ImportColumns } from '../../shared/bridge/import-commands';
import { exportTexts } from '../../shared/texts/export-texts';
import { plainWords } from './plain';

export type Field = keyof ImportColumns;

/** Possible headings of a field in plain words, the likeliest first, and words that exclude it. */
interface Likeness {
  readonly names: readonly RegExp[];
  readonly never: RegExp;
}

/** The columns of the providers' files are not documented: these are names seen in such files. */
export const likenesses: Readonly<Record<Field, Likeness>> = {
  transactionId: {
    names: [
      /^(?:transaction ?id|id(?: de(?: la)?)? ?transaction|(?:numero|n|no|nr|num)(?: de(?: la)?)? transaction|transaction (?:number|no|num|numero))$/,
      /^(?:(?:ref|reference|code|identifiant)(?: de(?: la)?)? transaction|transaction (?:ref|reference|code))$/,
      /^(?:reference|references|ref)$/,
      /^(?:identifiant|id)$/,
      /^transaction$/,
      /\b(?:transaction|trans|txn|tx)\b.*\b(?:id|ref|reference|number|no|code)\b|\b(?:id|ref|reference|numero|code)\b.*\b(?:transaction|txn|tx)\b/,
      /^(?:id|ref|reference|numero|n|no|num)(?: d[eu])?(?: la)? (?:paiement|payment|operation|collecte|collect)$|^(?:paiement|payment|operation|collect) ?(?:id|ref|reference|number)$/,
      /\b(?:reference|ref)\b/,
      /\btransactions?\b/,
    ],
    never:
      /\b(?:date|heure|time|montant|amount|frais|fees?|statut|status|etat|type|mode|moyen|client|customer|facture|invoice|commande|order|telephone|phone|compte|account|marchand|merchant|external|externe|votre|your|interne|parent|devise|currency|key|cle)\b/,
  },
  amountXof: {
    names: [
      /^(?:montant|amount)(?: xof| f? ?cfa| fcfa| f| en francs?| en fcfa)?$/,
      /^(?:montant (?:brut|paye|recu|encaisse|collecte|transaction)|gross amount|amount (?:paid|received)|paid amount|amount xof|montant (?:de la|du) (?:transaction|paiement))\b/,
      /^(?!.*\b(?:creditee?|credited|versee?|reverser|settled|transferred|transferee?)\b).*\b(?:montant|amount)\b/,
      /^(?:credit|encaissement|recette|somme|sum|valeur|value|prix|price|total|brut|gross|recu f|received f)(?: xof| f? ?cfa| fcfa| f)?$/,
      /\b(?:montant|amount)\b/,
    ],
    never:
      /\b(?:frais|fees?|commissions?|com|net|nette|solde|balance|charges?|taxe?s?|tva|vat|cout|cost|remise|discount|debited?|debitee?|income|revenu|avant|apres|before|after|restant|remaining|rembourse|refund(?:ed)?|rendu|plafond|limit|date|devise|currency|statut|status|nombre|count|type|id|ref|reference|numero|mode|moyen|ht|hors)\b/,
  },
  performedAt: {
    names: [
      /^(?:performed ?at|paye le|paid (?:at|on)|approved (?:at|on)|approuvee? le|(?:date (?:de |d )?)?(?:approbation|paiement|encaissement)|payment date|date of payment)$/,
      /^(?:date (?:et )?heure|date ?time|date and time|horodatage|timestamp)\b/,
      /^date$/,
      /^(?:date (?:de(?: la)? |du |d )?(?:transaction|paiement|operation)|(?:transaction|payment|operation) (?:date|time)|created ?at|cree le|date (?:de )?creation|created(?: on)?|creation date)$/,
      /\b(?:date|datetime|timestamp)\b/,
      /^(?:jour|day|le|arrive le|arrived at|effectue le|when|quand)$/,
      /\b(?:at|time|heure)$/,
    ],
    never:
      /\b(?:maj|mise a jour|updated?|modifi\w*|expir\w*|naissance|birth|transferred|versement|payout|fin|end|echeance|due|montant|amount|remis|servi|served|handed|verifie|checked|deleted|canceled|declined|refunded)\b/,
  },
  status: {
    names: [
      /^(?:status|statut|etat|state|resultat|result|outcome|situation)$/,
      /\b(?:status|statut|resultat|result)\b/,
      /\b(?:etat|state|outcome|situation)\b/,
      /^is ?pay?ments? ?succes{1,2}(?:ful)?$|^(?:succes{1,2}|reussi)$/,
    ],
    never: /\b(?:date|livraison|delivery|shipping|client|customer|compte|account|data|country|pays|at|kyc)\b/,
  },
  account: {
    names: [
      /^(?:account|telephone|tel|phone|msisdn|mobile|portable)$/,
      /\b(?:telephone|tel|phone|msisdn|whatsapp)\b/,
      /^(?:numero|number|no|n)(?: du| de| d| of)?(?: la)? ?(?:payeur|payer|client|cliente|customer|expediteur|sender|compte)$|^(?:payeur|payer|client|customer|sender) (?:number|numero|no|account)$/,
      /^(?:numero|number|compte|payeur|payer|client|customer|expediteur|sender|contact|mobile number|numero mobile)$/,
    ],
    never:
      /\b(?:date|montant|amount|statut|status|nom|names?|e?mail|solde|balance|id|transaction|reference|type|mode|moyen|operateur|operator|marchand|merchant)\b/,
  },
  method: {
    names: [
      /^(?:source|method|methode|moyen|mode)$/,
      /^(?:moyen|mode|methode|method|type)(?: de)? (?:paiement|payment|reglement)$|^payment (?:method|mode|type)$/,
      /^(?:operateur|operator|reseau|network|canal|channel|source common name)\b/,
      /\b(?:moyen|methode|method|operateur|operator|reseau|network)\b/,
    ],
    never: /\b(?:date|id|statut|status|number|numero|reference|montant|amount|fees?|frais)\b/,
  },
};

/** The app's own exports have known columns, so these need no guess. */
const ownHeadings = inEveryLanguage(exportTexts).map(({ columns }) => columns);
const ownFields: Readonly<Record<Field, keyof (typeof ownHeadings)[number]>> = {
  transactionId: 'transactionId',
  amountXof: 'announcedXof',
  performedAt: 'performedAt',
  status: 'outcome',
  account: 'account',
  method: 'method',
};

/** Null where the file is not one of the app's own exports. */
export function ownExportIn(names: readonly string[]): (typeof ownHeadings)[number] | null {
  const plain = names.map(plainWords);
  const has = (title: string): boolean => plain.includes(plainWords(title));
  return ownHeadings.find((own) => [own.transactionId, own.announcedXof, own.id].every(has)) ?? null;
}

/** The column of that heading, whatever its accents. */
export function columnCalled(names: readonly string[], title: string): string | null {
  return names.find((name) => plainWords(name) === plainWords(title)) ?? null;
}

/** How many fields a line names: the line that names most is the heading. */
export function headingScore(names: readonly string[]): number {
  const plain = names.map(plainWords);
  let score = 0;
  for (const field of Object.keys(likenesses) as Field[])
    // the table has no other keys
    if (plain.some((name) => isLike(name, field))) score += 1;
  return score;
}

function isLike(name: string, field: Field): boolean {
  return name !== '' && name.length <= 80 && rankOf(name, field) !== null;
}

/** 0 is the likeliest. */
function rankOf(plain: string, field: Field): number | null {
  const { names, never } = likenesses[field];
  if (never.test(plain)) return null;
  const rank = names.findIndex((pattern) => pattern.test(plain));
  return rank === -1 ? null : rank;
}

export interface GuessContext {
  readonly remembered: ImportColumns | null;
  /** Up to some dozens of the first values of a column. */
  readonly sampleOf: (name: string) => readonly string[];
  readonly isFedapay: boolean;
}

/** The remembered column where the file has it; the other fields by their headings. */
export function guessColumns(
  names: readonly string[],
  { remembered, sampleOf, isFedapay }: GuessContext,
): ImportColumns {
  const own = ownExportIn(names);
  const taken = new Set<string>();
  const guess = (field: Field): string | null => {
    const kept = remembered?.[field] ?? null;
    const isKept =
      kept !== null && names.includes(kept) && !taken.has(kept) && !(isFedapay && field === 'transactionId');
    const found =
      own !== null ? columnCalled(names, own[ownFields[field]]) : isKept ? kept : likeliest(field);
    if (found !== null) taken.add(found);
    return found;
  };
  const likeliest = (field: Field): string | null => {
    if (field === 'transactionId' && isFedapay) return fedapayNumberIn(names, sampleOf);
    let best: { readonly name: string; readonly rank: number } | null = null;
    for (const name of names) {
      const rank = taken.has(name) ? null : rankOf(plainWords(name), field);
      if (rank === null || (field === 'account' && rank >= 2 && !holdsPhones(sampleOf(name)))) continue;
      // Of two similar columns, a date with a time tells more than one without.
      const tie =
        field === 'performedAt' && sampleOf(name).some((value) => /\d\s*[:h]\s*\d\d/.test(value)) ? -0.5 : 0;
      if (best === null || rank + tie < best.rank) best = { name, rank: rank + tie };
    }
    return best?.name ?? null;
  };
  return {
    amountXof: guess('amountXof'),
    transactionId: guess('transactionId'),
    performedAt: guess('performedAt'),
    status: guess('status'),
    account: guess('account'),
    method: guess('method'),
  };
}

/** The number in FedaPay's calls has only digits, and is beside the reference that people see. */
function fedapayNumberIn(
  names: readonly string[],
  sampleOf: (name: string) => readonly string[],
): string | null {
  const called =
    /^(?:id|identifiant|(?:id|identifiant|numero|number|num|no|n)(?: de(?: la)?| du| of)? ?(?:transaction|collecte?|paiement|payment|fedapay)|(?:transaction|collecte?|payment|fedapay) (?:id|number|numero|no))$/;
  const isNumber = (value: string): boolean => /^\d{1,12}(?:[.,]0+)?$/.test(value.replace(/\s/g, ''));
  const fitting = names.filter((name) => called.test(plainWords(name)) && sampleOf(name).some(isNumber));
  return columnCalled(fitting, 'id') ?? fitting[0] ?? columnCalled(names, 'id');
}

/** Row numbers are not phone numbers, nor are names of people. */
function holdsPhones(values: readonly string[]): boolean {
  return values.some(
    (value) => value.replace(/\D/g, '').length >= 8 && /^['=+"\d\s().x*•E,-]+$/i.test(value),
  );
}
