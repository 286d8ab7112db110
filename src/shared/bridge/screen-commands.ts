import * as v from 'valibot';
import {
  longestScreenName,
  screenRoles,
  type ListedScreen,
  type ScreenOffer,
} from '../screens/screens-state';
import { command } from './command';

const id = v.pipe(v.string(), v.maxLength(20));
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestScreenName));

/**
 * What the owner does with the shop's other screens. What a screen itself may ask is in each command's own
 * roles.
 */
export const screenCommands = {
  listScreens: command<readonly ListedScreen[]>('owner-looking')(v.null()),
  /** Lets one more screen in, for two minutes. `instead`: the screen that it replaces. */
  offerScreen: command<ScreenOffer>('owner')(
    v.strictObject({ role: v.picklist(screenRoles), name, instead: v.nullable(id) }),
  ),
  /**
   * Where Windows blocks the screens: asks for an administrator's permission, and lets the shop's own network
   * in.
   */
  repairFirewall: command<null>('owner')(v.null()),
  withdrawOffer: command<null>('owner')(v.null()),
  /** The screen read the QR, and a person compared its code. */
  confirmScreen: command<null>('owner')(v.strictObject({ id, isIt: v.boolean() })),
  /** The six digits that the screen shows. */
  confirmDigits: command<null>('owner')(v.strictObject({ digits: v.pipe(v.string(), v.regex(/^\d{6}$/)) })),
  renameScreen: command<null>('owner')(v.strictObject({ id, name })),
  /** Ends its streams at once and forgets its key. */
  removeScreen: command<null>('owner')(v.strictObject({ id })),
} as const;
