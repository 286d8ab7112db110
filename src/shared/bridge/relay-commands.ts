import * as v from 'valibot';
import type { ListedPhone, PhoneOffer } from '../phones/phone-pairing';
import { longestPhoneName } from '../settings/bounds';
import { command } from './command';

export const relayCommands = {
  /** The invitation as it was pasted. */
  joinRelay: command<null>('owner')(v.strictObject({ invitation: v.pipe(v.string(), v.maxLength(1_000)) })),
  /** The line that lets another counter of this shop join its relay. `lasts`: for the recovery sheet. */
  inviteCounter: command<{ readonly invitation: string }>('owner')(v.strictObject({ lasts: v.boolean() })),
  leaveRelay: command<null>('owner')(v.null()),
  /** The owner's phones, as the relay lists them now. */
  listPhones: command<readonly ListedPhone[]>('owner-looking')(v.null()),
  /** Lets one more phone in, for ten minutes. */
  offerPhone: command<PhoneOffer>('owner')(
    v.strictObject({
      name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestPhoneName)),
    }),
  ),
  withdrawPhoneOffer: command<null>('owner')(v.null()),
  /** The phone reads nothing more, and the shop gets a new key. */
  removePhone: command<null>('owner')(v.strictObject({ id: v.pipe(v.string(), v.maxLength(40)) })),
} as const;
