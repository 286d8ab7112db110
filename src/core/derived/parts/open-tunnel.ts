import { endpointNames } from '../../../shared/payment/endpoint';
import type { ComptoirConfig, ComptoirPorts } from '../../comptoir-ports';
import type { Intake } from '../../intake/intake';
import { providers } from '../../providers';
import { createPublicSide, type PublicSide } from '../../tunnel/public-side';
import type { Derived, Part } from '../derived';

/** Everything between the receiver and the internet. Its `open`, called later, gets the receiver's port. */
export async function openTunnel(
  derived: Derived,
  intake: Intake,
  ports: ComptoirPorts,
  config: ComptoirConfig,
): Promise<Part<PublicSide>> {
  const { ledger, settings, secrets, clock, log, dispatch } = intake;
  const tunnel = await derived.open(
    'tunnel',
    async () => {
      const side = await createPublicSide({
        dataDir: intake.dataDir,
        settings,
        secrets,
        log,
        dispatch,
        choice: intake.tunnelChoice,
        clock: derived.clockFor('tunnel'),
        paths: endpointNames.map(intake.pathOf),
        proofHeaders: providers.map(({ proofHeader }) => proofHeader),
        spawnChild: ports.spawnTunnelChild,
        fetchOwnAddress: ports.fetchOwnAddress,
        onServerDate: intake.clocks.trust.takeDate,
        wasCalled: async () => (await ledger.page({ limit: 1, mode: 'live' })).payments.length > 0,
        edge: config.edge,
        environment: config.environment,
      });
      // If it opens late, no further fact would open it.
      if (intake.state().receiver.kind === 'listening') side.open(intake.receiver.port);
      return side;
    },
    (side) => side.close(),
  );
  intake.callListeners.add({
    isSelfTest: (...call) => tunnel.current()?.selfTest.answers(...call) ?? false,
    onRequest: (host, path) => tunnel.use((side) => side.onRequest(host, path)),
    onAuthenticated(endpoint, headers) {
      const isOurTest = tunnel.current()?.selfTest.isOurs(headers) ?? false;
      dispatch({ kind: 'call-authenticated', endpoint, at: new Date(clock.now()).toISOString(), isOurTest });
      tunnel.use((side) => side.onAuthenticated(endpoint, headers));
    },
  });
  return tunnel;
}
