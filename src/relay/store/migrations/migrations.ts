import { shopsAndLog } from './m0001-shops-and-log';
import { goneAt } from './m0002-gone-at';

/** In their order; the first is number 1. What was released is never changed: its hash stands in every database. */
export const migrations: readonly string[] = [shopsAndLog, goneAt];
