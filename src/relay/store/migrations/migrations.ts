import { shopsAndLog } from './m0001-shops-and-log';
import { goneAt } from './m0002-gone-at';
import { deviceRows } from './m0003-device-rows';
import { phones } from './m0004-phones';
import { alarms } from './m0005-alarms';
import { counters } from './m0006-counters';
import { retention } from './m0007-retention';
import { noCheckByRow } from './m0008-no-check-by-row';

/** In order; the first is number 1. A released one never changes: its hash is in every database. */
export const migrations: readonly string[] = [
  shopsAndLog,
  goneAt,
  deviceRows,
  phones,
  alarms,
  counters,
  retention,
  noCheckByRow,
];
