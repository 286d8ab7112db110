import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import type { ScreenRole } from '../../../src/shared/access/roles';
import {
  longestScreenName,
  screenRoles,
  type ListedScreen,
  type ScreenOffer,
  type ScreensState,
} from '../../../src/shared/screens/screens-state';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { OfferPanel } from './offer-panel';
import { inBackground } from '../../state/in-background';

interface AddScreenProps {
  readonly open: ScreensState & { readonly kind: 'open' };
  /** The screen that the new one replaces; null: none. */
  readonly replaced: Signal<ListedScreen | null>;
}

/** First its purpose and name, then the code with which it joins. */
export function AddScreen({ open, replaced }: AddScreenProps) {
  const { texts } = useShop();
  const words = texts.screensSettings;
  const instead = replaced.value;
  const isAsking = useSignal(instead !== null);
  const role = useSignal<ScreenRole>(instead?.role ?? 'second-counter');
  const name = useSignal(instead?.name ?? '');
  const offer = useSignal<ScreenOffer | null>(null);
  const isDone = useSignal(false);
  /** The code of the screen that joined last. */
  const code = useSignal<string | null>(null);
  const { run, problem } = useCommand('offerScreen');
  const id = useId();
  const count = open.screens.length;
  const ids = open.screens.map((screen) => screen.id).join();
  // The list of screens has changed as expected: the new one has joined.
  useEffect(() => {
    if (offer.value === null) return;
    code.value = offer.value.code;
    offer.value = null;
    isAsking.value = false;
    isDone.value = true;
    replaced.value = null;
  }, [ids]);
  if (offer.value !== null)
    return (
      <OfferPanel
        offer={offer.value}
        newcomers={open.newcomers}
        isReached={open.isReached ?? false}
        onOver={() => {
          offer.value = null;
        }}
      />
    );
  if (!isAsking.value)
    return (
      <div class="setting">
        {isDone.value && <p role="status">{words.done}</p>}
        {isDone.value && code.value !== null && <p class="screen-knock">{words.code(code.value)}</p>}
        <button
          type="button"
          class="button button-strong"
          onClick={() => {
            name.value = '';
            isDone.value = false;
            isAsking.value = true;
          }}
        >
          {words.add}
        </button>
      </div>
    );
  const show = (): void => {
    const said = name.value.trim();
    const called = said === '' ? `${texts.screen.roles[role.value]} ${count + 1}` : said;
    const asked = {
      role: role.value,
      name: called.slice(0, longestScreenName),
      instead: instead?.id ?? null,
    };
    inBackground(
      run(asked).then((reply) => {
        if (reply.ok) offer.value = reply.value;
      }),
    );
  };
  return (
    <form
      class="setting screen-ask"
      onSubmit={(event) => {
        event.preventDefault();
        show();
      }}
    >
      <fieldset class="screen-roles">
        <legend class="setting-title">{words.role}</legend>
        {screenRoles.map((one) => (
          <label key={one} class="screen-role">
            <input
              type="radio"
              name={id}
              checked={role.value === one}
              onChange={() => {
                role.value = one;
              }}
            />
            <span>
              <strong>{texts.screen.roles[one]}</strong>
              <br />
              <span class="soft">{words.roleHints[one]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label for={`${id}-name`} class="setting-title">
        {words.name}
      </label>
      <div class="field-line">
        <input
          id={`${id}-name`}
          type="text"
          maxLength={longestScreenName}
          autocomplete="off"
          value={name.value}
          onInput={(event) => {
            name.value = event.currentTarget.value;
          }}
        />
        <button type="submit" class="button button-strong">
          {words.show}
        </button>
      </div>
      {problem.value !== null && <p class="problem">{problem.value}</p>}
    </form>
  );
}
