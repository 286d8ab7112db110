import { join } from 'node:path';
import { serveRelay } from '../../src/relay/serve-relay';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import { openComptoir } from './open-comptoir';
import { invitationTo } from './relay-process';

export interface RelayHere extends AsyncDisposable {
  readonly url: string;
  /** In order, as after SIGTERM. Later calls wait for the first. */
  end(): Promise<void>;
}

/**
 * The relay in the process of the test, for tests of what speaks with it: a process of its own takes half a second to start.
 * Tests of the built program, of its options and of its end take `RelayProcess`.
 */
export async function relayHere(
  database: string,
  { key, port = 0 }: { readonly key: string; readonly port?: number },
): Promise<RelayHere> {
  let stop = (): void => undefined;
  const stopAsked = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let served = Promise.resolve();
  const url = await new Promise<string>((resolve, reject) => {
    served = serveRelay({
      ...{ database, port, publicUrl: 'https://relay.test', migrates: true, role: 'both', stopAsked },
      environment: { COMPTOIR_RELAY_KEY: key },
      phonePageDir: join(import.meta.dirname, '../../out/phone'),
      log: () => undefined,
      onReady: (ready) => resolve(`http://127.0.0.1:${ready.port}`),
    });
    served.catch(reject);
  });
  const end = (): Promise<void> => {
    stop();
    return served;
  };
  return { url, end, [Symbol.asyncDispose]: end };
}

/** A counter is opened for the first time, joins the relay, and is closed. Its address at the relay, and how it was invited. */
export async function joinOnce(folder: string, relayUrl: string, database: string) {
  await using shop = await openComptoir(folder);
  const invitation = await invitationTo(relayUrl, database);
  await shop.handlers.joinRelay({ invitation });
  return { invitation, webhookUrl: webhookUrlsOf(shop.state(), 'live').public ?? '' };
}
