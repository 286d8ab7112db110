import { shopsAndLog } from './m0001-shops-and-log';

/** In their order; the first is number 1. What was released is never changed: its hash stands in every database. */
export const migrations: readonly string[] = [shopsAndLog];
