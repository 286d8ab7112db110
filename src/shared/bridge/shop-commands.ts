import * as v from 'valibot';
import type { ShopsView } from '../phones/other-shops';
import { command } from './command';

/** The owner's other shops, which this computer reads at their relays as a phone would. */
export const shopCommands = {
  /** Their logs are followed for as long as this is asked. */
  listShops: command<ShopsView>('owner-looking')(v.null()),
  /** The link that the other shop shows for a phone. It crosses inwards once, and is told to nobody again. */
  addShop: command<null>('owner')(v.strictObject({ link: v.pipe(v.string(), v.maxLength(1_000)) })),
  /** All that is known of it is forgotten here. */
  removeShop: command<null>('owner')(v.strictObject({ id: v.pipe(v.string(), v.maxLength(40)) })),
} as const;
