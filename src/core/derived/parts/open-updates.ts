import type { UpdateState } from '../../../shared/state/updates';
import type { ComptoirPorts } from '../../comptoir-ports';
import type { Intake } from '../../intake/intake';
import { createUpdates, type Updates } from '../../updates/updates';
import type { Derived, Part } from '../derived';

/** New versions, installed when the shop is quiet. */
export async function openUpdates(
  derived: Derived,
  { log, settings, offset, state, dispatch, onFact }: Intake,
  { updateSource }: Pick<ComptoirPorts, 'updateSource'>,
): Promise<Part<Updates>> {
  let waiting: string | null = null;
  /** Reported once for each version: after being dismissed it does not return every six hours. */
  const tellThatItWaits = (changed: UpdateState): void => {
    if (changed.kind === 'asking' && changed.version !== waiting) {
      waiting = changed.version;
      dispatch({ kind: 'noticed', notice: { kind: 'update-waits' } });
    } else if (changed.kind === 'downloading' && waiting !== null)
      dispatch({ kind: 'notice-dismissed', notice: 'update-waits' });
  };
  const updates = await derived.open(
    'updates',
    () =>
      createUpdates({
        source: updateSource,
        clock: derived.clockFor('updates'),
        log,
        isExporting: () => state().exporting?.kind === 'running',
        shop: () => ({ openingHours: settings.current().openingHours, utcOffsetMinutes: offset() }),
        onChange(changed) {
          dispatch({ kind: 'updates-changed', updates: changed });
          tellThatItWaits(changed);
        },
      }),
    (opened) => opened.stop(),
  );
  onFact((fact) => {
    if (fact.kind === 'call-authenticated') updates.use((opened) => opened.busy());
  });
  return updates;
}
