import { shopWarnings } from '../../src/shared/phones/shop-warnings';
import { phoneTexts } from '../../src/shared/texts/phone-texts';
import type { ScreenLanguage } from '../screen/screen-words';
import type { ShownShop } from './phone-store';

interface ShopWarningsProps {
  readonly one: ShownShop;
  readonly language: ScreenLanguage;
  readonly nowMs: number;
}

/** Why the figures of a shop may be incomplete, and what to do about it. */
export function ShopWarnings({ one: { shop, link }, language, nowMs }: ShopWarningsProps) {
  const ofShut = phoneTexts[language].shut;
  return (
    <>
      {shopWarnings({ ...shop, link }, { nowMs, language, ofShut }).map(({ tone, text, next }) =>
        tone === 'note' ? (
          <p key={text} class="warn">
            {next === null ? text : <strong>{text}</strong>} {next}
          </p>
        ) : (
          <div key={text} class={`band band-${tone}`} role="alert">
            <strong>{text}</strong>
            <span>{next}</span>
          </div>
        ),
      )}
    </>
  );
}
