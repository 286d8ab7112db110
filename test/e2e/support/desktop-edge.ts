import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NgrokEdge } from '../../support/ngrok-edge/ngrok-edge';

export interface DesktopEdge {
  readonly edge: NgrokEdge;
  /** Tells the app where it is. */
  readonly environment: NodeJS.ProcessEnv;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A stand-in for ngrok's cloud that an app can use. */
export async function desktopEdge(): Promise<DesktopEdge> {
  const edge = await NgrokEdge.start({ devDomain: 'boutique-awa.ngrok-free.app' });
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-edge-'));
  const caFile = join(folder, 'edge.pem');
  await writeFile(caFile, edge.caPem);
  await chmod(folder, 0o755); // the app may run as another user than the tests
  return {
    edge,
    environment: {
      COMPTOIR_NGROK_SERVER_ADDR: edge.serverAddr,
      COMPTOIR_NGROK_CA_PEM: caFile,
      COMPTOIR_NGROK_PUBLIC_ADDR: edge.publicAddr,
    },
    async [Symbol.asyncDispose]() {
      await edge.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
