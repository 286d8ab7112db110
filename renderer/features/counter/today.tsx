import { formatXof } from '../../../src/shared/payment/money';
import { Icon } from '../../parts/icon';
import { inBackground } from '../../state/in-background';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { DeafToday } from '../deaf/deaf-today';

/** The day so far: what was received and what failed. Tests are counted apart, never added. */
export function Today() {
  const { state, texts } = useShop();
  const { today, settings } = state;
  const words = texts.window.counter;
  const say = useCommand('sayDayTotal');
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
      {today.totalXof !== null && (
        <button type="button" class="button" onClick={() => inBackground(say.run(null))}>
          <Icon name="sound" />
          {texts.bell.sayTotal}
          <kbd class="key">F8</kbd>
        </button>
      )}
    </section>
  );
}
