import * as v from 'valibot';
import type { ShopsView } from '../phones/other-shops';
import { command } from './command';

/** The owner's other shops. This computer reads them at their relays, as a phone does. */
export const shopCommands = {
  /** Their logs are followed while this is asked for. */
  listShops: command<ShopsView>('owner-looking')(v.null()),
  /** The link that the other shop shows for a phone. It crosses inwards once and is never shown again. */
  addShop: command<null>('owner')(v.strictObject({ link: v.pipe(v.string(), v.maxLength(1_000)) })),
  /** Forgets everything known of that shop. */
  removeShop: command<null>('owner')(v.strictObject({ id: v.pipe(v.string(), v.maxLength(40)) })),
} as const;
