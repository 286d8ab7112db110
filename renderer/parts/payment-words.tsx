import { lastFour } from '../../src/shared/payment/mask';
import { formatXof } from '../../src/shared/payment/money';
import type { Payment } from '../../src/shared/payment/payment';
import { outcomeOf } from '../../src/shared/payment/totals';
import { descriptionOf, mainProvider } from '../../src/shared/providers/providers';
import type { Language } from '../../src/shared/settings/preferences';
import { failureReason, methodName, paymentTextsOf } from '../../src/shared/texts/payment-texts';
import { paymentsTextsOf } from '../../src/shared/texts/payments-texts';
import type { Texts } from '../../src/shared/texts/texts';
import { unbrokenSpaces } from '../../src/shared/texts/unbroken-spaces';

/** The same texts, in the name of the provider of this payment. */
export function textsOf(payment: Pick<Payment, 'provider'>, texts: Texts, language: Language): Texts {
  const [own, ofList] = [paymentTextsOf(payment, language), paymentsTextsOf(payment, language)];
  return { ...texts, payment: unbrokenSpaces(own), payments: unbrokenSpaces(ofList) };
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

/** As much as the core tells of it, and no more than the last four digits; a screen reader says which, not a row of dots. */
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

/** Who announced it and how strongly, where it is not the provider that everything here is about. */
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

/** Put in by a person, or perhaps the second of two. */
export function OddBadges({ payment, texts }: { readonly payment: Payment; readonly texts: Texts }) {
  return (
    <>
      {payment.found !== undefined && <span class="badge">{texts.payment.foundBadge}</span>}
      {payment.givenBack !== undefined && (
        <span class="badge">{texts.payment.givenBack[payment.givenBack.how]}</span>
      )}
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

/** What came of a payment, by what and from whom: three cells of a table of payments, in the order of the exports. */
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
