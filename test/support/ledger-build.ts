import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { build } from 'vite';
import { onTestFinished } from 'vitest';

/** One change of a source file that takes something away which the ledger needs. */
export interface Mutation {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Bundles an entry for plain Node, with mutations planted where there are any. Resolves to the file to run or import. */
export async function buildEntry(entry: string, mutations: readonly Mutation[] = []): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'comptoir-build-'));
  onTestFinished(() => rm(outDir, { recursive: true, force: true }));
  const planted = new Set<Mutation>();
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input: { entry: resolve(import.meta.dirname, entry) },
        output: { entryFileNames: 'entry.mjs' },
      },
    },
    plugins: [
      {
        name: 'plant-faults',
        enforce: 'pre',
        transform(code, id) {
          let changed = code;
          for (const mutation of mutations.filter(({ file }) => basename(id) === file)) {
            if (changed.includes(mutation.from)) planted.add(mutation);
            changed = changed.replaceAll(mutation.from, mutation.to);
          }
          return { code: changed, map: null };
        },
      },
    ],
  });
  // A fault that no longer matches its source would pass for one that was planted and not found.
  for (const mutation of mutations)
    if (!planted.has(mutation)) throw new Error(`${mutation.file} has no ${mutation.from}`);
  return join(outDir, 'entry.mjs');
}
