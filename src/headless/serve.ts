import { isIPv4 } from 'node:net';
import { defaultDataDir } from '../core/program/data-folder';
import { openEarlyListener } from '../core/receiver/early-listener';
import { systemClock } from '../core/ports';
import { oneOf, readOptions, UsageError, wholeNumber } from './options';
import { stopAsked } from './stop-asked';

/**
 * Receives, stores, announces; serves the window to a browser on this computer. Ends with SIGTERM or SIGINT. Listens
 * before most of the program is loaded.
 */
export async function serve(args: string[]): Promise<number> {
  const options = readOptions(args, {
    data: { type: 'string' },
    port: { type: 'string' },
    'ui-port': { type: 'string' },
    tunnel: { type: 'string' },
    'no-notifications': { type: 'boolean' },
    open: { type: 'boolean' },
    lan: { type: 'boolean' },
    'lan-port': { type: 'string' },
    'lan-address': { type: 'string' },
    development: { type: 'boolean' },
  });
  const dataDir = options.data ?? defaultDataDir(process.env);
  const port = wholeNumber('port', options.port, { min: 0, max: 65_535 });
  const uiPort = wholeNumber('ui-port', options['ui-port'], { min: 0, max: 65_535 }) ?? 0;
  const tunnel = oneOf('tunnel', options.tunnel, ['ngrok', 'cloudflare', 'none']);
  const lan = lanIn(options);
  const asked = stopAsked();
  const earlyListener = await openEarlyListener({ dataDir, port, clock: systemClock });
  const { runCounter } = await import('./counter').catch(async (error: unknown) => {
    await earlyListener.close();
    throw error;
  });
  return runCounter({
    dataDir,
    earlyListener,
    port,
    uiPort,
    tunnel,
    lan,
    stopAsked: asked,
    notifications: options['no-notifications'] !== true,
    opensWindow: options.open === true,
    development: options.development === true,
  });
}

function lanIn(options: {
  readonly lan?: boolean | undefined;
  readonly 'lan-port'?: string | undefined;
  readonly 'lan-address'?: string | undefined;
}) {
  const port = wholeNumber('lan-port', options['lan-port'], { min: 0, max: 65_535 });
  const address = options['lan-address'];
  if (options.lan !== true) {
    if (port !== undefined || address !== undefined)
      throw new UsageError('--lan-port and --lan-address want --lan');
    return undefined;
  }
  if (address !== undefined && !isIPv4(address)) throw new UsageError('--lan-address wants an IPv4 address');
  return { port, address };
}
