import { formatXof } from '../../src/shared/payment/money';
import { effectiveStatusOf } from '../../src/shared/payment/payment';
import type { ShopView } from '../../src/shared/screens/protocol';
import type { ScreenStore } from './screen-store';
import { timeIn, wordsIn } from './screen-words';

interface DisplayPageProps {
  readonly store: ScreenStore;
  readonly view: ShopView;
  readonly isUp: boolean;
}

/** Nobody reads more at once, and none is lost: each was shown when it came. */
const mostShown = 4;

/** For the customer: what was just received, and nothing else. Dark at once when the link is lost. */
export function DisplayPage({ store, view, isUp }: DisplayPageProps) {
  const { display } = wordsIn(view.language).screen;
  const shown = store.shown.value;
  if (!isUp)
    return (
      <main class="display dark">
        <p class="band band-cut">{display.dark}</p>
        <p>{display.darkNext}</p>
      </main>
    );
  return (
    <main class={shown.length > 2 ? 'display crowded' : 'display'}>
      {shown.length === 0 && (
        <>
          <p class="shop-name">{view.shopName === '' ? display.welcome : view.shopName}</p>
          <p class="soft">{timeIn(new Date(store.now()).toISOString(), view)}</p>
        </>
      )}
      {shown.slice(0, mostShown).map(({ payment }) => {
        const isReceived = effectiveStatusOf(payment) === 'success' && payment.givenBack === undefined;
        return (
          <section key={payment.id} class={isReceived ? 'received' : 'checking'}>
            <p class="verdict">{isReceived ? display.received : display.checking}</p>
            {payment.amountXof !== null && isReceived && (
              <p class="amount">{formatXof(payment.amountXof, view.language)}</p>
            )}
            {!isReceived && <p>{display.askCounter}</p>}
          </section>
        );
      })}
      <p class="word">{store.word.value}</p>
    </main>
  );
}
