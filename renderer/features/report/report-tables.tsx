import { useEffect, useRef } from 'preact/hooks';
import { formatXof } from '../../../src/shared/payment/money';
import type { Report } from '../../../src/shared/payment/report';
import { Figures } from '../../parts/figures';
import { methodWords } from '../../parts/payment-words';
import { useShop } from '../../state/window-context';
import type { Span } from '../../state/span';

/** The same in figures: by method for everybody, by day and hour for those who want or need a table, and on paper. */
export function ReportTables({ report, span }: { readonly report: Report; readonly span: Span }) {
  const { state, texts, when } = useShop();
  const words = texts.report;
  const figures = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const unfold = (): void => figures.current?.setAttribute('open', '');
    window.addEventListener('beforeprint', unfold);
    return () => window.removeEventListener('beforeprint', unfold);
  }, []);
  const money = (amountXof: number): string => formatXof(amountXof, state.settings.language);
  return (
    <>
      <section class="card">
        <h3 class="card-title">{words.perMethod}</h3>
        <Figures caption={words.perMethod} heads={[words.method, words.payments, words.total]}>
          {report.methods.map(({ method, count, totalXof }) => (
            <tr key={method}>
              <th scope="row">{methodWords(method, texts)}</th>
              <td>{count}</td>
              <td>{money(totalXof)}</td>
            </tr>
          ))}
        </Figures>
      </section>
      <details ref={figures} class="card report-figures">
        <summary class="card-title">{words.asTable}</summary>
        {span === 'month' && (
          <Figures caption={words.perDay} heads={[words.day, words.payments, words.failedOnes, words.total]}>
            {report.days
              .filter(({ successCount, failedCount }) => successCount + failedCount > 0)
              .map(({ day, successCount, failedCount, totalXof }) => (
                <tr key={day}>
                  <th scope="row">{when.dayName(day)}</th>
                  <td>{successCount}</td>
                  <td>{failedCount}</td>
                  <td>{money(totalXof)}</td>
                </tr>
              ))}
          </Figures>
        )}
        <Figures caption={words.perHour} heads={[words.hour, words.payments, words.total]}>
          {report.hours.map(
            ({ count, totalXof }, hour) =>
              count > 0 && (
                <tr key={words.hourOf(hour)}>
                  <th scope="row">{words.hourOf(hour)}</th>
                  <td>{count}</td>
                  <td>{money(totalXof)}</td>
                </tr>
              ),
          )}
        </Figures>
      </details>
    </>
  );
}
