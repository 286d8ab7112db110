import type { Payment } from '../payment/payment';
import type { Taken } from './phone-figures';
import type { ShopWarning } from './shop-warnings';
import type { ShopCard, ShopLink } from './told-shop';

/** Each is one more log to read. */
export const mostShops = 12;

/** What was received today and this month, of real money. */
export interface ShopFigures {
  readonly today: Taken;
  readonly month: Taken;
}

/** Another shop of the same owner, as its log tells. */
export interface OtherShop extends ShopFigures {
  readonly id: string;
  readonly card: ShopCard;
  /** `gone`: the shop took this computer out, or was removed here; all that was known of the shop is forgotten. */
  readonly link: ShopLink | 'gone';
  /** When its relay answered last, ISO; null: never yet. */
  readonly at: string | null;
  /** In words, in the language of the shop that shows them. */
  readonly warnings: readonly ShopWarning[];
  /** Today's, the newest first; `today` counts them all. Nothing of them tells who paid. */
  readonly payments: readonly Payment[];
  /** False: the month has more payments than are kept here, and its sum is of the latest. */
  readonly isWhole: boolean;
}

/** This shop and the owner's others side by side. */
export interface ShopsView {
  readonly own: ShopFigures;
  readonly others: readonly OtherShop[];
  readonly all: ShopFigures;
}
