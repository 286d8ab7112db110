import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Day } from '../../../src/shared/payment/payment';
import type { Report } from '../../../src/shared/payment/report';
import { useShop, useWindow } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

/** The report of some days, loaded again with each payment if today is among them; null until it has arrived. */
export function useReport({ from, to }: { readonly from: Day; readonly to: Day }): {
  readonly report: Report | null;
  readonly problem: string | null;
} {
  const { store } = useWindow();
  const { bridge, state } = useShop();
  const report = useSignal<Report | null>(null);
  const problem = useSignal<string | null>(null);
  const reloads = store.reloads.value;
  const today = to === state.today.day ? state.today : null;
  useEffect(() => {
    let wanted = true;
    inBackground(
      bridge.invoke('getReport', { from, to }).then((reply) => {
        if (!wanted) return;
        problem.value = reply.ok ? null : reply.message;
        report.value = reply.ok ? reply.value : null;
      }),
    );
    return () => {
      wanted = false;
    };
  }, [bridge, from, to, reloads, today, report, problem]);
  const isOfThem = report.value?.days[0]?.day === from && report.value.days.at(-1)?.day === to;
  return { report: isOfThem ? report.value : null, problem: problem.value };
}
