import { isOtherCurrency } from './currency';
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

const francs =
  /\(\s*(?:xof|f ?cfa)\s*\)|f[\s.]*c\.?\s?f\.?\s?a\.?|cfa|xof|francs?|\bfrs?\b|^f(?=\s*-?\s*\d)|(?<![a-z])f(?=[\s.]*$)/gi;
const mostDigits = 9;

/**
 * Whole francs in a cell: "25 350", "25,350.00", "25350 XOF". Groups have three digits and the same separator, after one
 * to three digits. Zeros after a point or comma are no cents; other decimals are refused. Where the column uses three
 * decimals, "300,000" may be 300 or 300,000.
 */
export function amountIn(cell: string, hasThreeDecimals: boolean): AmountIn {
  const text = cell
    .normalize('NFKC')
    .replace(/[\u2212\u2012-\u2015]/g, '-')
    .trim();
  if (text === '' || /^[-–—]$/.test(text)) return none('amount-missing');
  if (isShortened(text)) return none('amount-shortened');
  const bare = text
    .replace(francs, '')
    .replace(/[\s.]+$|\s*[,/]\s*-$/, '')
    .trim();
  if (isOtherCurrency(bare)) return { kind: 'other-currency' };
  const signed = /^(?<minus>-|\()?\s*\+?\s*(?<number>\d[\d\s.,'’_]*?)\s*(?<after>-|\))?$/.exec(bare)?.groups;
  if (signed?.number === undefined) return none('amount-unclear');
  const number = wholeIn(signed.number.replace(/\s/g, ' '), hasThreeDecimals);
  if (typeof number === 'string') return none(number);
  if (number === 0) return none('amount-zero');
  return signed.minus !== undefined || signed.after !== undefined
    ? { kind: 'negative' }
    : { kind: 'francs', amountXof: number };
}

function wholeIn(number: string, hasThreeDecimals: boolean): number | AmountProblem {
  const plain = /^(?<whole>\d+)(?:[.,](?<decimals>\d+))?$/.exec(number)?.groups;
  if (plain?.whole !== undefined) {
    const { whole, decimals = '' } = plain;
    const isGroup = decimals.length === 3 && whole.length <= 3;
    if (isGroup)
      return whole.startsWith('0') || hasThreeDecimals ? 'amount-unclear' : digitsIn(`${whole}${decimals}`);
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

/** Whether a column writes francs with three decimals: "1500,000" can mean nothing else. */
export function threeDecimalsIn(cells: Iterable<string>): boolean {
  for (const cell of cells) if (/(?<![\d.,\s])\d{4,}[.,]\d{3}(?!\d)/.test(cell)) return true;
  return false;
}

function digitsIn(digits: string): number | AmountProblem {
  const whole = digits.replace(/^0+(?=\d)/, '');
  return whole.length > mostDigits ? 'amount-too-large' : Number(whole);
}

function none(reason: AmountProblem): AmountIn {
  return { kind: 'none', reason };
}
