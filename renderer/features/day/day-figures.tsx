import { formatXof } from '../../../src/shared/payment/money';
import type { Sum, Totals } from '../../../src/shared/payment/totals';
import { Figures } from '../../parts/figures';
import { methodWords } from '../../parts/payment-words';
import { useShop } from '../../state/window-context';

/** The day's money: what came in, by what means, into whose hands, and what is not in it. */
export function DayFigures({ totals }: { readonly totals: Totals }) {
  const { state, texts } = useShop();
  const words = texts.day.money;
  const money = ({ amountXof }: Pick<Sum, 'amountXof'>): string =>
    formatXof(amountXof, state.settings.language);
  const heads = (first: string): readonly string[] => [first, texts.report.payments, texts.report.total];
  const row = (name: string, sum: Sum) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>{sum.count}</td>
      <td>{money(sum)}</td>
    </tr>
  );
  const others = (
    [
      [words.reversed, totals.reversed],
      [words.failed, totals.failed],
      [words.check, totals.check],
      [words.disputed, totals.disputed],
    ] as const
  ).filter(([, { count }]) => count > 0);
  return (
    <>
      <section class="card day-received" aria-label={words.received}>
        <p class="card-title">{words.received}</p>
        <p class="great-total">{money(totals.received)}</p>
        <p>
          <strong>{words.payments(totals.received.count)}</strong>
          {totals.feesXof > 0 && (
            <span class="soft"> {words.fees(money({ amountXof: totals.feesXof }))}</span>
          )}
        </p>
      </section>
      {totals.byMethod.length > 0 && (
        <section class="card">
          <h3 class="card-title">{words.byMethod}</h3>
          <Figures caption={words.byMethod} heads={heads(texts.report.method)}>
            {totals.byMethod.map(({ method, ...sum }) => row(methodWords(method, texts), sum))}
          </Figures>
        </section>
      )}
      {(totals.byHelper.length > 0 || totals.notHandedOver.count > 0) && (
        <section class="card">
          <h3 class="card-title">{words.byHelper}</h3>
          <Figures caption={words.byHelper} heads={heads(words.helper)}>
            {totals.byHelper.map(({ by, ...sum }) => row(by === '' ? words.nobody : by, sum))}
            {totals.notHandedOver.count > 0 && row(words.notHandedOver, totals.notHandedOver)}
          </Figures>
        </section>
      )}
      {(others.length > 0 || totals.tests > 0) && (
        <section class="card">
          <h3 class="card-title">{words.notCounted}</h3>
          <Figures caption={words.notCounted} heads={heads(words.outcome)}>
            {others.map(([name, sum]) => row(name, sum))}
            {totals.tests > 0 && (
              <tr>
                <th scope="row">{words.tests}</th>
                <td>{totals.tests}</td>
                <td />
              </tr>
            )}
          </Figures>
        </section>
      )}
      {totals.doubts.length > 0 && (
        <section class="card">
          <h3 class="card-title">{words.doubts}</h3>
          <ul class="day-list">
            {totals.doubts.map(({ doubt, count }) => (
              <li key={doubt}>
                <strong>{words.payments(count)}</strong> : {texts.payment.doubts[doubt]}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
