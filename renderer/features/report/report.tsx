import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatXof } from '../../../src/shared/payment/money';
import type { Day } from '../../../src/shared/payment/payment';
import { utcOffsetMinutes } from '../../../src/shared/settings/settings';
import { msWithin } from '../../../src/shared/silence/within-days';
import { totalsOf, type Report as ReportOfDays } from '../../../src/shared/payment/report';
import { Choice } from '../../parts/choice';
import { DayStepper } from '../../parts/day-stepper';
import { MissingNote } from '../../parts/missing-note';
import { hrefOf } from '../../state/view';
import { useShop, useWindow } from '../../state/window-context';
import { Bars } from './bars';
import { ReportTables } from './report-tables';
import { daysOf, moved, type Span } from '../../state/span';
import './report.css';

/** A day or a month at a glance: how much, when, by which means, and what failed or may be missing. */
export function Report() {
  const { store } = useWindow();
  const { bridge, state, texts, when } = useShop();
  const words = texts.report;
  const span = useSignal<Span>('day');
  const day = useSignal<Day>(state.today.day);
  const report = useSignal<ReportOfDays | null>(null);
  const problem = useSignal<string | null>(null);
  const { from, to } = daysOf(span.value, day.value, state.today.day);
  const reloads = store.reloads.value;
  // What came today changes today's report.
  const today = to === state.today.day ? state.today : null;

  useEffect(() => {
    let wanted = true;
    void bridge.invoke('getReport', { from, to }).then((reply) => {
      if (!wanted) return;
      problem.value = reply.ok ? null : reply.message;
      report.value = reply.ok ? reply.value : null;
    });
    return () => {
      wanted = false;
    };
  }, [bridge, from, to, reloads, today, report, problem]);

  const name = span.value === 'day' ? when.dayName(from) : when.monthName(from);
  const isLatest = to >= state.today.day;
  return (
    <div class="report">
      <div class="report-head">
        <h1>{words.title}</h1>
        <Choice
          title={words.span.legend}
          titleHidden
          options={(['day', 'month'] as const).map((value) => ({ value, label: words.span[value] }))}
          value={span.value}
          onChange={(value) => (span.value = value)}
        />
        <DayStepper
          words={words}
          day={day.value}
          latest={state.today.day}
          isLatest={isLatest}
          onDay={(chosen) => (day.value = chosen)}
          onBefore={() => (day.value = moved(span.value, from, -1))}
          onAfter={() => (day.value = moved(span.value, from, 1))}
        />
        <button type="button" class="button" onClick={() => window.print()}>
          {words.print}
        </button>
      </div>
      <nav class="report-links" aria-label={words.more}>
        <a class="button" href={hrefOf({ name: 'day', day: day.value })}>
          {texts.day.close.title}
        </a>
        <a class="button" href={hrefOf({ name: 'export' })}>
          {texts.export.window.title}
        </a>
      </nav>
      <h2 class="about-days">{words.printedFor(state.settings.shopName, name)}</h2>
      <p class="problem" role="alert">
        {problem.value ?? ''}
      </p>
      {report.value === null
        ? problem.value === null && <p class="soft">{words.loading}</p>
        : report.value.days[0]?.day === from && <Known report={report.value} span={span.value} />}
    </div>
  );
}

function Known({ report, span }: { readonly report: ReportOfDays; readonly span: Span }) {
  const { now } = useWindow();
  const { state, texts, when } = useShop();
  const words = texts.report;
  const totals = totalsOf(report.days);
  const days = {
    from: report.days[0]?.day ?? state.today.day,
    to: report.days.at(-1)?.day ?? state.today.day,
  };
  const lookedAt = { ...days, utcOffsetMinutes: utcOffsetMinutes[state.settings.country], now: now.value };
  const deafMs = report.deafPeriods.reduce((sum, period) => sum + msWithin(period, lookedAt), 0);
  return (
    <>
      <section class="card report-totals">
        <p class="great-total">{formatXof(totals.totalXof, state.settings.language)}</p>
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
      {totals.count === 0 ? (
        <p class="soft">{words.nothing}</p>
      ) : (
        <>
          {span === 'month' && (
            <section class="card">
              <h3 class="card-title">{words.perDay}</h3>
              <Bars
                title={words.perDay}
                labelEvery={5}
                best={words.bestDay}
                bars={report.days.map(({ day, totalXof }) => ({
                  short: `${Number(day.slice(8))}`,
                  name: when.dayName(day),
                  amountXof: totalXof,
                }))}
              />
            </section>
          )}
          <section class="card">
            <h3 class="card-title">{words.perHour}</h3>
            <Bars
              title={words.perHour}
              labelEvery={4}
              best={words.bestHour}
              bars={report.hours.map(({ totalXof }, hour) => ({
                short: words.hourOf(hour),
                name: words.hourOf(hour),
                amountXof: totalXof,
              }))}
            />
          </section>
          <ReportTables report={report} span={span} />
        </>
      )}
    </>
  );
}
