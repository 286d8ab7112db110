import { formatXof } from '../../../src/shared/payment/money';
import type { Day, DaySummary } from '../../../src/shared/payment/payment';
import { totalsOf, type Report, type Taking } from '../../../src/shared/payment/report';
import { utcOffsetMinutes } from '../../../src/shared/settings/settings';
import { msWithin } from '../../../src/shared/silence/within-days';
import { Figures } from '../../parts/figures';
import { MissingNote } from '../../parts/missing-note';
import { methodWords } from '../../parts/payment-words';
import { hrefOf } from '../../state/view';
import { useUnfoldedOnPaper } from '../../state/use-unfolded-on-paper';
import { useShop, useWindow } from '../../state/window-context';
import { Bars } from './bars';
import { Hours } from './hours';
import { useReport } from './use-report';

/** A month so far: how much, when, by which method, and what failed or may be missing. */
export function Month({ from, to }: { readonly from: Day; readonly to: Day }) {
  const { now } = useWindow();
  const { state, texts } = useShop();
  const { report, problem } = useReport({ from, to });
  const words = texts.report;
  const { language, country } = state.settings;
  if (report === null)
    return problem === null ? (
      <p class="soft" role="status">
        {words.loading}
      </p>
    ) : (
      <p class="problem" role="alert">
        {problem}
      </p>
    );
  const totals = totalsOf(report.days);
  const lookedAt = { from, to, utcOffsetMinutes: utcOffsetMinutes[country], now: now.value };
  const deafMs = report.deafPeriods.reduce((sum, period) => sum + msWithin(period, lookedAt), 0);
  return (
    <>
      <section class="card report-totals">
        <p class="great-total">{formatXof(totals.totalXof, language)}</p>
        <ul>
          <li>
            <strong>{words.received(totals.count)}</strong>
          </li>
          <li>
            {totals.failedCount === 0
              ? words.noneFailed
              : words.failed(totals.failedCount, totals.failedPercent ?? 0)}
          </li>
          {totals.checkCount > 0 && <li>{words.check(totals.checkCount)}</li>}
        </ul>
      </section>
      <MissingNote missing={report.missing} />
      {report.deafPeriods.length > 0 && (
        <p class="today-deaf">
          {words.deaf(report.deafPeriods.length, words.lasted(Math.round(deafMs / 60_000)))}
        </p>
      )}
      <Days days={report.days} />
      {totals.count === 0 ? (
        <p class="soft">{words.nothing}</p>
      ) : (
        <>
          <Hours hours={report.hours} />
          <section class="card">
            <h3 class="card-title">{words.perMethod}</h3>
            <Figures caption={words.perMethod} heads={[words.method, words.payments, words.total]}>
              {report.methods.map(({ method, count, totalXof }) => (
                <tr key={method}>
                  <th scope="row">{methodWords(method, texts)}</th>
                  <td>{count}</td>
                  <td>{formatXof(totalXof, language)}</td>
                </tr>
              ))}
            </Figures>
          </section>
          <Helpers report={report} />
        </>
      )}
    </>
  );
}

/** What each helper handed over; with the rest this is everything received. */
function Helpers({ report: { helpers, notHandedOver } }: { readonly report: Report }) {
  const { state, texts } = useShop();
  const words = texts.day.money;
  if (helpers.length === 0) return null;
  const row = (name: string, { count, totalXof }: Taking) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>{count}</td>
      <td>{formatXof(totalXof, state.settings.language)}</td>
    </tr>
  );
  return (
    <section class="card">
      <h3 class="card-title">{words.byHelper}</h3>
      <Figures caption={words.byHelper} heads={[words.helper, texts.report.payments, texts.report.total]}>
        {helpers.map(({ by, ...taking }) => row(by === '' ? words.nobody : by, taking))}
        {notHandedOver.count > 0 && row(words.notHandedOver, notHandedOver)}
      </Figures>
    </section>
  );
}

/** Each line links to its day. */
function Days({ days }: { readonly days: readonly DaySummary[] }) {
  const { state, texts, when } = useShop();
  const words = texts.report;
  const figures = useUnfoldedOnPaper();
  const some = days.filter(
    ({ successCount, failedCount, checkCount }) => successCount + failedCount + checkCount > 0,
  );
  if (some.length === 0) return null;
  return (
    <section class="card">
      <h3 class="card-title">{words.perDay}</h3>
      <Bars
        title={words.perDay}
        labelEvery={5}
        best={words.bestDay}
        bars={days.map(({ day, totalXof }) => ({
          short: `${Number(day.slice(8))}`,
          name: when.dayName(day),
          amountXof: totalXof,
        }))}
      />
      <details ref={figures} class="report-figures">
        <summary>{words.asTable}</summary>
        <Figures caption={words.perDay} heads={[words.day, words.payments, words.failedOnes, words.total]}>
          {some.map(({ day, successCount, failedCount, totalXof }) => (
            <tr key={day}>
              <th scope="row">
                <a href={hrefOf({ name: 'report', days: day })}>{when.dayName(day)}</a>
              </th>
              <td>{successCount}</td>
              <td>{failedCount}</td>
              <td>{formatXof(totalXof, state.settings.language)}</td>
            </tr>
          ))}
        </Figures>
      </details>
    </section>
  );
}
