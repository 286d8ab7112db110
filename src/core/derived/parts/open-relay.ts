import type { Intake } from '../../intake/open-intake';
import { openRelay, type Relay, type RelayParts } from '../../relay/counter-relay';
import { createTrustedFetch, type Environment } from '../../trusted-fetch';
import type { Derived, Part } from '../derived';

/** What collects from the relay, where this shop has one. */
export async function openRelayPart(
  derived: Derived,
  intake: Intake,
  told: Pick<RelayParts, 'onWritten' | 'onRelayed' | 'onChanged'>,
  environment: Environment,
): Promise<Part<Relay>> {
  const { ledger, settings, secrets, keyring, pathOf, log, dispatch, onFact } = intake;
  const relay = await derived.open(
    'relay',
    () =>
      openRelay({
        ...{ dataDir: intake.dataDir, ledger, settings, secrets, keyring, pathOf, log, dispatch, ...told },
        clock: derived.clockFor('relay'),
        isClockSuspect: intake.clocks.isSuspect,
        fetch: createTrustedFetch(environment),
        onRecorded: intake.followers.hears.onRecorded,
      }),
    (opened) => opened.stop(),
  );
  onFact((fact) => relay.use((opened) => opened.follow(fact)));
  return relay;
}
