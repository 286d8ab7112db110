import { useSignal } from '@preact/signals';
import { shopNameOf } from '../../src/shared/phones/phone-words';
import { phoneTexts } from '../../src/shared/texts/phone-texts';
import type { ScreenLanguage } from '../screen/screen-words';
import { inBackground } from '../state/in-background';
import type { PhoneStore, ShownShop } from './phone-store';

/** Removes a shop from this phone after a question: only the counter can add it again. */
export function LeaveShop({
  store,
  one,
  language,
}: {
  readonly store: PhoneStore;
  readonly one: ShownShop;
  readonly language: ScreenLanguage;
}) {
  const texts = phoneTexts[language];
  const isSure = useSignal(false);
  if (!isSure.value)
    return (
      <button type="button" class="take-back" onClick={() => (isSure.value = true)}>
        {texts.leaveShop(shopNameOf(one.shop, language))}
      </button>
    );
  return (
    <p>
      <button type="button" class="take-back" onClick={() => inBackground(store.leave(one.shop.shop))}>
        {texts.leaveSure}
      </button>{' '}
      <button type="button" class="take-back" onClick={() => (isSure.value = false)}>
        {texts.stay}
      </button>
    </p>
  );
}
