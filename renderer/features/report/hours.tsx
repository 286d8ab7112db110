import type { Taking } from '../../../src/shared/payment/report';
import { formatXof } from '../../../src/shared/payment/money';
import { Figures } from '../../parts/figures';
import { useUnfoldedOnPaper } from '../../state/use-unfolded-on-paper';
import { useShop } from '../../state/window-context';
import { Bars } from './bars';

/** The hours at which money came in: a chart, and a table for those who need one and for paper. */
export function Hours({ hours }: { readonly hours: readonly Taking[] }) {
  const { state, texts } = useShop();
  const words = texts.report;
  const figures = useUnfoldedOnPaper();
  if (hours.every(({ count }) => count === 0)) return null;
  return (
    <section class="card">
      <h3 class="card-title">{words.perHour}</h3>
      <Bars
        title={words.perHour}
        labelEvery={4}
        best={words.bestHour}
        bars={hours.map(({ totalXof }, hour) => ({
          short: words.hourOf(hour),
          name: words.hourOf(hour),
          amountXof: totalXof,
        }))}
      />
      <details ref={figures} class="report-figures">
        <summary>{words.asTable}</summary>
        <Figures caption={words.perHour} heads={[words.hour, words.payments, words.total]}>
          {hours.map(
            ({ count, totalXof }, hour) =>
              count > 0 && (
                <tr key={words.hourOf(hour)}>
                  <th scope="row">{words.hourOf(hour)}</th>
                  <td>{count}</td>
                  <td>{formatXof(totalXof, state.settings.language)}</td>
                </tr>
              ),
          )}
        </Figures>
      </details>
    </section>
  );
}
