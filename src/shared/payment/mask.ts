const dots = '••••';
const cut = '…';

/**
 * A payer's number with all but its last two digits hidden: enough for "does it end in 42?", too little to call. An
 * e-mail is hidden whole: its last letters would only be the country's.
 */
export function maskAccount(account: string | null): string | null {
  if (account === null) return null;
  const characters = Array.from(account);
  if (characters.length <= 4) return '•'.repeat(characters.length);
  const end = characters.slice(-2).join('');
  return /^\p{Nd}{2}$/u.test(end) ? `${dots} ${end}` : dots;
}

/** The last four digits, which tell two customers apart. A number of four digits or fewer is hidden whole. */
export function lastFour(account: string | null): string | null {
  if (account === null || isMasked(account)) return account;
  const written = account.replace(/[\s.()-]/g, '');
  const digits = /\p{Nd}{1,4}$/u.exec(written)?.[0] ?? '';
  return digits === '' || digits === written ? dots : `${dots} ${digits}`;
}

/** Whether a mask shows nothing that tells two payers apart, as for an e-mail. */
export function namesNobody(account: string | null): boolean {
  return lastFour(account) === dots;
}

export function isMasked(account: string): boolean {
  return account.startsWith(dots);
}

/** The digits that a mask leaves at the end of a number. */
export function visibleDigits(masked: string): string {
  return plainDigits(masked);
}

/** The end of a text, enough to tell it from others. No more of it may be shown. */
export function shortened(words: string): string {
  const characters = Array.from(words);
  const isShort = words.startsWith(cut) && characters.length <= 5;
  return isShort ? words : `${cut}${characters.slice(-4).join('')}`;
}

/** Whether a shortened text may be the typed one: both end alike. */
export function endsLikeShortened(shown: string, typed: string): boolean {
  return shown.length > cut.length && shown.startsWith(cut) && typed.endsWith(shown.slice(cut.length));
}

/** A run of so many digits in a text may be a telephone number. */
const phoneDigits = 8;
/** A run of so many digits of the payer's number reveals what the mask hides. */
const tellingDigits = 5;
const digitRuns = /\p{Nd}(?:[\s.()-]?\p{Nd})+/gu;

/** A text from outside, without telephone numbers and without pieces of the payer's number. */
export function withoutNumbers(text: string, account: string | null): string {
  return withoutRuns(text, account, phoneDigits);
}

/** Another name or number, with pieces of the payer's number removed. */
export function withoutPayersNumber(text: string, account: string | null): string {
  return withoutRuns(text, account, Infinity);
}

function withoutRuns(text: string, account: string | null, longest: number): string {
  const payer = plainDigits(account ?? '');
  return text.replace(digitRuns, (run) => {
    const digits = plainDigits(run);
    const isTelling = digits.length >= longest || sharesDigits(digits, payer);
    return isTelling ? `${dots} ${Array.from(digits).slice(-4).join('')}` : run;
  });
}

function sharesDigits(digits: string, payer: string): boolean {
  const [short, long] = digits.length < payer.length ? [digits, payer] : [payer, digits];
  for (let at = 0; at + tellingDigits <= short.length; at += 1)
    if (long.includes(short.slice(at, at + tellingDigits))) return true;
  return false;
}

function plainDigits(text: string): string {
  return text.replace(/\P{Nd}/gu, '');
}
