import { webhookUrlsOf } from '../../../src/shared/state/app-state';
import type { EndpointName } from '../../../src/shared/payment/endpoint';
import { CopyButton } from '../../parts/copy-button';
import { useShop } from '../../state/window-context';

interface WebhookUrlProps {
  readonly endpoint: EndpointName;
  readonly strong?: boolean;
}

/** The address to paste into the provider's form, whole, selectable and one click from the clipboard. */
export function WebhookUrl({ endpoint, strong = false }: WebhookUrlProps) {
  const { state, texts } = useShop();
  const url = webhookUrlsOf(state, endpoint.mode, endpoint.provider).public;
  return (
    <div class="value">
      {url === null ? (
        <p class="soft">{texts.setup.address.waiting}</p>
      ) : (
        <code class="value-text">{url}</code>
      )}
      <CopyButton
        what="webhook-url"
        {...endpoint}
        label={texts.window.copy.url}
        disabled={url === null}
        strong={strong}
      />
    </div>
  );
}
