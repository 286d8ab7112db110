import { happenedAt } from '../../shared/payment/payment';
import type { OtherShop, ShopFigures } from '../../shared/phones/other-shops';
import { sumOf, takenOn, todayIn } from '../../shared/phones/phone-figures';
import { shopWarnings } from '../../shared/phones/shop-warnings';
import { shopNameOf } from '../../shared/phones/phone-words';
import type { Language } from '../../shared/settings/preferences';
import { otherShopTexts } from '../../shared/texts/other-shop-texts';
import type { FollowedShop } from './follow-other-shop';
import type { ShopsDocument } from './shop-keys';

/** Of one day: a screen shows no more at once. */
const mostListed = 100;

/** A followed shop as the owner sees it now. */
export function shownShop({ keys, known, link }: FollowedShop, nowMs: number, language: Language): OtherShop {
  const { id, card } = keys;
  const { told, payments, cutMonth } = known;
  const today = todayIn({ card }, nowMs);
  const month = today.slice(0, 7);
  const ofToday = payments.filter(({ day }) => day === today).map(({ payment }) => payment);
  return {
    id,
    card,
    link,
    at: told?.at ?? null,
    warnings: shopWarnings({ card, told, link }, { nowMs, language, ofShut: otherShopTexts[language].shut }),
    today: takenOn(payments, (day) => day === today),
    month: takenOn(payments, (day) => day.startsWith(month)),
    payments: ofToday
      .sort((one, other) => (happenedAt(one) < happenedAt(other) ? 1 : -1))
      .slice(0, mostListed),
    isWhole: cutMonth?.startsWith(month) !== true,
  };
}

/** It removed this computer. */
export function goneShop({ id, card }: NamedShop, language: Language): OtherShop {
  const texts = otherShopTexts[language];
  return erasedShop(id, card, { text: texts.gone(shopNameOf({ card }, language)), next: texts.goneNext });
}

/** It was removed here, and its relay does not know yet. */
export function leftShop({ id, card }: NamedShop, language: Language): OtherShop {
  const texts = otherShopTexts[language];
  return erasedShop(id, card, { text: texts.left(shopNameOf({ card }, language)), next: texts.leftNext });
}

type NamedShop = ShopsDocument['gone'][number];

function erasedShop(id: string, card: NamedShop['card'], said: { text: string; next: string }): OtherShop {
  const nothing = { count: 0, totalXof: 0 };
  return {
    ...{ id, card, link: 'gone', at: null, today: nothing, month: nothing, payments: [], isWhole: true },
    warnings: [{ tone: 'cut', ...said }],
  };
}

export function allTogether(shops: readonly ShopFigures[]): ShopFigures {
  return { today: sumOf(shops.map(({ today }) => today)), month: sumOf(shops.map(({ month }) => month)) };
}
