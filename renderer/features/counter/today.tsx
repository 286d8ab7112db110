import { formatXof } from '../../../src/shared/payment/money';
import { useShop } from '../../state/window-context';
import { DeafToday } from '../deaf/deaf-today';

/** The day so far: what came in, and what did not. Tests are named, never added. */
export function Today() {
  const { state, texts } = useShop();
  const { today, settings } = state;
  const words = texts.window.counter;
  return (
    <section class="card today" aria-labelledby="today-title">
      <h2 id="today-title" class="card-title">
        {words.today}
      </h2>
      {today.totalXof !== null && <p class="today-total">{formatXof(today.totalXof, settings.language)}</p>}
      <p class="today-count">{words.received(today.successCount)}</p>
      <DeafToday />
      <ul class="today-others">
        {today.failedCount > 0 && <li>{words.failed(today.failedCount)}</li>}
        {today.checkCount > 0 && <li>{words.check(today.checkCount)}</li>}
        {today.sandboxCount > 0 && <li>{words.tests(today.sandboxCount)}</li>}
      </ul>
    </section>
  );
}
