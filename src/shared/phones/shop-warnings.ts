import type { Language } from '../settings/preferences';
import { phoneTexts } from '../texts/phone-texts';
import { counterSilentSince } from './phone-figures';
import { momentOf, shopNameOf } from './phone-words';
import type { ShopCard, ShopLink, ToldShop } from './told-shop';

/** Why the figures of a shop may be incomplete, and what to do about it. */
export interface ShopWarning {
  /** `cut`: the relay does not answer. `deaf`: the shop's counter does not. */
  readonly tone: 'cut' | 'deaf' | 'note';
  readonly text: string;
  readonly next: string | null;
}

interface WarnedShop {
  readonly card: ShopCard;
  readonly told: ToldShop | null;
  readonly link: ShopLink;
}

/** `ofShut`: the sentence for rows that no key on this device opens. */
export function shopWarnings(
  { card, told, link }: WarnedShop,
  {
    nowMs,
    language,
    ofShut,
  }: { readonly nowMs: number; readonly language: Language; readonly ofShut: (count: number) => string },
): readonly ShopWarning[] {
  const texts = phoneTexts[language];
  const note = (text: string, next: string | null = null): ShopWarning => ({ tone: 'note', text, next });
  if (told === null) return link === 'lost' ? [note(texts.start.silent)] : [];
  const name = shopNameOf({ card }, language);
  const moment = (instant: string): string => momentOf(instant, { card }, nowMs, language);
  const silentSince = counterSilentSince(told);
  const cut: ShopWarning = { tone: 'cut', text: texts.lost(moment(told.at)), next: texts.lostNext };
  return [
    ...(link === 'lost' ? [cut] : []),
    ...(silentSince === null
      ? []
      : [
          {
            tone: 'deaf',
            text: texts.counterSilent(name, moment(silentSince)),
            next: texts.counterSilentNext,
          } as const,
        ]),
    ...told.gaps.map(({ from, to }) => {
      const [start, end] = [moment(from), moment(to)];
      return note(start === end ? texts.shortGap(name, start) : texts.gap(name, start, end), texts.gapNext);
    }),
    ...(told.calledAt === null ? [note(texts.notCalled(name))] : []),
    ...(told.shut > 0 ? [note(ofShut(told.shut))] : []),
  ];
}
