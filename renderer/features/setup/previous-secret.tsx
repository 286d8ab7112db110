import { endpointKey, type EndpointName } from '../../../src/shared/payment/endpoint';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

/** The previous secret stays valid for a day; if it has leaked, the owner can end that at once. */
export function PreviousSecret({ endpoint }: { readonly endpoint: EndpointName }) {
  const { state, texts, when } = useShop();
  const { now } = useWindow();
  const { run, busy, problem } = useCommand('revokePreviousSecret');
  const words = texts.setup.secret;
  const until = state.settings.previousSecretUntil[endpointKey(endpoint)] ?? null;
  if (until === null || Date.parse(until) <= now.value) return null;
  return (
    <div class="value">
      <p class="hint hint-warn">{words.previousUntil(texts.deaf.at(when.day(until), when.time(until)))}</p>
      <button
        type="button"
        class="button"
        aria-disabled={busy.value}
        onClick={() => {
          if (!busy.value) inBackground(run(endpoint));
        }}
      >
        {words.previousLeaked}
      </button>
      <p class="problem" role="alert">
        {problem.value ?? ''}
      </p>
    </div>
  );
}
