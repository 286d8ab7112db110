import { useSignal } from '@preact/signals';
import { formatXof } from '../../src/shared/payment/money';
import { happenedAt } from '../../src/shared/payment/payment';
import { daysOf, sumOf, takenOn, todayIn, type Taken } from '../../src/shared/phones/phone-figures';
import { shopNameOf, shortDayOf } from '../../src/shared/phones/phone-words';
import { phoneTexts } from '../../src/shared/texts/phone-texts';
import { PaymentCard } from '../screen/payment-card';
import type { ScreenLanguage } from '../screen/screen-words';
import type { ShownShop } from './phone-store';
import { ShopWarnings } from './shop-warnings';

interface ShopsPageProps {
  readonly shops: readonly ShownShop[];
  readonly language: ScreenLanguage;
  readonly nowMs: number;
}

const paymentsShown = 30;
const daysShown = 35;

/** All the owner's shops: their takings today and this month, which ones are silent, and the last payments. */
export function ShopsPage({ shops, language, nowMs }: ShopsPageProps) {
  const texts = phoneTexts[language];
  const chosen = useSignal<number | null>(null);
  const meant = shops.filter(({ shop }) => chosen.value === null || shop.shop === chosen.value);
  const money = ({ totalXof }: Taken): string => formatXof(totalXof, language);
  const todayOf = ({ shop, payments }: ShownShop): Taken => {
    const today = todayIn(shop, nowMs);
    return takenOn(payments, (day) => day === today);
  };
  const monthOf = ({ shop, payments }: ShownShop): Taken => {
    const month = todayIn(shop, nowMs).slice(0, 7);
    return takenOn(payments, (day) => day.startsWith(month));
  };
  const today = sumOf(meant.map(todayOf));
  const month = sumOf(meant.map(monthOf));
  const latest = meant
    .flatMap(({ shop, payments }) => payments.map(({ payment }) => ({ shop, payment })))
    .sort((one, other) => (happenedAt(one.payment) < happenedAt(other.payment) ? 1 : -1))
    .slice(0, paymentsShown);
  const [first] = meant;
  const days =
    first === undefined
      ? []
      : daysOf(
          meant.flatMap(({ payments }) => payments),
          todayIn(first.shop, nowMs),
          daysShown,
        );
  return (
    <>
      {shops.map((one) => (
        <ShopWarnings key={one.shop.shop} {...{ one, language, nowMs }} />
      ))}
      <section class="card large">
        <p class="state">{texts.today}</p>
        <p class="amount">{money(today)}</p>
        <p>{texts.received(today.count)}</p>
        <p class="soft month">
          {texts.month(money(month))} · {texts.received(month.count)}
        </p>
      </section>
      {shops.length > 1 && (
        <section>
          <h2>{texts.shops}</h2>
          <div class="shops">
            <ShopChoice isChosen={chosen.value === null} onChoose={() => (chosen.value = null)}>
              {texts.allShops}
            </ShopChoice>
            {shops.map((one) => (
              <ShopChoice
                key={one.shop.shop}
                isChosen={chosen.value === one.shop.shop}
                onChoose={() => (chosen.value = one.shop.shop)}
              >
                {shopNameOf(one.shop, language)} <strong>{money(todayOf(one))}</strong>
              </ShopChoice>
            ))}
          </div>
        </section>
      )}
      <h2>{texts.payments}</h2>
      {latest.length === 0 && <p class="soft">{texts.noPayments}</p>}
      {latest.map(({ shop, payment }) => (
        <div key={payment.id}>
          {shops.length > 1 && <p class="of-shop soft">{shopNameOf(shop, language)}</p>}
          <PaymentCard
            {...{ payment, isLarge: false, now: nowMs, onDeed: null }}
            view={{ language, country: shop.card.country }}
          />
        </div>
      ))}
      {days.length > 0 && (
        <>
          <h2>{texts.days}</h2>
          <table class="days">
            <thead>
              <tr>
                <th scope="col">{texts.day}</th>
                <th scope="col">{texts.count}</th>
                <th scope="col">{texts.total}</th>
              </tr>
            </thead>
            <tbody>
              {days.map(({ day, count, totalXof }) => (
                <tr key={day}>
                  <th scope="row">{shortDayOf(day, language)}</th>
                  <td>{count}</td>
                  <td>{formatXof(totalXof, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <p class="soft">{texts.corrections}</p>
    </>
  );
}

interface ShopChoiceProps {
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: preact.ComponentChildren;
}

function ShopChoice({ isChosen, onChoose, children }: ShopChoiceProps) {
  return (
    <button type="button" class="shop-choice" aria-pressed={isChosen} onClick={onChoose}>
      {children}
    </button>
  );
}
