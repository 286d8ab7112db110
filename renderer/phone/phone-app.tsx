import { useSignal, type ReadonlySignal } from '@preact/signals';
import { phoneTexts } from '../../src/shared/texts/phone-texts';
import type { ScreenLanguage } from '../screen/screen-words';
import { AlertsPart } from './alerts-part';
import { LeaveShop } from './leave-shop';
import type { PhoneStore } from './phone-store';
import type { Push } from './push';
import { ShopsPage } from './shops-page';
import { AddShop } from './start-page';

interface PhoneAppProps {
  readonly store: PhoneStore;
  readonly push: Push;
  readonly language: ScreenLanguage;
  readonly nowMs: ReadonlySignal<number>;
  readonly brought: string | null;
}

/** The page of the owner's phone. */
export function PhoneApp({ store, push, language, nowMs, brought }: PhoneAppProps) {
  const texts = phoneTexts[language];
  const isAdding = useSignal(false);
  const shops = store.shops.value;
  const isConnecting = shops.length > 0 && shops.every(({ link }) => link === 'connecting');
  const isLost = shops.length > 0 && shops.every(({ link }) => link === 'lost');
  return (
    <div class={isLost ? 'page cut-off' : 'page'}>
      <header class="head">
        <h1>{texts.title}</h1>
      </header>
      <main>
        {store.removed.value.map((shop) => (
          <div key={shop} class="warn" role="alert">
            <p>{texts.removed(shop === '' ? texts.unnamedShop : shop)}</p>
            <button type="button" class="take-back" onClick={store.closeRemoved}>
              {texts.understood}
            </button>
          </div>
        ))}
        {isConnecting && (
          <p class="soft" role="status">
            {texts.connecting}
          </p>
        )}
        {shops.length > 0 && <ShopsPage {...{ shops, language, nowMs: nowMs.value }} />}
        {shops.length > 0 && <AlertsPart {...{ push, language }} />}
        {shops.map((one) => (
          <LeaveShop key={one.shop.shop} {...{ store, one, language }} />
        ))}
        {shops.length === 0 || isAdding.value || brought !== null ? (
          <AddShop {...{ store, language, brought }} />
        ) : (
          <button type="button" class="take-back" onClick={() => (isAdding.value = true)}>
            {texts.addShop}
          </button>
        )}
      </main>
    </div>
  );
}
