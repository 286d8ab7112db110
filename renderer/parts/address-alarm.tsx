import { webhookUrlsOf } from '../../src/shared/state/app-state';
import { mainProvider } from '../../src/shared/providers/providers';
import { useShop } from '../state/window-context';
import { CopyButton } from './copy-button';

/** Our address is not the one that KKiaPay calls. Shown on every view until a call arrives at the new address. */
export function AddressAlarm() {
  const { state, texts } = useShop();
  const { addressChange } = state;
  if (addressChange === null) return null;
  const isOwner = state.access.kind !== 'locked';
  const isLost = addressChange.pasted === null;
  const words = isLost ? texts.address.lost : texts.address.changed;
  const url = webhookUrlsOf(state, 'live').public;
  return (
    <div class="hearing hearing-deaf" role="alert">
      <span class="hearing-sign" aria-hidden="true" />
      <p>
        <strong>{words.title}</strong> <span>{words.step}</span> {url !== null && <span>{url}</span>}
      </p>
      {isOwner && (
        <CopyButton
          {...{ what: 'webhook-url', provider: mainProvider, mode: 'live' }}
          {...{ label: texts.address.copy, strong: true, disabled: url === null }}
        />
      )}
      {isOwner && isLost && (
        <CopyButton
          {...{ what: 'hash-secret', provider: mainProvider, mode: 'live' }}
          label={texts.address.copySecret}
        />
      )}
    </div>
  );
}
