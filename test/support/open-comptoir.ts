import { createComptoir, type Comptoir } from '../../src/core/comptoir';
import type { Sabotage } from '../../src/core/derived/derived';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { systemClock, type Clock, type Desktop } from '../../src/core/ports';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { unsealed } from '../../src/core/settings/seal';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import type { Announcement } from '../../src/shared/voice/announcement';
import { quietDiagnostics } from './quiet-diagnostics';

const secret = 'the live secret of this test';

export interface OpenedComptoir extends Omit<Comptoir, 'stop'>, AsyncDisposable {
  /** As KKiaPay announces one; the status of the answer. */
  readonly pay: (transactionId: string, performedAt?: string) => Promise<number>;
  /** The same with another secret, or to another path; the status of the answer. */
  readonly knock: (as: { readonly secret?: string; readonly path?: string }) => Promise<number>;
  /** All that was announced so far. */
  readonly announced: readonly Announcement[];
}

/** The whole core on a real folder and a real port, without a face. */
export async function openComptoir(
  dataDir: string,
  {
    clock = systemClock,
    sabotage,
    ...desktop
  }: Partial<Desktop> & { readonly clock?: Clock; readonly sabotage?: Sabotage } = {},
): Promise<OpenedComptoir> {
  const { stop, ...comptoir } = await createComptoir(
    {
      clock,
      openSecretStore: (folder) => openSecretStore(`${folder}/secrets.json`, unsealed, () => clock.now()),
      spawnTunnelChild: () => {
        throw new Error('no tunnel in this test');
      },
      writeClipboard: () => Promise.resolve(),
      fetchPublic: fetch,
      diagnostics: quietDiagnostics(dataDir),
      log: () => undefined,
      chooseFilePlace: () => Promise.resolve(null),
      printPage: null,
      ...{ updateSource: null, sabotage },
      desktop: { chooseFolder: null, restart: null, ...desktop },
    },
    {
      ...{ dataDir, port: undefined, tunnel: 'none', edge: undefined },
      environment: { COMPTOIR_HASH_SECRET: secret },
    },
  );
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
    ...{ ...comptoir, announced },
    pay: (transactionId, performedAt) => call(new URL(ours()), secret, transactionId, performedAt),
    knock: ({ secret: as = secret, path = '' }) => call(new URL(path, ours()), as, 'knock'),
    [Symbol.asyncDispose]: stop,
  };
}
