import { useSignal } from '@preact/signals';
import type { TestPaymentReport } from '../../src/shared/bridge/contract';
import type { Texts } from '../../src/shared/texts/texts';
import { useCommand } from '../state/use-command';
import { useShop } from '../state/window-context';
import { Icon } from './icon';
import { inBackground } from '../state/in-background';

/** Sends a sandbox payment as KKiaPay does, and says how far it got. */
export function TestPayment({ strong = false }: { readonly strong?: boolean }) {
  const { texts } = useShop();
  const { run, busy, problem } = useCommand('sendTestPayment');
  const outcome = useSignal<{ readonly text: string; readonly good: boolean } | null>(null);
  const words = texts.setup.test;

  const send = async (): Promise<void> => {
    outcome.value = null;
    const reply = await run(null);
    if (reply.ok) outcome.value = outcomeOf(reply.value, words);
  };

  return (
    <div class="test-payment">
      <button
        type="button"
        class={strong ? 'button button-strong' : 'button'}
        aria-disabled={busy.value}
        onClick={() => inBackground(busy.value ? undefined : send())}
      >
        <Icon name="bell" />
        {busy.value ? words.sending : words.send}
      </button>
      <p class={outcome.value?.good === false ? 'outcome problem' : 'outcome'} role="status">
        {problem.value ?? outcome.value?.text ?? ''}
      </p>
    </div>
  );
}

function outcomeOf(
  report: TestPaymentReport,
  words: Texts['setup']['test'],
): { text: string; good: boolean } {
  if (report.status === null) return { text: words.notAnswered(report.tries), good: false };
  if (report.status < 200 || report.status > 299) return { text: words.refused(report.status), good: false };
  return { text: report.through === 'tunnel' ? words.throughTunnel : words.throughLoopback, good: true };
}
