import { plainWords } from './plain';

/** `unknown`: a word that says neither. A person is asked; it never counts as "not received". */
export type StateOf =
  | { readonly kind: 'received' | 'not-received' | 'pending' | 'given-back' }
  | { readonly kind: 'unknown'; readonly reason: 'state-unknown' | 'state-missing' | 'partly-refunded' };

/** The owner's choice for a word that the app does not know. */
export type WordChoice = 'received' | 'not-received';
export type WordChoices = Readonly<Record<string, WordChoice>>;

const received =
  /^(?:success|successful|successfull|successfully|succeeded|succes|reussie?s?|reussites?|approved|approuvee?s?|accepted|acceptee?s?|completed?|complete?e?s?|terminee?s?|finalisee?s?|effectuee?s?|executee?s?|validee?s?|validated|valid|paid|payed|payee?s?|encaissee?s?|transferred|transferee?s?|ok|confirmed|confirmee?s?|done|settled|recue?s?|received|captured|credited|creditee?s?|regle?e?s?|aboutie?s?|collected|collectee?s?|delivered|acquittee?s?|percue?s?|cleared)$/;
const notReceived =
  /^(?:failed|failure|fail|echecs?|echouee?s?|echoues?|declined|declinee?s?|cancell?ed|cancel|canceled|annulee?s?|annulations?|refusee?s?|refus|rejected|rejetee?s?|denied|expired|expiree?s?|abandoned|abandonnee?s?|error|erreur|unpaid|impayee?s?|unsuccessful|unsuccessfull|incomplete?s?|incompletes|rejets?|insuccess|timeout|voided|void|deleted|supprimee?s?|blocked|bloquee?s?|insufficient funds?|insufficient|insuffisante?|solde insuffisant|invalid|invalide|invalid transaction|transaction not found|fraud|aborted|interrompue?s?|ko)$/;
const givenBack =
  /^(?:refunded|refund|remboursee?s?|remboursement|reverted|reversed|reversal|chargeback|charged back|retournee?s?|returned|restituee?s?|rendue?s?|extournee?s?|contre passee?s?)$/;
const pending =
  /^(?:pending|attente|en attente|en cours|cours|initiated|initiee?s?|initialisee?s?|processing|in progress|created|creee?s?|started|waiting|open|opened|ongoing|queued|on hold|scheduled|programmee?s?|attendue?s?|en traitement|traitement)$/;
const negation = /\b(?:non|pas|not|no|jamais|never|un|aucune?|ne|n)\b/;
/** Words that carry no state and are left out, such as "payment" or "a été". */
const filling =
  /\b(?:transactions?|paiements?|payments?|status|statut|etat|operations?|collecte?s?|le|la|l|a|ete|is|was|has|been|avec|par|by|entierement|fully|tres|bien)\b/g;
/** Words about disputed money or payouts: their row is asked about. */
const contested = /\b(?:dispute\w*|litiges?|contest\w*|reversements?|versements?|payouts?)\b/;
const wasGivenBack = /\b(?:refunded|remboursee?s?|reverted|reversed)\b/;
const yes = /^(?:true|1|oui|yes|vrai)$/;
const no = /^(?:false|0|non|no|faux)$/;

export function stateIn(cell: string, isFlag: boolean, choices: WordChoices): StateOf {
  const word = plainWords(cell);
  // Signs alone ("✓", "✗") count as words too.
  if (word === '') return unknown(cell.trim() === '' ? 'state-missing' : 'state-unknown');
  const choice = choiceOf(cell, choices);
  if (choice !== null) return { kind: choice };
  if (isFlag && yes.test(word)) return { kind: 'received' };
  if (isFlag && no.test(word)) return { kind: 'not-received' };
  if (/\bparti\w*\b/.test(word) && /\b(?:refund\w*|rembourse\w*|reverse\w*)\b/.test(word))
    return unknown('partly-refunded');
  const essence = word.replace(filling, ' ').replace(/\s+/g, ' ').trim();
  const plain = kindOf(word) ?? kindOf(essence);
  if (plain !== null) return { kind: plain };
  if (negation.test(essence)) {
    const rest = kindOf(essence.replace(new RegExp(negation, 'g'), ' ').replace(/\s+/g, ' ').trim());
    return rest === 'received' ? { kind: 'not-received' } : unknown('state-unknown');
  }
  return inSeveralWords(essence);
}

/**
 * "Failed - insufficient funds", "Annulé par le client": further words only give the reason for a failure. For a success,
 * every word must say so.
 */
function inSeveralWords(essence: string): StateOf {
  const kinds = essence
    .replace(/\ben (?=cours|attente)/g, '')
    .split(' ')
    .map(kindOf);
  const said = kinds.filter((kind) => kind !== null);
  const [first] = said;
  if (first === undefined || said.some((kind) => kind !== first) || contested.test(essence))
    return unknown('state-unknown');
  const isSure =
    said.length === kinds.length ||
    (first === 'given-back' ? wasGivenBack.test(essence) : first !== 'received');
  return isSure ? { kind: first } : unknown('state-unknown');
}

/** Null where the word has no choice. */
export function choiceOf(cell: string, choices: WordChoices): WordChoice | null {
  const word = wordOf(cell);
  return Object.hasOwn(choices, word) ? (choices[word] ?? null) : null;
}

/** The form under which a choice is remembered. */
export function wordOf(cell: string): string {
  return plainWords(cell);
}

type KnownState = Exclude<StateOf['kind'], 'unknown'>;

function kindOf(word: string): KnownState | null {
  if (notReceived.test(word)) return 'not-received';
  if (givenBack.test(word)) return 'given-back';
  if (pending.test(word)) return 'pending';
  return received.test(word) ? 'received' : null;
}

function unknown(reason: Extract<StateOf, { kind: 'unknown' }>['reason']): StateOf {
  return { kind: 'unknown', reason };
}
