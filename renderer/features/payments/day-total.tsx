import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatXof } from '../../../src/shared/payment/money';
import type { Day, DaySummary } from '../../../src/shared/payment/payment';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

/** A day's total beside its name; nothing for a caller without the PIN. */
export function DayTotal({ day }: { readonly day: Day }) {
  const { bridge, state, texts } = useShop();
  const summary = useSignal<DaySummary | null>(null);
  const locked = state.access.kind === 'locked';
  // Today's grows while it is shown.
  const today = state.today.day === day ? state.today : null;
  useEffect(() => {
    let wanted = true;
    if (locked) summary.value = null;
    else {
      inBackground(
        bridge.invoke('getDay', { day }).then((reply) => {
          if (wanted) summary.value = reply.ok ? reply.value : null;
        }),
      );
    }
    return () => {
      wanted = false;
    };
  }, [bridge, day, locked, today, summary]);
  if (summary.value?.day !== day) return null;
  return (
    <span class="payments-day-total">
      {formatXof(summary.value.totalXof, state.settings.language)},{' '}
      {texts.report.received(summary.value.successCount)}
    </span>
  );
}
