import type { DeafPeriod } from '../../../src/shared/silence/hearing';
import type { Day } from '../../../src/shared/payment/payment';
import { msWithin } from '../../../src/shared/silence/within-days';
import { dayOf } from '../../../src/shared/calendar';
import { utcOffsetMinutes } from '../../../src/shared/settings/settings';
import { useShop, useWindow, type Shop } from '../../state/window-context';

/** A period in which payments may have been missed, on one line among the payments. */
export function DeafLine({ period }: { readonly period: DeafPeriod }) {
  const shop = useShop();
  const { texts, ago } = shop;
  const { now } = useWindow();
  const words = texts.deaf;
  const { checked } = period;
  return (
    <>
      <span class="row-status">
        <span class="deaf-sign" aria-hidden="true" />
        <span>{words.label}</span>
      </span>{' '}
      <span class="row-deaf">
        <strong>{deafWhen(period, shop)}</strong> <span>({deafLasted([period], shop, now.value)})</span>
      </span>{' '}
      <span class="row-facts">
        <span>{words.causes[period.cause]}</span>
      </span>{' '}
      {checked !== null && <span class="row-time">{words.checkedBy(checked.by, ago(checked.at))}</span>}
      {checked === null && period.to !== null && <span class="row-time row-check-deaf">{words.check}</span>}
    </>
  );
}

export function deafWhen({ from, to, since, until }: DeafPeriod, { texts, when, state }: Shop): string {
  const offset = utcOffsetMinutes[state.settings.country];
  const oneDay = to !== null && dayOf(from, offset) === dayOf(to, offset);
  const place = (instant: string): string =>
    oneDay || dayOf(instant, offset) === state.today.day
      ? when.time(instant)
      : texts.deaf.at(when.day(instant), when.time(instant));
  const words = texts.deaf;
  const lasting = until === 'unknown' ? words.untilUnknown : words.since;
  const said = to === null ? lasting(place(from)) : words.between(place(from), place(to));
  return since === 'at-least' ? words.atLeast(said) : said;
}

/** How long they lasted together on some days. */
export function deafWithin(
  periods: readonly DeafPeriod[],
  days: { from: Day; to: Day },
  shop: Shop,
  now: number,
): string {
  const lookedAt = { ...days, utcOffsetMinutes: utcOffsetMinutes[shop.state.settings.country], now };
  const ms = periods.reduce((sum, period) => sum + msWithin(period, lookedAt), 0);
  return shop.texts.deaf.lasted(Math.floor(ms / 60_000));
}

/** How long they lasted together, up to `now` (ms since the epoch) where one still lasts. */
export function deafLasted(periods: readonly DeafPeriod[], { texts }: Shop, now: number): string {
  const ms = periods.reduce(
    // With a wrong clock, the period may begin after "now".
    (sum, { from, to }) => sum + Math.max(0, (to === null ? now : Date.parse(to)) - Date.parse(from)),
    0,
  );
  return texts.deaf.lasted(Math.floor(ms / 60_000));
}
