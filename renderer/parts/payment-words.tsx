import { lastFour } from '../../src/shared/payment/mask';
import { formatXof } from '../../src/shared/payment/money';
import type { Payment } from '../../src/shared/payment/payment';
import { outcomeOf } from '../../src/shared/payment/totals';
import { descriptionOf, mainProvider } from '../../src/shared/providers/providers';
import type { Language } from '../../src/shared/settings/preferences';
import { failureReason, methodName, paymentTextsOf } from '../../src/shared/texts/payment-texts';
import { paymentsTextsOf } from '../../src/shared/texts/payments-texts';
import type { Texts } from '../../src/shared/texts/texts';

/** The same texts, in the name of the provider of this payment. */
export function textsOf(payment: Pick<Payment, 'provider'>, texts: Texts, language: Language): Texts {
  return {
    ...texts,
    payment: paymentTextsOf(payment, language),
    payments: paymentsTextsOf(payment, language),
  };
}

export function amountWords(payment: Payment, language: Language, texts: Texts): string {
  return payment.amountXof === null
    ? (payment.amountAsGiven ?? texts.payment.amountUnknown)
    : formatXof(payment.amountXof, language);
}

export function methodWords(method: string | null, texts: Texts): string {
  return method === null ? texts.payment.methodUnknown : methodName(method, texts.payment);
}

/** Why it failed, where the provider says so. */
export function Failure({ payment, texts }: { readonly payment: Payment; readonly texts: Texts }) {
  const reason = failureReason(payment, texts.payment);
  return reason === null ? null : <strong class="failure">{reason}</strong>;
}

/** At most the last four digits, as the core sends them; a screen reader reads the digits, not a row of dots. */
export function Payer({ account, texts }: { readonly account: string | null; readonly texts: Texts }) {
  const masked = lastFour(account);
  if (masked === null) return <span class="payer">{texts.payment.payerUnknown}</span>;
  const digits = masked.replace(/\P{Nd}/gu, '');
  return (
    <span class="payer">
      <span aria-hidden="true">{masked}</span>
      <span class="visually-hidden">
        {digits === '' ? texts.payment.payerHidden : texts.payment.payerEndsWith(digits)}
      </span>
    </span>
  );
}

/** The provider and how strongly it proves its calls, where it is not the main provider. */
export function ProviderBadge({ provider, texts }: { readonly provider: string; readonly texts: Texts }) {
  if (provider === mainProvider) return null;
  const description = descriptionOf(provider);
  const { strength } = texts.payment;
  return (
    <span class="badge">
      {description === null ? provider : `${description.label}, ${strength[description.strength]}`}
    </span>
  );
}

/** Marks: added by a person, or possibly paid twice. */
export function OddBadges({ payment, texts }: { readonly payment: Payment; readonly texts: Texts }) {
  return (
    <>
      {payment.found !== undefined && <span class="badge">{texts.payment.foundBadge}</span>}
      {payment.givenBack !== undefined && (
        <span class="badge">{texts.payment.givenBack[payment.givenBack.how]}</span>
      )}
      {/* Two customers may have gone with the same goods: said for as long as it is so. */}
      {payment.alsoClaimed !== undefined && <span class="badge">{texts.claim.claimedTwice}</span>}
      {payment.twinOf !== undefined && <span class="badge">{texts.payment.twin}</span>}
    </>
  );
}

export function TestBadge({ texts }: { readonly texts: Texts }) {
  return (
    <span class="badge badge-test" title={texts.payment.testHint}>
      {texts.payment.test}
    </span>
  );
}

/** A payment's outcome, its method and its payer: three cells of a table of payments, in the order of the exports. */
export function PaymentCells({ payment, texts }: { readonly payment: Payment; readonly texts: Texts }) {
  return (
    <>
      <td>{texts.export.outcome[outcomeOf(payment)]}</td>
      <td>{methodWords(payment.method, texts)}</td>
      <td>
        <Payer account={payment.account} texts={texts} />
      </td>
    </>
  );
}
