import { isLedAstray, localOriginOf } from '../../src/shared/state/app-state';
import { useShop } from '../state/window-context';
import { WhatToDo } from './address-alarm';
import { CopyText } from './copy-text';

/** The shop's own address leads to a port that another program has. Shown on every view until it leads here. */
export function PortAlarm({ brief = false }: { readonly brief?: boolean }) {
  const { state, texts } = useShop();
  const local = localOriginOf(state);
  if (local === null || !isLedAstray(state)) return null;
  const words = texts.address.astray;
  return (
    <div class={`hearing hearing-deaf ${brief ? 'hearing-brief' : ''}`} role="alert">
      <span class="hearing-sign" aria-hidden="true" />
      <p>
        <strong>{words.title}</strong> <span>{words.step}</span>
      </p>
      {brief && <WhatToDo />}
      <CopyText text={local} label={texts.setupAddress.copyLocal} />
    </div>
  );
}
