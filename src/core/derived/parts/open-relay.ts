import type { Intake } from '../../intake/intake';
import { openRelay, type Relay, type RelayParts } from '../../relay/counter-relay';
import { createTrustedFetch, type Environment } from '../../trusted-fetch';
import type { Derived, Part } from '../derived';
import type { Sounds } from './open-sounds';

/** Collects from the relay, if the shop has one. */
export async function openRelayPart(
  derived: Derived,
  intake: Intake,
  told: Pick<RelayParts, 'onWritten' | 'onRelayed' | 'onChanged'> & { readonly sounds: Sounds },
  environment: Environment,
): Promise<Part<Relay>> {
  const { sounds, ...followers } = told;
  const { ledger, settings, secrets, keyring, pathOf, log, dispatch, onFact, state, notices } = intake;
  const relay = await derived.open(
    'relay',
    () =>
      openRelay({
        dataDir: intake.dataDir,
        ledger,
        settings,
        secrets,
        keyring,
        pathOf,
        log,
        dispatch,
        ...followers,
        state,
        notices,
        clock: derived.clockFor('relay'),
        isClockSuspect: intake.clocks.isSuspect,
        fetch: createTrustedFetch(environment),
        onRecorded: intake.callListeners.hears.onRecorded,
        onUntold: (payment) => sounds.holdsBack({ payment, waited: true }, null),
      }),
    (opened) => opened.stop(),
  );
  onFact((fact) => relay.use((opened) => opened.follow(fact)));
  sounds.onLateTold(() => relay.use((opened) => opened.onLateTold()));
  return relay;
}
