import type { Fact } from '../../shared/state/fact';
import type { Mode } from '../../shared/payment/payment';
import { endpointNames, type EndpointName } from '../../shared/payment/endpoint';
import type { TunnelChoice } from '../../shared/settings/preferences';
import { utcOffsetMinutes } from '../../shared/settings/settings';
import { joinedRelay } from '../intake/identity';
import type { Clock, Log, SpawnTunnelChild } from '../ports';
import type { DistinctHeaders } from '../provider';
import type { Secrets } from '../settings/secrets';
import type { SettingsFile } from '../settings/settings-file';
import { openCalledAddresses } from './called-addresses';
import { createTunnel } from './create-tunnel';
import type { NgrokEdge } from './ngrok-tunnel';
import { watchPastedAddress } from './pasted-address';
import { recheckMs } from './self-test-pause';
import { openRequestCount } from './request-count';
import { createSelfTest, type SelfTest } from './self-test';
import { trafficPolicyFor, type Route } from './traffic-policy';
import type { Tunnel } from './tunnel';
import { watchNetwork } from './watch-network';

export interface PublicSideParts {
  readonly dataDir: string;
  readonly settings: SettingsFile;
  readonly secrets: Pick<Secrets, 'authtoken' | 'cloudflareToken'>;
  /** The setting, or the choice on the command line. */
  readonly choice: () => TunnelChoice;
  /** The receiver's paths for providers, in the order of `endpointNames`. */
  readonly paths: readonly string[];
  /** Headers with the proof of a provider's call. */
  readonly proofHeaders: readonly string[];
  readonly spawnChild: SpawnTunnelChild;
  readonly edge: NgrokEdge | undefined;
  /** The `fetch` for our own public address. */
  readonly fetchOwnAddress: typeof fetch;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes the `Date` header of the server in front of us. */
  readonly onServerDate: (date: string | null) => void;
  /** Whether a provider ever announced a live payment, at any address. */
  readonly wasCalled: () => Promise<boolean>;
  readonly clock: Clock;
  readonly log: Log;
  readonly dispatch: (fact: Fact) => void;
}

/** Everything between the receiver and the internet, whichever way the merchant chose. */
export interface PublicSide {
  /** Tells our own calls from others. */
  readonly selfTest: SelfTest;
  /** Opens what the settings say, and forwards to the receiver on this port. */
  readonly open: (port: number) => void;
  /** Settings or tokens changed. */
  readonly follow: () => Promise<void>;
  /** Tests at once whether we are heard. */
  readonly probe: () => void;
  /** The receiver got any request. */
  readonly onRequest: (host: string | undefined, path: string) => void;
  /** A sender proved the secret. */
  readonly onAuthenticated: (endpoint: EndpointName, headers: DistinctHeaders) => void;
  /** The relay received a call for us. */
  readonly onRelayed: (mode: Mode) => void;
  readonly close: () => Promise<void>;
}

export async function createPublicSide(parts: PublicSideParts): Promise<PublicSide> {
  const { settings, secrets, clock, log, dispatch } = parts;
  const requests = await openRequestCount({
    dataDir: parts.dataDir,
    clock,
    log,
    quota: () => settings.current().monthlyRequests,
    onTraffic: (traffic) => dispatch({ kind: 'requests-counted', traffic }),
  });
  const countForNgrok = (): void => {
    if (parts.choice() === 'ngrok') requests.count();
  };
  const selfTest = createSelfTest({
    fetch: parts.fetchOwnAddress,
    onRequest: countForNgrok,
    onDate: parts.onServerDate,
  });
  const pasted = watchPastedAddress({
    settings,
    log,
    mayRename: () => parts.choice() !== 'ngrok',
    relayOrigin: () => joinedRelay(settings.current())?.origin ?? null,
    onChange: (change) => dispatch({ kind: 'address-changed', change }),
  });
  const called = await openCalledAddresses({
    dataDir: parts.dataDir,
    log,
    mayRename: () => parts.choice() !== 'ngrok',
    endpoints: endpointNames.map((endpoint, at) => ({ endpoint, path: parts.paths[at] ?? '' })),
    calledBefore: async () => ((await parts.wasCalled()) ? settings.current().pastedOrigin : null),
    onChange: (isCalled) => dispatch({ kind: 'address-called', isCalled }),
  });
  const nextTestMs = (): number => {
    const { openingHours, country } = settings.current();
    const traffic = parts.choice() === 'ngrok' ? requests.traffic() : null;
    return recheckMs({
      now: clock.now(),
      openingHours,
      utcOffsetMinutes: utcOffsetMinutes[country],
      traffic,
    });
  };
  const routes = (): readonly Route[] => [
    ...parts.paths.map((path) => ({ method: 'POST' as const, path })),
    { method: 'GET', path: selfTest.path },
  ];

  const token = (): string | null =>
    parts.choice() === 'cloudflare' ? secrets.cloudflareToken() : secrets.authtoken();
  /** What cannot change while a tunnel is open. */
  const shape = (): string => {
    const { domain, publicAddress } = settings.current();
    return JSON.stringify([parts.choice(), domain, publicAddress]);
  };

  const create = (port: number): Tunnel =>
    createTunnel(parts.choice(), {
      clock,
      log,
      selfTest,
      recheckMs: nextTestMs,
      token: token(),
      settings: settings.current(),
      edge: parts.edge,
      spawnChild: parts.spawnChild,
      target: `http://127.0.0.1:${port}`,
      dataDir: parts.dataDir,
      environment: parts.environment,
      trafficPolicy: trafficPolicyFor(routes(), parts.proofHeaders),
      onWishRefused: (wish) =>
        dispatch({
          kind: 'noticed',
          notice: { kind: wish === 'domain' ? 'domain-refused' : 'policy-refused' },
        }),
    });

  let opened: { readonly port: number; readonly shape: string; readonly tunnel: Tunnel } | null = null;
  const open = (port: number): void => {
    const tunnel = create(port);
    opened = { port, shape: shape(), tunnel };
    const publish = (): void => {
      const state = tunnel.state();
      const heardAt = tunnel.lastHeardAt();
      dispatch({
        kind: 'tunnel-changed',
        tunnel: state,
        heardAt: heardAt === null ? null : new Date(heardAt).toISOString(),
      });
      pasted.follow(state);
      called.follow(state);
    };
    publish();
    tunnel.onState(publish);
    dispatch({ kind: 'requests-counted', traffic: parts.choice() === 'ngrok' ? requests.traffic() : null });
  };
  const stopWatchingNetwork = watchNetwork({ clock, onChange: () => opened?.tunnel.probe() });
  let following = Promise.resolve();
  let hours = settings.current().openingHours;

  return {
    selfTest,
    open,
    follow() {
      pasted.look();
      following = following.then(async () => {
        if (opened === null) return;
        const { tunnel, port } = opened;
        if (opened.shape !== shape()) {
          await tunnel.stop();
          open(port);
          return;
        }
        tunnel.useToken(token());
        // The next test was planned with the old hours.
        if (hours !== settings.current().openingHours) tunnel.probe();
        hours = settings.current().openingHours;
      });
      return following;
    },
    probe: () => opened?.tunnel.probe(),
    onRequest(host, path) {
      const isLocal = host === undefined || /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);
      if (!isLocal && path !== selfTest.path) countForNgrok();
    },
    onAuthenticated(endpoint, headers) {
      if (selfTest.isOurs(headers)) return;
      pasted.onCall(endpoint.mode, headers);
      called.onCall(endpoint, headers);
    },
    onRelayed: (mode) => pasted.onRelayed(mode),
    async close() {
      stopWatchingNetwork();
      await opened?.tunnel.stop();
      await requests.close();
      await called.settled();
    },
  };
}
