import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';

const root = join(import.meta.dirname, '../..');
const read = (file: string): Promise<string> => readFile(join(root, file), 'utf8');
const readJson = async (file: string): Promise<unknown> => JSON.parse(await read(file));

const noticesFile = v.object({
  version: v.string(),
  packages: v.array(v.object({ name: v.string(), licence: v.string(), text: v.string() })),
});
const sourceMap = v.object({ sources: v.array(v.string()) });
const billOfMaterials = v.object({
  bomFormat: v.literal('CycloneDX'),
  specVersion: v.literal('1.6'),
  components: v.array(
    v.object({
      name: v.string(),
      version: v.string(),
      purl: v.pipe(v.string(), v.regex(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d/)),
      licenses: v.pipe(v.array(v.unknown()), v.minLength(1)),
      hashes: v.array(
        v.object({ alg: v.literal('SHA-512'), content: v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/)) }),
      ),
      properties: v.array(v.object({ name: v.string(), value: v.string() })),
    }),
  ),
});

/** What the source maps say of the same bundles, without the list that the builds wrote. */
async function packagesInMaps(): Promise<Set<string>> {
  const names = new Set<string>();
  for (const file of await readdir(join(root, 'out'), { recursive: true })) {
    if (!file.endsWith('.map') || file.startsWith('bench')) continue;
    const { sources } = v.parse(sourceMap, await readJson(join('out', file)));
    for (const source of sources) {
      const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source) ?? [];
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

describe('the notices of a build', () => {
  it('name every package whose code is in a bundle, and what is installed beside them', async () => {
    const { packages } = v.parse(noticesFile, await readJson('out/renderer/notices.json'));
    const named = new Set(packages.map(({ name }) => name));
    const inMaps = [...(await packagesInMaps())];
    expect(inMaps.length).toBeGreaterThan(50);
    expect(inMaps.filter((name) => !named.has(name))).toEqual([]);
    for (const brought of ['preact', '@preact/signals-core', 'sax', 'electron', 'rolldown'])
      expect(named).toContain(brought);
    for (const tool of ['vitest', 'typescript', 'electron-builder', '@playwright/test'])
      expect(named).not.toContain(tool);
  });

  it('give the words of each licence, those of the programs inside a package too', async () => {
    const { packages } = v.parse(noticesFile, await readJson('out/renderer/notices.json'));
    expect(packages.filter(({ licence, text }) => licence === '' || text.length < 200)).toEqual([]);
    expect(packages.find(({ name }) => name === 'node-notifier')?.text).toContain(
      'GNU LESSER GENERAL PUBLIC',
    );
    const text = await read('out/notices/third-party.txt');
    for (const { name } of packages) expect(text).toContain(`\n${name} `);
  });

  it('list the same packages for programs, with where each is and its checksum', async () => {
    const { components } = v.parse(billOfMaterials, await readJson('out/notices/bom.cdx.json'));
    const { packages } = v.parse(noticesFile, await readJson('out/renderer/notices.json'));
    expect(components).toHaveLength(packages.length);
    const parts = (name: string) =>
      components.find((component) => component.name === name)?.properties.map(({ value }) => value);
    expect(parts('preact')).toEqual(['phone', 'renderer', 'screen']);
    expect(parts('express')).toEqual(['headless', 'main']);
    expect(parts('ngrok')).toEqual(['installed']);
    expect(parts('electron')).toEqual(['program']);
  });

  it('cover every bundle: each build of the product writes its list', async () => {
    const manifest = v.parse(
      v.object({ scripts: v.object({ build: v.string() }) }),
      await readJson('package.json'),
    );
    const configs = [...manifest.scripts.build.matchAll(/--config (\S+)/g)].map(([, config]) =>
      String(config),
    );
    expect(configs.length).toBeGreaterThan(1);
    for (const config of ['electron.vite.config.ts', ...configs])
      expect(await read(config), config).toContain('listBundledPackages(');
    expect(manifest.scripts.build.endsWith('node scripts/write-notices.mjs')).toBe(true);
  });
});
