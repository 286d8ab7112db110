import { useEffect, useState } from 'preact/hooks';
import { dayAfter } from '../../src/shared/calendar';
import { formatXof } from '../../src/shared/payment/money';
import type { Report } from '../../src/shared/payment/report';
import type { ShopView } from '../../src/shared/screens/protocol';
import { PaymentCard } from './payment-card';
import type { ScreenStore } from './screen-store';
import { timeIn, wordsIn } from './screen-words';

interface OwnerPageProps {
  readonly store: ScreenStore;
  readonly view: ShopView;
  readonly isUp: boolean;
}

const daysShown = 35;

/** The owner's phone: today and the last weeks, read-only. */
export function OwnerPage({ store, view, isUp }: OwnerPageProps) {
  const { owner } = wordsIn(view.language).screen;
  const { today, deafToday } = view;
  const [report, setReport] = useState<Report | null>(null);
  useEffect(() => {
    if (!isUp) return;
    store.transport
      .ask('getReport', { from: dayAfter(today.day, 1 - daysShown), to: today.day })
      .then((reply) => reply?.ok === true && setReport(reply.value as Report)) // what `getReport` answers
      .catch((error: unknown) => console.error(error));
    // Ask again with each payment, so that today's line never says less than the sum above it.
  }, [store, isUp, today.day, today.successCount, today.totalXof]);
  const money = (amountXof: number): string => formatXof(amountXof, view.language);
  return (
    <main>
      <section class="card large">
        <p class="state">{owner.today}</p>
        {today.totalXof !== null && <p class="amount">{money(today.totalXof)}</p>}
        <p>{owner.received(today.successCount)}</p>
        <p class="soft">
          {owner.failed(today.failedCount)} · {owner.toCheck(today.checkCount)}
        </p>
      </section>
      <h2>{owner.deaf}</h2>
      {deafToday.length === 0 && <p class="soft">{owner.none}</p>}
      {deafToday.map(({ id, from, to }) => (
        <p key={id} class="warn">
          {timeIn(from, view)} – {to === null ? '…' : timeIn(to, view)}
        </p>
      ))}
      {store.payments.value.slice(0, 10).map((payment) => (
        <PaymentCard
          key={payment.id}
          {...{ payment, isLarge: false, view, now: store.now(), onDeed: null }}
        />
      ))}
      <h2>{owner.days}</h2>
      <table class="days">
        <tbody>
          {[...(report?.days ?? [])].reverse().map(({ day, successCount, totalXof }) => (
            <tr key={day}>
              <th>{day}</th>
              <td>{successCount}</td>
              <td>{money(totalXof)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="soft">{owner.readOnly}</p>
    </main>
  );
}
