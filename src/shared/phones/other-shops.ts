import type { Payment } from '../payment/payment';
import type { Taken } from './phone-figures';
import type { ShopWarning } from './shop-warnings';
import type { ShopCard, ShopLink } from './told-shop';

/** Each shop is one more log to read. */
export const mostShops = 12;

/** What was received today and this month. Only live money. */
export interface ShopFigures {
  readonly today: Taken;
  readonly month: Taken;
}

/** Another shop of the same owner, according to its log. */
export interface OtherShop extends ShopFigures {
  readonly id: string;
  readonly card: ShopCard;
  /** `gone`: the shop removed this computer, or was removed here. Everything known of it is deleted. */
  readonly link: ShopLink | 'gone';
  /** When its relay last answered, ISO; null: never. */
  readonly at: string | null;
  /** Sentences, in the language of the shop that shows them. */
  readonly warnings: readonly ShopWarning[];
  /** Today's, the newest first; `today` counts all of them. They do not tell who paid. */
  readonly payments: readonly Payment[];
  /** False: the month has more payments than are kept here, and its sum covers only the latest. */
  readonly isWhole: boolean;
}

/** This shop and the owner's others side by side. */
export interface ShopsView {
  readonly own: ShopFigures;
  readonly others: readonly OtherShop[];
  readonly all: ShopFigures;
}
