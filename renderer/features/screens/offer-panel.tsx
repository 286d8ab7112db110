import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import type { Newcomer, ScreenOffer } from '../../../src/shared/screens/screens-state';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';
import { NobodyCame } from './nobody-came';
import { QrCode } from './qr-code';
import { inBackground } from '../../state/in-background';

interface OfferPanelProps {
  readonly offer: ScreenOffer;
  readonly newcomers: readonly Newcomer[];
  readonly isReached: boolean;
  readonly onOver: () => void;
}

/** Half the lifetime of a code: a screen that has not come by then is probably blocked. */
const lastMinuteMs = 60_000;

/**
 * The code for a camera, the address and six digits for a screen without one, and the question whether it is the right
 * one.
 */
export function OfferPanel({ offer, newcomers, isReached, onOver }: OfferPanelProps) {
  const { texts } = useShop();
  const { now } = useWindow();
  const words = texts.screensSettings;
  const at = useSignal(0);
  const withdraw = useCommand('withdrawOffer');
  const confirm = useCommand('confirmScreen');
  const check = useCommand('confirmDigits');
  const { links, addresses, expiresAt } = offer;
  const isOver = now.value >= Date.parse(expiresAt);
  const isLong = now.value >= Date.parse(expiresAt) - lastMinuteMs;
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver]);
  const asking = newcomers.find(({ code }) => code !== null);
  const answer = (isIt: boolean): void => {
    if (asking === undefined) return;
    inBackground(
      confirm.run({ id: asking.id, isIt }).then(() => {
        if (!isIt) onOver();
      }),
    );
  };
  const link = links[at.value % links.length] ?? '';
  const problem = confirm.problem.value ?? check.problem.value;
  return (
    <div class="setting screen-offer">
      {asking?.code != null ? (
        <div role="alert">
          <p class="screen-knock">{words.knocking(asking.device, asking.code)}</p>
          <div class="screen-deeds">
            <button type="button" class="button button-strong" onClick={() => answer(true)}>
              {words.yes}
            </button>
            <button type="button" class="button" onClick={() => answer(false)}>
              {words.no}
            </button>
          </div>
        </div>
      ) : (
        <>
          {isLong && <NobodyCame offer={offer} isReached={isReached} />}
          <p>{words.scan}</p>
          <QrCode text={link} />
          {links.length > 1 && (
            <button
              type="button"
              class="button"
              onClick={() => {
                at.value += 1;
              }}
            >
              {words.otherNetwork}
            </button>
          )}
          <p class="setting-title">{words.noCamera}</p>
          <p>{words.type}</p>
          <p class="screen-address">{addresses[at.value % addresses.length]}</p>
          <DigitsForm onDigits={(digits) => inBackground(check.run({ digits }))} />
        </>
      )}
      {problem !== null && <p class="problem">{problem}</p>}
      <button
        type="button"
        class="button"
        onClick={() => {
          inBackground(withdraw.run(null).then(onOver));
        }}
      >
        {words.cancel}
      </button>
    </div>
  );
}

/** For a screen without a camera: the digits that it shows are typed here. */
function DigitsForm({ onDigits }: { readonly onDigits: (digits: string) => void }) {
  const words = useShop().texts.screensSettings;
  const digits = useSignal('');
  const id = useId();
  return (
    <form
      class="field-line"
      onSubmit={(event) => {
        event.preventDefault();
        onDigits(digits.value.replace(/\s/g, ''));
      }}
    >
      <label for={id}>{words.digits}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        maxLength={7}
        autocomplete="off"
        value={digits.value}
        onInput={(event) => {
          digits.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class="button">
        {words.check}
      </button>
    </form>
  );
}
