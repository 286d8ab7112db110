import { useSignal } from '@preact/signals';
import type { Day } from '../../../src/shared/payment/payment';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

/** `day`: the printed day, if it is one. Electron makes a PDF; a browser prints by itself. */
export function PrintButton({ day }: { readonly day: Day | null }) {
  const { bridge, texts } = useShop();
  const { run, busy, problem } = useCommand('savePdf');
  const saved = useSignal<string | null>(null);
  const print = async (printed: Day): Promise<void> => {
    saved.value = null;
    const reply = await run({ day: printed });
    if (reply.ok && reply.value !== null) saved.value = texts.day.pdfSaved(reply.value.file);
  };
  return (
    <div class="report-print">
      <button
        type="button"
        class="button"
        aria-disabled={busy.value}
        onClick={() => {
          if (bridge.transport === 'web' || day === null) window.print();
          else if (!busy.value) inBackground(print(day));
        }}
      >
        {texts.day.pdf}
      </button>
      <p class={problem.value === null ? 'outcome' : 'outcome problem'} role="status">
        {problem.value ?? saved.value ?? ''}
      </p>
    </div>
  );
}
