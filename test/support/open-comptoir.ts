import { join } from 'node:path';
import { createBridgeServer } from '../../src/core/bridge-server';
import { createComptoir, type Comptoir, type ComptoirConfig } from '../../src/core/comptoir';
import type { Sabotage } from '../../src/core/derived/isolation';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { systemClock, type Clock, type Desktop } from '../../src/core/ports';
import { openSecretStore, type OpenedSecretStore } from '../../src/core/settings/file-secret-store';
import { noVault } from '../../src/core/settings/vault';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import type { Announcement } from '../../src/shared/voice/announcement';
import { quietDiagnostics } from './quiet-diagnostics';
import { cheapPins } from './cheap-pins';

const secret = 'the live secret of this test';

export interface OpenedComptoir extends Omit<Comptoir, 'stop'>, AsyncDisposable {
  /** As KKiaPay announces one; the status of the answer. */
  readonly pay: (transactionId: string, performedAt?: string) => Promise<number>;
  /** The same with another secret, or to another path; the status of the answer. */
  readonly knock: (as: { readonly secret?: string; readonly path?: string }) => Promise<number>;
  /** What was copied last. */
  readonly copied: () => string;
  /** All that was announced so far. */
  readonly announced: readonly Announcement[];
}

export interface OpenOptions {
  readonly clock?: Clock;
  readonly sabotage?: Sabotage;
  readonly openSecrets?: (file: string) => Promise<OpenedSecretStore>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly screens?: ComptoirConfig['screens'];
  readonly fetchProvider?: typeof fetch;
}

/** The whole core on a real folder and a real port, without a user interface. */
export async function openComptoir(
  dataDir: string,
  {
    clock = systemClock,
    sabotage,
    openSecrets = (file) => openSecretStore(file, noVault, () => clock.now()),
    environment = { COMPTOIR_HASH_SECRET: secret },
    fetchProvider = fetch,
    screens = { pageDir: join(import.meta.dirname, '../fixtures/screen-page'), lan: undefined },
    ...desktop
  }: Partial<Desktop> & OpenOptions = {},
): Promise<OpenedComptoir> {
  let copied = '';
  const { stop, ...comptoir } = await createComptoir(
    {
      clock,
      openSecretStore: (folder) => openSecrets(`${folder}/secrets.json`),
      spawnTunnelChild: () => {
        throw new Error('no tunnel in this test');
      },
      writeClipboard: (text) => Promise.resolve(void (copied = text)),
      readClipboard: () => Promise.resolve(copied),
      fetchOwnAddress: fetch,
      fetchProvider,
      diagnostics: quietDiagnostics(dataDir),
      ...cheapPins,
      log: () => undefined,
      chooseFilePlace: () => Promise.resolve(null),
      printPage: null,
      ...{ updateSource: null, sabotage },
      desktop: { chooseFolder: null, restart: null, ...desktop },
    },
    {
      ...{ dataDir, port: undefined, tunnel: 'none', edge: undefined },
      environment,
      screens,
    },
  );
  await comptoir.serveScreens(createBridgeServer(comptoir, () => undefined, clock));
  const { state, onAnnouncement } = comptoir;
  const announced: Announcement[] = [];
  onAnnouncement((announcement) => announced.push(announcement));
  const call = async (
    url: URL,
    as: string,
    transactionId: string,
    at = new Date(clock.now()).toISOString(),
  ): Promise<number> => {
    const answer = await fetch(url, {
      ...{ method: 'POST', headers: { 'x-kkiapay-secret': as } },
      body: kkiapayBody({ event: 'success', amountXof: 500, transactionId, at }),
    });
    return answer.status;
  };
  const ours = (): string => webhookUrlsOf(state(), 'live').local ?? '';
  return {
    ...{ ...comptoir, announced, copied: () => copied },
    pay: (transactionId, performedAt) => call(new URL(ours()), secret, transactionId, performedAt),
    knock: ({ secret: as = secret, path = '' }) => call(new URL(path, ours()), as, 'knock'),
    [Symbol.asyncDispose]: stop,
  };
}
