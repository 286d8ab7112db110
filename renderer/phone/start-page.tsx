import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { pairingSecretIn } from '../../src/shared/phones/phone-pairing';
import { phoneTexts } from '../../src/shared/texts/phone-texts';
import type { ScreenLanguage } from '../screen/screen-words';
import { inBackground } from '../state/in-background';
import type { PhoneStore } from './phone-store';

interface StartPageProps {
  readonly store: PhoneStore;
  readonly language: ScreenLanguage;
  /** A link that Safari opened, which belongs into the page on the home screen; null elsewhere. */
  readonly brought: string | null;
}

/** How to add a shop to this phone: with the camera, or by pasting the link. */
export function AddShop({ store, language, brought }: StartPageProps) {
  const { start } = phoneTexts[language];
  const link = useSignal('');
  const isOdd = useSignal(false);
  const isCopied = useSignal(false);
  const isHere = useSignal(brought === null);
  const id = useId();
  const coming = store.comingIn.value;
  const add = (text: string): void => {
    const secret = pairingSecretIn(text);
    isOdd.value = secret === null;
    if (secret !== null) inBackground(store.add(secret));
  };
  if (!isHere.value && brought !== null)
    return (
      <div class="card">
        <p>{start.iphone}</p>
        <button
          type="button"
          class="hand-over"
          onClick={() =>
            inBackground(
              navigator.clipboard.writeText(brought).then(() => {
                isCopied.value = true;
              }),
            )
          }
        >
          {start.copyLink}
        </button>
        {isCopied.value && <p role="status">{start.copied}</p>}
        <button
          type="button"
          class="take-back"
          onClick={() => {
            isHere.value = true;
            add(brought);
          }}
        >
          {start.hereAnyway}
        </button>
      </div>
    );
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        add(link.value);
      }}
    >
      <p>{start.lead}</p>
      <label for={id}>{start.paste}</label>
      <input
        id={id}
        class="link"
        type="url"
        autocomplete="off"
        value={link.value}
        onInput={(event) => {
          link.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class="hand-over" disabled={coming.kind === 'asking'}>
        {start.open}
      </button>
      {coming.kind === 'asking' && <p role="status">{start.asking}</p>}
      {isOdd.value && <p role="alert">{start.malformed}</p>}
      {(coming.kind === 'used' || coming.kind === 'silent') && <p role="alert">{start[coming.kind]}</p>}
    </form>
  );
}
