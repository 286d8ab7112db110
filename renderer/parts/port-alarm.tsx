import { isLedAstray, localOriginOf } from '../../src/shared/state/app-state';
import { useShop } from '../state/window-context';
import { CopyText } from './copy-text';

/** The shop's own address leads to a port that another program has. Shown on every view until it leads here. */
export function PortAlarm() {
  const { state, texts } = useShop();
  const local = localOriginOf(state);
  if (local === null || !isLedAstray(state)) return null;
  const words = texts.address.astray;
  return (
    <div class="hearing hearing-deaf" role="alert">
      <span class="hearing-sign" aria-hidden="true" />
      <p>
        <strong>{words.title}</strong> <span>{words.step}</span>
      </p>
      <CopyText text={local} label={texts.setupAddress.copyLocal} />
    </div>
  );
}
