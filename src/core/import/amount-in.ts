import { isShortened } from './plain';

export type AmountIn =
  | { readonly kind: 'francs'; readonly amountXof: number }
  | { readonly kind: 'negative' }
  | { readonly kind: 'other-currency' }
  | { readonly kind: 'none'; readonly reason: AmountProblem };

export type AmountProblem =
  | 'amount-missing'
  | 'amount-shortened'
  | 'amount-not-whole'
  | 'amount-unclear'
  | 'amount-zero'
  | 'amount-too-large';

const francs = /f\s*\.?\s*cfa|cfa|xof|francs?|\bfr\b|(?<![a-z])f(?=[\s.]*$)/gi;
const mostDigits = 9;

/**
 * Whole francs in a cell: "25 350", "25,350.00", "25350 XOF". Groups are of three digits, with one sign all along, after
 * one to three; zeros behind a point or comma are cents of nothing, any other decimals are refused.
 */
export function amountIn(cell: string): AmountIn {
  const text = cell
    .normalize('NFKC')
    .replace(/[\u2212\u2012-\u2015]/g, '-')
    .trim();
  if (text === '' || /^[-–—]$/.test(text)) return none('amount-missing');
  if (isShortened(text)) return none('amount-shortened');
  const bare = text
    .replace(francs, '')
    .replace(/[\s.]+$/, '')
    .trim();
  if (isOtherCurrency(bare)) return { kind: 'other-currency' };
  const signed = /^(?<minus>-|\()?\s*\+?\s*(?<number>\d[\d\s.,'’_]*?)\s*(?<after>-|\))?$/.exec(bare)?.groups;
  if (signed?.number === undefined) return none('amount-unclear');
  const number = wholeIn(signed.number.replace(/\s/g, ' '));
  if (typeof number === 'string') return none(number);
  if (number === 0) return none('amount-zero');
  return signed.minus !== undefined || signed.after !== undefined
    ? { kind: 'negative' }
    : { kind: 'francs', amountXof: number };
}

function wholeIn(number: string): number | AmountProblem {
  const plain = /^(?<whole>\d+)(?:[.,](?<decimals>\d+))?$/.exec(number)?.groups;
  if (plain?.whole !== undefined) {
    const { whole, decimals = '' } = plain;
    const isGroup = decimals.length === 3 && whole.length <= 3;
    if (isGroup) return whole.startsWith('0') ? 'amount-unclear' : digitsIn(`${whole}${decimals}`);
    return /^0*$/.test(decimals) ? digitsIn(whole) : 'amount-not-whole';
  }
  const grouped =
    /^(?<first>[1-9]\d{0,2})(?<rest>(?<sign>[ .,'’_])\d{3}(?:\k<sign>\d{3})*)(?:(?!\k<sign>)[.,](?<decimals>\d{1,2}))?$/.exec(
      number,
    )?.groups;
  if (grouped?.first === undefined || grouped.rest === undefined) return 'amount-unclear';
  if (!/^0*$/.test(grouped.decimals ?? '')) return 'amount-not-whole';
  return digitsIn(`${grouped.first}${grouped.rest.replace(/\D/g, '')}`);
}

function digitsIn(digits: string): number | AmountProblem {
  const whole = digits.replace(/^0+(?=\d)/, '');
  return whole.length > mostDigits ? 'amount-too-large' : Number(whole);
}

/** The app counts francs of the XOF only: those of central Africa are another money, of the same name. */
export function isOtherCurrency(text: string): boolean {
  if (/[€$£¥₦₵]/.test(text)) return true;
  const named =
    /\b(?:gnf|eur|euros?|usd|dollars?|gbp|ngn|naira|ghs|cedis?|xaf|cdf|mad|kes|zar|cad|chf|gmd|cny|slee?|lrd|mru|ugx|rwf)\b/i;
  return named.test(text.replace(/\d/g, ' '));
}

function none(reason: AmountProblem): AmountIn {
  return { kind: 'none', reason };
}
