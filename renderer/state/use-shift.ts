import { presentShift, type Shift } from '../../src/shared/payment/shift';
import { useShop, useWindow } from './window-context';

/** Who has the counter now; null where nobody has it. */
export function useShift(): Shift | null {
  const { now } = useWindow();
  const { shift, helperNames } = useShop().state.settings;
  return presentShift(shift, helperNames, now.value);
}
