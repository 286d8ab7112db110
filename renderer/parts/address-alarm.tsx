import { webhookUrlsOf } from '../../src/shared/state/app-state';
import { mainProvider } from '../../src/shared/providers/providers';
import { hrefOf } from '../state/view';
import { useShop } from '../state/window-context';
import { CopyButton } from './copy-button';

/**
 * Our address is not the one that KKiaPay calls. Shown on every view until a call arrives at the new address. `brief`: one
 * line on a narrow screen, with a link to the counter, where the rest stands.
 */
export function AddressAlarm({ brief = false }: { readonly brief?: boolean }) {
  const { state, texts } = useShop();
  const { addressChange } = state;
  if (addressChange === null) return null;
  const isOwner = state.access.kind !== 'locked';
  const isLost = addressChange.pasted === null;
  const words = isLost ? texts.address.lost : texts.address.changed;
  const url = webhookUrlsOf(state, 'live').public;
  return (
    <div class={`hearing hearing-deaf ${brief ? 'hearing-brief' : ''}`} role="alert">
      <span class="hearing-sign" aria-hidden="true" />
      <p>
        <strong>{words.title}</strong> <span>{words.step}</span> {url !== null && <span>{url}</span>}
      </p>
      {brief && <WhatToDo />}
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

/** Shown only where the alarm is one line. */
export function WhatToDo() {
  return (
    <a class="button hearing-more" href={hrefOf({ name: 'counter' })}>
      {useShop().texts.address.whatToDo}
    </a>
  );
}
