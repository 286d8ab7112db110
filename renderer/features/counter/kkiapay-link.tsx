import { useSignal } from '@preact/signals';
import { webhookUrlsOf } from '../../../src/shared/state/app-state';
import type { Mode } from '../../../src/shared/payment/payment';
import { mainProvider } from '../../../src/shared/providers/providers';
import { CopyButton } from '../../parts/copy-button';
import { SwitchOfModes } from '../../parts/switch-of-modes';
import { TestPayment } from '../../parts/test-payment';
import { useShop } from '../../state/window-context';

/** The results of the set-up, folded: address, secret, a test. */
export function KkiapayLink() {
  const { state, texts, ago } = useShop();
  const mode = useSignal<Mode>('live');
  const words = texts.window;
  const url = webhookUrlsOf(state, mode.value).public;
  const heardAt = state.lastAuthenticatedAt[mode.value];
  return (
    <details class="card link">
      <summary class="card-title">{words.counter.link}</summary>
      <SwitchOfModes mode={mode} />
      <p class="soft">{heardAt === null ? words.counter.neverHeard : words.counter.heardAt(ago(heardAt))}</p>
      <div class="stack">
        {state.access.kind !== 'locked' && (
          <>
            <CopyButton
              what="webhook-url"
              provider={mainProvider}
              mode={mode.value}
              label={words.copy.url}
              disabled={url === null}
            />
            <CopyButton
              what="hash-secret"
              provider={mainProvider}
              mode={mode.value}
              label={words.copy.secret}
              disabled={state.settings.hashSecret[mode.value] === 'absent'}
            />
          </>
        )}
        <TestPayment />
      </div>
    </details>
  );
}
