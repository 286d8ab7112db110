import { dayOf, timeOfDay } from '../../../src/shared/calendar';
import { utcOffsetMinutes } from '../../../src/shared/settings/settings';
import { phoneTexts } from '../../../src/shared/texts/phone-texts';
import type { PushedShop } from './known-shop';

export interface PushedSentence {
  readonly title: string;
  readonly body: string;
  /** A later push with the same tag replaces this one. */
  readonly tag: string;
}

const offsets: Readonly<Record<string, number>> = utcOffsetMinutes;

/** One sentence in the phone's language, whatever the push holds. It has no amount, because no push has. */
export function pushedSentence(
  told: unknown,
  shop: PushedShop | null,
  languages: readonly string[],
  now: Date,
): PushedSentence {
  const language = languages[0]?.startsWith('en') === true ? 'en' : 'fr';
  const { push, unnamedShop } = phoneTexts[language];
  const { kind, since, shop: id } = fieldsOf(told);
  const offset = offsets[shop?.country ?? ''] ?? 0;
  const name = shop?.shopName ?? '';
  const moment = (): string => {
    const time = timeOfDay(since, offset);
    const day = dayOf(since, offset);
    return day === dayOf(now.getTime(), offset) ? time : `${day} ${time}`;
  };
  const body =
    Number.isNaN(Date.parse(since)) || (kind !== 'uncollected' && kind !== 'counter-silent')
      ? push.other
      : kind === 'uncollected'
        ? push.uncollected(moment())
        : push.counterSilent(moment());
  return { title: name === '' ? unnamedShop : name, body, tag: `${id} ${kind}` };
}

function fieldsOf(told: unknown): { readonly kind: string; readonly since: string; readonly shop: string } {
  const field = (name: string): string => {
    const value: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, name) : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  return { kind: field('kind'), since: field('since'), shop: field('shop') };
}
