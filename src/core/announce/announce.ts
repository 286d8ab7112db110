import { soundOfStatus, type Announcement, type Sound } from '../../shared/voice/announcement';
import { maskAccount, namesNobody } from '../../shared/payment/mask';
import { formatXof } from '../../shared/payment/money';
import type { Payment, Verification } from '../../shared/payment/payment';
import type { Country, Language } from '../../shared/settings/preferences';
import { longestHelperName } from '../../shared/settings/bounds';
import { utcOffsetMinutes, type SettingsSummary } from '../../shared/settings/settings';
import { announceTexts } from '../../shared/texts/announce-texts';
import { failureReason, paymentTexts, paymentTextsOf } from '../../shared/texts/payment-texts';
import { disputeIn } from '../../shared/payment/verification';
import type { Remark } from '../hints/remarks';
import { printable } from './printable';
import { timeOfDay } from '../../shared/calendar';

const longestMethod = 40;
const longestReason = 80;
const longestAccount = 20;

/** The settings that the words depend on. */
export type WordSettings = Pick<SettingsSummary, 'language' | 'discreetNotifications'>;

/**
 * What to ring and show for a payment just recorded; null where it was announced before. This only chooses the words:
 * the settings for sounds and notifications are checked where those are played and shown.
 */
export function announce(
  { payment, duplicate }: { readonly payment: Payment; readonly duplicate: boolean },
  { language, discreetNotifications }: WordSettings,
  remark: Remark | null = null,
): Announcement | null {
  // A payment put in by a person has not rung yet, so the provider's first call about it rings.
  if (duplicate && (payment.found === undefined || payment.deliveries > 1)) return null;
  const texts = announceTexts[language];
  const { status, mode, amountXof } = payment;
  const amount = amountXof === null ? texts.amountUnknown : formatXof(amountXof, language);
  const back = givenBackWords(payment, amount, language);
  if (back !== null)
    return {
      sound: 'reversal',
      mode,
      paymentId: payment.id,
      spoken: null,
      title: mode === 'sandbox' ? texts.sandbox(back) : back,
      body: texts.givenBack.body,
    };
  const title = discreetNotifications ? texts.discreetTitle[status] : texts.title(status, amount);
  const by = discreetNotifications
    ? texts.discreet
    : texts.by(methodName(payment.method, language), payer(payment.account));
  const failure = discreetNotifications ? null : failureWords(payment, language);
  return {
    sound: soundOfStatus[status],
    title: mode === 'sandbox' ? texts.sandbox(title) : title,
    body: [texts.advice[status], failure, remarkWords(remark, language), by]
      .filter((line) => line !== null)
      .join(' '),
    mode,
    paymentId: payment.id,
    spoken: { kind: 'payment', status, mode, amountXof },
  };
}

/**
 * What to ring and show when the provider's API answered about a payment announced before; null where it needs no ring.
 */
export function announceVerdict(
  payment: Payment,
  before: Verification,
  { language, country, discreetNotifications }: WordSettings & Pick<SettingsSummary, 'country'>,
): Announcement | null {
  const { id, provider, mode, amountXof, claim, verification } = payment;
  if (verification.kind === before.kind) return null;
  const texts = announceTexts.naming([provider])[language];
  const ring = (sound: Sound, what: string, body: string): Announcement => ({
    sound,
    title: titleOf(what),
    body,
    mode,
    paymentId: id,
    spoken: null,
  });
  const titleOf = (what: string): string => {
    const amount = amountXof === null ? texts.amountUnknown : formatXof(amountXof, language);
    const title = discreetNotifications ? what : texts.about(what, amount);
    return mode === 'sandbox' ? texts.sandbox(title) : title;
  };
  if (verification.kind === 'reversed') {
    const { title, handedOver, notHandedOver } = texts.reversed;
    if (claim === null) return ring('reversal', title, notHandedOver);
    const by = discreetNotifications ? '' : printable(claim.by, longestHelperName);
    return ring('reversal', title, handedOver(by, timeIn(claim.at, country)));
  }
  if (verification.kind !== 'disputed') return null;
  const dispute = disputeIn(verification.difference);
  const says =
    dispute === null ? null : paymentTextsOf(payment, language).disputes[dispute.dispute](dispute.says);
  const lines = discreetNotifications ? [texts.advice.check, texts.discreet] : [says, texts.advice.check];
  return ring('alarm', texts.disputed, lines.filter((line) => line !== null).join(' '));
}

/** Null where the call is not about a refund. */
function givenBackWords({ doubts }: Payment, amount: string, language: Language): string | null {
  const { givenBack, about } = announceTexts[language];
  if (doubts.includes('given-back-partly')) return givenBack.partly;
  return doubts.includes('given-back') ? about(givenBack.title, amount) : null;
}

/** Why it failed, as a sentence. The provider's own words are shortened and made printable. */
function failureWords(payment: Payment, language: Language): string | null {
  const reason = failureReason(payment, paymentTextsOf(payment, language));
  const shown = reason === null ? '' : printable(reason, longestReason);
  return shown === '' ? null : `${shown.replace(/[.\s]+$/, '')}.`;
}

function remarkWords(remark: Remark | null, language: Language): string | null {
  if (remark === null) return null;
  const { twin, failedBefore } = announceTexts[language];
  return remark.kind === 'twin' ? twin(remark.minutes) : failedBefore;
}

function timeIn(instant: string, country: Country): string {
  return timeOfDay(instant, utcOffsetMinutes[country]);
}

function methodName(method: string | null, language: Language): string | null {
  if (method === null) return null;
  const { methods } = paymentTexts[language];
  // Own names only: a provider might send "constructor".
  if (Object.hasOwn(methods, method)) return methods[method] ?? null;
  return printable(method, longestMethod) || null;
}

/** Empty where nothing of it may be shown, as for an e-mail. */
function payer(account: string | null): string | null {
  const shown = account === null ? '' : printable(account, longestAccount);
  if (shown === '') return null;
  return namesNobody(shown) ? '' : maskAccount(shown);
}
