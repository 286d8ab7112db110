import { isLedAstray, type AppState } from '../state/app-state';
import { diagnose, type Check, type DiagnosisFacts } from './diagnosis';
import { utcOffsetMinutes } from '../settings/settings';

/** The checks of a Comptoir that runs: most of what they need is in its state. */
export function diagnoseState(
  state: AppState,
  beside: Pick<DiagnosisFacts, 'now' | 'health' | 'refusals' | 'soundHeldBack'>,
): readonly Check[] {
  const { receiver, ledger, tunnel, traffic, addressChange, settings } = state;
  return diagnose({
    ...beside,
    receiver,
    isLedAstray: isLedAstray(state),
    ledger,
    tunnel,
    traffic,
    addressChange,
    settings,
    utcOffsetMinutes: utcOffsetMinutes[settings.country],
    hashSecret: settings.hashSecret.live,
    lastAuthenticatedAt: state.lastAuthenticatedAt.live,
  });
}
