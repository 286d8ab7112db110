import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { fetchByRequest } from '../fetch-by-request';
import { createTrustedFetch, type Environment } from '../trusted-fetch';
import type { NgrokEdge } from './ngrok-tunnel';

/** A stand-in for ngrok's cloud, for development and tests only: nothing in the window can set it. */
export interface DevelopmentEdge extends NgrokEdge {
  /** host:port of its public side, plain HTTP. */
  readonly publicAddr: string | undefined;
}

/**
 * COMPTOIR_NGROK_SERVER_ADDR (host:port), COMPTOIR_NGROK_CA_PEM (a file) and COMPTOIR_NGROK_PUBLIC_ADDR (host:port). Only
 * with `--development`: otherwise a person who sets a user's variables could redirect the shop's tunnel.
 */
export function developmentEdge(
  environment: Readonly<Record<string, string | undefined>>,
  isDevelopment: boolean,
): DevelopmentEdge | undefined {
  const serverAddr = environment.COMPTOIR_NGROK_SERVER_ADDR;
  const caFile = environment.COMPTOIR_NGROK_CA_PEM;
  if (!isDevelopment || serverAddr === undefined || caFile === undefined) return undefined;
  return {
    serverAddr,
    caPem: readFileSync(caFile, 'utf8'),
    publicAddr: environment.COMPTOIR_NGROK_PUBLIC_ADDR,
  };
}

/**
 * The `fetch` for our own public address: with a stand-in it asks the stand-in's public side, which picks the tunnel by
 * Host. Providers and all others use another `fetch`, which no stand-in of the tunnel can redirect.
 */
export function fetchThrough(
  edge: Pick<DevelopmentEdge, 'publicAddr'> | undefined,
  environment: Environment,
): typeof fetch {
  const trusted = createTrustedFetch(environment);
  const publicAddr = edge?.publicAddr;
  if (publicAddr === undefined) return trusted;
  const [host, port] = publicAddr.split(':');
  const fetchFromEdge = fetchByRequest((_url, options) => request({ host, port, ...options }));
  return (input, init) => {
    const { protocol } = new URL(input instanceof Request ? input.url : input);
    return protocol === 'https:' ? fetchFromEdge(input, init) : trusted(input, init);
  };
}
