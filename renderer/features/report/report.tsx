import { Choice } from '../../parts/choice';
import { DayStepper } from '../../parts/day-stepper';
import { hrefOf } from '../../state/view';
import { daysOf, moved, type Span } from '../../state/span';
import { useShop, useWindow } from '../../state/window-context';
import { Day } from '../day/day';
import { Month } from './month';
import { PrintButton } from './print-button';
import './report.css';

interface ReportProps {
  /** A day, or a month; undefined: today. */
  readonly days: string | undefined;
}

/** A day with its closing, or a month. */
export function Report({ days }: ReportProps) {
  const { navigation } = useWindow();
  const { state, texts, when } = useShop();
  const words = texts.report;
  const today = state.today.day;
  const span: Span = days?.length === 'YYYY-MM'.length ? 'month' : 'day';
  const asked = span === 'month' ? `${days}-01` : (days ?? today);
  const { from, to } = daysOf(span, asked > today ? today : asked, today);
  const go = (wanted: Span, day: string): void =>
    navigation.go({ name: 'report', days: wanted === 'month' ? day.slice(0, 7) : day });
  const steps =
    span === 'day'
      ? { before: texts.day.previous, day: texts.day.day, after: texts.day.next }
      : { before: words.before, day: words.day, after: words.after };
  const name = span === 'day' ? when.dayName(from) : when.monthName(from);
  return (
    <div class="report">
      <div class="report-head">
        <h1>{words.title}</h1>
        <Choice
          title={words.span.legend}
          titleHidden
          options={(['day', 'month'] as const).map((value) => ({ value, label: words.span[value] }))}
          value={span}
          onChange={(chosen) => go(chosen, to)}
        />
        <DayStepper
          words={steps}
          day={from}
          latest={today}
          isLatest={to >= today}
          onDay={(day) => go(span, day)}
          onBefore={() => go(span, moved(span, from, -1))}
          onAfter={() => go(span, moved(span, from, 1))}
        />
        <PrintButton day={span === 'day' ? from : null} />
        <a class="button" href={hrefOf({ name: 'export' })}>
          {texts.export.window.title}
        </a>
      </div>
      <div class="report-about">
        <h2 class="about-days">{words.printedFor(state.settings.shopName, name)}</h2>
        <a href={hrefOf({ name: 'shops' })}>{texts.shops.title}</a>
      </div>
      {span === 'day' ? <Day day={from} /> : <Month from={from} to={to} />}
    </div>
  );
}
