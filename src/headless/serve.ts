import { defaultDataDir } from '../core/program/data-folder';
import { openEarlyListener } from '../core/receiver/early-listener';
import { systemClock } from '../core/ports';
import { oneOf, readOptions, wholeNumber } from './options';
import { stopAsked } from './stop-asked';

/**
 * Receives, stores, announces; serves the window to a browser on this computer. Ends with SIGTERM or SIGINT. Listens
 * before most of the program is read.
 */
export async function serve(args: string[]): Promise<number> {
  const options = readOptions(args, {
    data: { type: 'string' },
    port: { type: 'string' },
    'ui-port': { type: 'string' },
    tunnel: { type: 'string' },
    'no-notifications': { type: 'boolean' },
    open: { type: 'boolean' },
    development: { type: 'boolean' },
  });
  const dataDir = options.data ?? defaultDataDir(process.env);
  const port = wholeNumber('port', options.port, { min: 0, max: 65_535 });
  const uiPort = wholeNumber('ui-port', options['ui-port'], { min: 0, max: 65_535 }) ?? 0;
  const tunnel = oneOf('tunnel', options.tunnel, ['ngrok', 'cloudflare', 'none']);
  const asked = stopAsked();
  const earlyListener = await openEarlyListener({ dataDir, port, clock: systemClock });
  const { runCounter } = await import('./counter').catch(async (error: unknown) => {
    await earlyListener.close();
    throw error;
  });
  return runCounter({
    ...{ dataDir, earlyListener, port, uiPort, tunnel, stopAsked: asked },
    notifications: options['no-notifications'] !== true,
    opensWindow: options.open === true,
    development: options.development === true,
  });
}
