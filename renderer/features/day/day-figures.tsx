import { formatXof } from '../../../src/shared/payment/money';
import type { DayView } from '../../../src/shared/payment/day-close';
import { sumWords, type Sum, type Totals } from '../../../src/shared/payment/totals';
import { Figures } from '../../parts/figures';
import { methodWords } from '../../parts/payment-words';
import { useShop } from '../../state/window-context';

interface DayFiguresProps {
  readonly totals: Totals;
  readonly beside: DayView['beside'];
}

/** The day's money: what came in, by method, by helper, and what is not included. */
export function DayFigures({ totals, beside }: DayFiguresProps) {
  const { state, texts } = useShop();
  const words = texts.day.money;
  const heads = (first: string): readonly string[] => [first, texts.report.payments, texts.report.total];
  const row = (name: string, sum: Sum) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>{sum.count}</td>
      <td class={(sum.unknownCount ?? 0) > 0 ? 'in-words' : undefined}>
        {sumWords(sum, state.settings.language, words)}
      </td>
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
      <Received totals={totals} beside={beside} />
      {totals.byMethod.length > 0 && (
        <section class="card">
          <h3 class="card-title">{words.byMethod}</h3>
          <Figures caption={words.byMethod} heads={heads(texts.report.method)}>
            {totals.byMethod.map(({ method, ...sum }) => row(methodWords(method, texts), sum))}
          </Figures>
        </section>
      )}
      {hasHandedOver(totals) && (
        <section class="card">
          <h3 class="card-title">{words.byHelper}</h3>
          <Figures caption={words.byHelper} heads={heads(words.helper)}>
            {totals.byHelper.map(({ by, ...sum }) => row(by === '' ? words.nobody : by, sum))}
            {totals.notHandedOver.count > 0 && row(words.notHandedOver, totals.notHandedOver)}
            {totals.handedOverOtherwise && row(words.handedOverOtherwise, totals.handedOverOtherwise)}
            {totals.takenBack !== undefined && (
              <tr>
                <th scope="row">{words.takenBack}</th>
                <td>{totals.takenBack}</td>
                <td />
              </tr>
            )}
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
      <Doubts doubts={totals.doubts} />
    </>
  );
}

function Received({ totals, beside }: DayFiguresProps) {
  const { state, texts } = useShop();
  const words = texts.day.money;
  const { language } = state.settings;
  const besides = [
    [words.dayBefore, beside.dayBefore],
    [words.weekBefore, beside.weekBefore],
  ] as const;
  return (
    <section class="card day-received" aria-label={words.received}>
      <p class="card-title">{words.received}</p>
      <p class="great-total">{sumWords(totals.received, language, words)}</p>
      <p>
        <strong>{words.payments(totals.received.count)}</strong>
        {totals.feesXof > 0 && <span class="soft"> {words.fees(formatXof(totals.feesXof, language))}</span>}
      </p>
      <ul class="day-facts soft">
        {besides.map(([name, { totalXof, successCount }]) => (
          <li key={name}>
            {`${name}${words.colon}${formatXof(totalXof, language)} (${words.payments(successCount)})`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Doubts({ doubts }: Pick<Totals, 'doubts'>) {
  const { texts } = useShop();
  const words = texts.day.money;
  if (doubts.length === 0) return null;
  return (
    <section class="card">
      <h3 class="card-title">{words.doubts}</h3>
      <ul class="day-list">
        {doubts.map(({ doubt, count }) => (
          <li key={doubt}>
            <strong>{words.payments(count)}</strong>
            {words.colon}
            {texts.payment.doubts[doubt]}
          </li>
        ))}
      </ul>
    </section>
  );
}

function hasHandedOver({ byHelper, notHandedOver, handedOverOtherwise, takenBack }: Totals): boolean {
  const isAny = handedOverOtherwise !== undefined || takenBack !== undefined;
  return byHelper.length > 0 || notHandedOver.count > 0 || isAny;
}
