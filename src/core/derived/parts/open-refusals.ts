import type { Intake } from '../../intake/intake';
import { openKnocks } from '../../knocks/knocks';
import { openRefusalLog, type RefusalLog } from '../../receiver/refusal-log';
import type { Derived, Part } from '../derived';
import type { Sounds } from './open-sounds';

/** What follows from refused calls: the alarm for a provider's own calls, and the log of all. */
export async function openRefusals(
  derived: Derived,
  { dataDir, clock, log, settings, dispatch, onFact, callListeners }: Intake,
  { tell }: Sounds,
): Promise<Part<RefusalLog>> {
  const knocks = await derived.open(
    'knocks',
    () => openKnocks({ dataDir, clock, log, dispatch, tell, language: () => settings.current().language }),
    (opened) => opened.close(),
  );
  onFact((fact) => knocks.use((opened) => opened.follow(fact)));
  const refusals = await derived.open(
    'refusals',
    () => openRefusalLog(dataDir, (error) => log(`the log of refusals cannot be written: ${String(error)}`)),
    (opened) => opened.close(),
  );
  // Refusals at the relay are stored like those on this computer.
  onFact((fact) => {
    if (fact.kind === 'call-refused' && fact.refusal.through === 'relay')
      refusals.use((opened) => opened.record(fact.refusal));
  });
  callListeners.add({
    onRefused(refusal) {
      refusals.use((opened) => opened.record(refusal));
      dispatch({ kind: 'call-refused', refusal });
    },
  });
  return refusals;
}
