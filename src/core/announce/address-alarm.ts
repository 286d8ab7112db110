import type { AddressChange, AppState } from '../../shared/state/app-state';
import type { Language } from '../../shared/settings/preferences';
import { providersOf } from '../../shared/settings/settings';
import { addressTexts, type AddressTexts } from '../../shared/texts/address-texts';
import type { Announcement } from '../../shared/voice/announcement';
import type { Clock } from '../ports';
import type { FactListener } from '../state-store';

export interface AddressAlarmParts {
  readonly clock: Pick<Clock, 'after'>;
  readonly state: () => AppState;
  readonly onFact: (listener: FactListener) => () => void;
  readonly tell: (announcement: Announcement) => void;
  readonly language: () => Language;
}

/** By then sounds and notifications are open, even for an alarm at the start. */
const settledMs = 3_000;

/**
 * Announces, once for each address, that KKiaPay still has an address that is no longer ours. Returns a function that
 * ends it.
 */
export function announceAddress({ clock, state, onFact, tell, language }: AddressAlarmParts): () => void {
  let told: AddressChange | null = null;
  let cancel = (): void => undefined;
  const sayLater = (): void => {
    cancel();
    cancel = clock.after(settledMs, () => {
      const { addressChange } = state();
      if (addressChange === null || isSame(addressChange, told)) return;
      told = addressChange;
      tell(announcementOf(addressChange, addressTexts.naming(providersOf(state().settings))[language()]));
    });
  };
  if (state().addressChange !== null) sayLater();
  const unfollow = onFact((fact) => {
    if (fact.kind === 'address-changed') sayLater();
  });
  return () => {
    cancel();
    unfollow();
  };
}

/** A lost address is the same alarm before and after the tunnel is there. */
function isSame(one: AddressChange, other: AddressChange | null): boolean {
  return one.pasted === other?.pasted && (one.pasted === null || one.present === other.present);
}

function announcementOf({ pasted }: AddressChange, texts: AddressTexts): Announcement {
  const words = texts[pasted === null ? 'lost' : 'changed'];
  return {
    sound: 'alarm',
    title: words.title,
    body: words.step,
    mode: 'live',
    paymentId: null,
    spoken: null,
  };
}
