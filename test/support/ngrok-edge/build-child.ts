import { mkdir, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../../..');

/** A folder from which the SDK can be found. */
export async function createBuildFolder(): Promise<string> {
  const cache = path.join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  return mkdtemp(path.join(cache, 'tunnel-'));
}

/** The tunnel's child as it ships. */
export function buildTunnelChild(folder: string): Promise<string> {
  return buildEntry('src/core/tunnel/ngrok-child.ts', folder);
}

/** A process that runs a tunnel of its own, for tests that stop or kill it. */
export function buildTunnelParent(folder: string): Promise<string> {
  return buildEntry('test/support/ngrok-edge/tunnel-parent.ts', folder);
}

/** Any entry of ours, with all it needs, as one module. */
export async function buildEntry(source: string, folder: string): Promise<string> {
  const file = `${path.basename(source, '.ts')}.mjs`;
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: path.join(root, source),
      outDir: folder,
      emptyOutDir: false,
      target: 'node18.15',
      rolldownOptions: { external: ['@ngrok/ngrok'], output: { entryFileNames: file } },
    },
  });
  return path.join(folder, file);
}
