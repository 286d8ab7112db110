import type { Doubt } from '../payment/payment';

/** The amount of a call: whole francs, or null with the reason. */
export interface ReadAmount {
  readonly amountXof: number | null;
  /** The amount with its currency, where it is not in francs: shown, never summed. */
  readonly amountAsGiven?: string;
  readonly doubts: readonly Doubt[];
}

/** How providers write the West African franc. */
const francs: ReadonlySet<string> = new Set(['XOF', 'FCFA', 'CFA', 'F CFA']);
const longestCurrency = 12;

interface GivenAmount {
  /** Undefined where the call has none. */
  readonly amount: unknown;
  /** The currency as the call names it; null where it names none, which means francs. */
  readonly currency: unknown;
  /** How many units of `amount` make one of the currency; null where the call does not say. */
  readonly div?: unknown;
  readonly isReceived: boolean;
}

export function readAmount({ amount, currency, div = null, isReceived }: GivenAmount): ReadAmount {
  if (!isFranc(currency) || !(div === null || Number(div) === 1)) {
    const given = givenWords(amount, currency, div);
    return { amountXof: null, ...(given !== null && { amountAsGiven: given }), doubts: ['other-currency'] };
  }
  if (amount === undefined || amount === null)
    return { amountXof: null, doubts: isReceived ? ['amount-missing'] : [] };
  const whole = wholeNumber(amount);
  if (whole !== null) return { amountXof: whole, doubts: whole === 0 && isReceived ? ['amount-zero'] : [] };
  // "1000.00" is clear, but no known call writes francs that way, so it stays in doubt.
  const decimals = typeof amount === 'string' ? /^(\d{1,15})[.,]0{1,2}$/.exec(amount.trim())?.[1] : undefined;
  const asText = decimals === undefined ? null : wholeNumber(Number(decimals));
  return asText === null
    ? { amountXof: null, doubts: ['amount-odd'] }
    : { amountXof: asText, doubts: ['amount-as-text'] };
}

/** Fees with a fraction of a franc are rounded to the nearest franc, and marked. */
export function readFees(fees: unknown): {
  readonly feesXof: number | null;
  readonly doubts: readonly Doubt[];
} {
  if (fees === undefined || fees === null || fees === '') return { feesXof: null, doubts: [] };
  const feesXof = wholeNumber(fees);
  if (feesXof !== null) return { feesXof, doubts: [] };
  const number =
    typeof fees === 'string' && /^\s*\d+[.,]\d+\s*$/.test(fees) ? Number(fees.replace(',', '.')) : fees;
  const isSum = typeof number === 'number' && number >= 0 && number <= Number.MAX_SAFE_INTEGER;
  return { feesXof: isSum ? Math.round(number) : null, doubts: ['fees-odd'] };
}

/** Francs have no cents: a whole number, or the text of one. */
function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number + 0 : null; // -0 + 0 is 0
}

function isFranc(currency: unknown): boolean {
  if (currency === undefined || currency === null || currency === '') return true;
  return typeof currency === 'string' && francs.has(currency.trim().toUpperCase());
}

function givenWords(amount: unknown, currency: unknown, div: unknown): string | null {
  if (typeof amount !== 'number' && typeof amount !== 'string') return null;
  const units = Number(amount);
  const per = div === null ? 1 : Number(div);
  if (!Number.isFinite(units) || !Number.isFinite(per) || per < 1) return null;
  const name = typeof currency === 'string' ? currency.trim().slice(0, longestCurrency) : '';
  return `${units / per} ${name}`.trim();
}
